"""The tables of small pairs in `tests/cases/pairs/`: what every comparison of them has to say."""

import json
from collections import Counter

import pytest
from benchmarks.pairs import Pair, read_pairs

from crossdock.registry.comparing import conclude
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.result import Bump, Verdict
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format
from tests.registry.compat.pairs import Given, Side, judge, open_document

PAIRS = read_pairs()


def sides(pair: Pair) -> tuple[Side, Side]:
    return side("base.json", pair.base), side("revision.json", pair.revision)


def side(name: str, data: dict[str, object]) -> Side:
    return open_document(name, read_document(name, json.dumps(data).encode()))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.format}: {pair.name}")
def test_a_pair_is_judged_by_what_it_means(pair: Pair) -> None:
    judged = judge(*sides(pair), Given())
    verdict, bump = conclude(judged)
    if pair.group == "rewrite":
        assert verdict in (Verdict.SAME, Verdict.COMPATIBLE)
        assert bump in (Bump.NONE, Bump.PATCH)
    else:
        assert verdict is (Verdict.BREAKING if pair.group == "breaking" else Verdict.COMPATIBLE)
        assert bump is (Bump.MAJOR if pair.group == "breaking" else Bump.MINOR)
    assert all(one.evidence is not None for one in judged if one.is_breaking)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.group == "rewrite"], ids=lambda pair: pair.name)
def test_a_rewrite_is_one_in_both_ways(pair: Pair) -> None:
    base, revision = sides(pair)
    verdict, bump = conclude(judge(revision, base, Given()))
    assert verdict in (Verdict.SAME, Verdict.COMPATIBLE)
    assert bump in (Bump.NONE, Bump.PATCH)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.format}: {pair.name}")
def test_the_documents_are_what_their_specification_asks_for(pair: Pair) -> None:
    for one in sides(pair):
        form = find_format(one.document.data, one.name)
        assert form is not None
        resolver = Resolver({one.name: one.document}.get, lambda _: None, derive)
        found = form.validate(one.document, resolver)
        assert [finding.message for finding in found if finding.severity.value == "error"] == []


def test_the_table_is_large_and_balanced() -> None:
    groups = Counter(pair.group for pair in PAIRS)
    assert len(PAIRS) >= 60
    assert len({(pair.format, pair.name) for pair in PAIRS}) == len(PAIRS)
    assert all(count >= 20 for count in groups.values()), groups


def test_most_breaks_are_shown_by_a_payload() -> None:
    breaking = [judge(*sides(pair), Given()) for pair in PAIRS if pair.group == "breaking"]
    shown = [any(isinstance(one.evidence, Payload) for one in judged) for judged in breaking]
    assert sum(shown) >= len(shown) // 2
