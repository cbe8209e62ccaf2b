"""The JUnit report, read back by an XML parser."""

from xml.etree import ElementTree

import pytest

from tests.registry.reports.rendering import render
from tests.registry.reports.situations import HOSTILE, SITUATIONS


def suites(situation: str) -> ElementTree.Element:
    return ElementTree.fromstring(render("junit", SITUATIONS[situation]()))


@pytest.mark.parametrize("situation", SITUATIONS)
def test_counts_agree_with_the_cases(situation: str) -> None:
    root = suites(situation)
    for suite in root.iter("testsuite"):
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    assert int(root.attrib["tests"]) == len(list(root.iter("testcase")))
    assert int(root.attrib["failures"]) == len(SITUATIONS[situation]().failing())


def test_a_contract_is_a_suite_and_passes_with_its_verdict() -> None:
    suite = suites("compatible").find("testsuite[@name='erp/order-api@3']")
    assert suite is not None
    assert [case.attrib["name"] for case in suite] == ["not released yet: first version 3.0.0, new contract"]


def test_only_what_fails_the_check_fails_a_case() -> None:
    failed = [
        case.attrib["name"].split(":")[0]
        for case in suites("breaking").iter("testcase")
        if case.find("failure") is not None
    ]
    assert failed == ["api-removed-without-deprecation", "response-property-removed", "promise-delivery-weakened"]


def test_hostile_strings_stay_text() -> None:
    root = suites("hostile-strings")
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "system-out",
    }  # fmt: skip
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert "]]> <script>alert(1)</script> &amp; |" in HOSTILE
    assert "]]> <script>alert(1)</script> &amp; |" in (failure.text or "")
