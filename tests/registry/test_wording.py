"""Sentences that reports share."""

import pytest

from crossdock.registry.model.evidence import Evidence, Exchange, Payload, Statement, Unknown
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import Verdict
from crossdock.registry.wording import (
    find_verdict,
    word_contract,
    word_evidence,
    word_headline,
    word_message,
    word_summary,
)
from tests.registry.reports.situations import SITUATIONS, build_contract


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        (Payload({"a": 1}, "revision", "2.3.0", "why"), '{"a": 1} may be sent now, but 2.3.0 rejects it: why'),
        (Payload([], "2.3.0", "revision"), "[] is allowed by 2.3.0, but is rejected now"),
        (Payload(["x" * 90], "a", "b", "y" * 400), f"this payload is allowed by a, but b rejects it: {'y' * 299}…"),
        (Exchange("GET /x", "200", "404"), "GET /x: 200 before, 404 now"),
        (Statement("semantics.delivery", "a", "b"), "`semantics.delivery` was `a`, and now is `b`"),
        (Statement("sla.tier", None, "1"), "`sla.tier` was not promised, and now is `1`"),
        (Statement("sla.tier", "1", None), "`sla.tier` was `1`, and is no longer promised"),
        (Unknown("a look-ahead"), "could not be decided: a look-ahead"),
    ],
)
def test_evidence_is_a_sentence(evidence: Evidence, sentence: str) -> None:
    assert word_evidence(evidence) == sentence


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        ([], Verdict.SAME),
        ([Verdict.INITIAL, Verdict.SAME], Verdict.COMPATIBLE),
        ([Verdict.COMPATIBLE, Verdict.UNKNOWN], Verdict.UNKNOWN),
        ([Verdict.UNKNOWN, Verdict.BREAKING], Verdict.BREAKING),
    ],
)
def test_the_gravest_verdict_is_that_of_the_whole(verdicts: list[Verdict], whole: Verdict) -> None:
    assert find_verdict(build_contract("a/b@1", verdict) for verdict in verdicts) is whole


@pytest.mark.parametrize(
    ("versions", "sentence"),
    [
        (("2.3.0", "2.4.0", "3.0.0"), "breaking: 2.3.0 → 2.4.0, needs 3.0.0"),
        (("2.3.0", "3.0.0", "3.0.0"), "breaking: 2.3.0 → 3.0.0"),
        (("2.3.0", "2.3.0", None), "breaking: 2.3.0"),
        ((None, "1.0.0", None), "breaking: first version 1.0.0"),
        ((None, None, None), "breaking"),
    ],
)
def test_a_contract_says_its_versions(versions: tuple[str | None, str | None, str | None], sentence: str) -> None:
    assert word_contract(build_contract("a/b@1", Verdict.BREAKING, versions=versions)) == sentence


def test_counts_of_a_run() -> None:
    result = SITUATIONS["breaking"]()
    assert word_headline(result) == "breaking: 3 errors stand in the way"
    assert word_summary(result) == (
        "2 of 41 contracts changed: 2 breaking; through references: 1 compatible; "
        "3 errors, 1 warning, 1 info (new), 1 existing, 1 waived"
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"operation": "GET /x", "payload": "200 application/json"}, "GET /x 200: gone (was line 7 in 1.0.0)"),
        ({"operation": "POST /x", "payload": "body application/json"}, "POST /x request: gone (was line 7 in 1.0.0)"),
        ({"operation": "send a.b", "payload": "Shipped"}, "send a.b: gone (was line 7 in 1.0.0)"),
        ({"operation": "GET /x", "change": "property-added"}, "GET /x: gone"),
        ({}, "gone (was line 7 in 1.0.0)"),
    ],
)
def test_a_message_begins_with_what_was_called(facts: dict[str, str], sentence: str) -> None:
    at, was = Location("a.yaml", 9), Location("a.yaml", 7)
    facts = {"compared_with": "1.0.0", **facts}
    finding = Finding("x", Severity.ERROR, "gone", at, "a/b@1", was=was, facts=tuple(facts.items()))
    assert word_message(finding, None) == sentence
