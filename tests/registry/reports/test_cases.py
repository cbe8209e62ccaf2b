"""Every report of every situation, as it stands in `tests/cases/reports/`."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from crossdock.registry.discovery import unit_names
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS

CASES = Path(__file__).parents[2] / "cases" / "reports"
ENDINGS = {
    "text": "txt",
    "json": "json",
    "sarif": "sarif",
    "github": "github",
    "github-summary": "summary.md",
    "gitlab": "gitlab.json",
    "junit": "xml",
    "markdown": "md",
    "changelog": "changelog.md",
}


@pytest.mark.parametrize("report", ENDINGS)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_report_reads_as_expected(situation: str, report: str, is_updating: bool) -> None:
    rendered = render(report, SITUATIONS[situation]())
    expected = CASES / situation / f"expected.{ENDINGS[report]}"
    if is_updating:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes(rendered.encode())
    assert rendered == expected.read_bytes().decode()


def test_every_case_has_its_situation() -> None:
    assert {folder.name for folder in CASES.iterdir()} == set(SITUATIONS)
    assert set(unit_names("report")) >= set(ENDINGS)


@pytest.mark.parametrize("report", ENDINGS)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_order_of_findings_and_contracts_does_not_matter(situation: str, report: str) -> None:
    result = SITUATIONS[situation]()
    shuffler = random.Random(7)
    shuffled = replace(
        result,
        contracts=tuple(shuffler.sample(result.contracts, len(result.contracts))),
        findings=tuple(shuffler.sample(result.findings, len(result.findings))),
        rules=tuple(reversed(result.rules)),
    )
    assert render(report, shuffled) == render(report, result)


@pytest.mark.parametrize("report", ENDINGS)
def test_report_is_text_that_any_log_can_hold(report: str) -> None:
    for build in SITUATIONS.values():
        rendered = render(report, build())
        rendered.encode("utf-8")
        assert rendered.endswith("\n")
        assert not {char for char in rendered if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)}
        assert not set(rendered) & set("\u202e\u202c\u2066\ufffe")


@pytest.mark.parametrize(
    "report", [name for name in ENDINGS if name not in ("github", "github-summary", "markdown", "changelog")]
)
def test_no_line_is_a_command_of_the_build_server(report: str) -> None:
    for build in SITUATIONS.values():
        for line in render(report, build()).splitlines():
            assert not line.strip().startswith("::")
            assert "##[" not in line
            assert "##vso[" not in line
