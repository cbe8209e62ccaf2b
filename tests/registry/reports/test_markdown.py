"""The Markdown reports, read back by a Markdown parser."""

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from crossdock.registry.model.result import Verdict
from crossdock.registry.reports import github_summary, markdown
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS, build_contract, build_finding, build_result

OWN_HTML = re.compile(
    r"<!-- crossdock-check: [a-z0-9-]+ -->|</?details>|</?code>|<summary><code>[^<>]*</code>: [\w ,]+</summary>"
)
OWN_KINDS = {
    "inline", "text", "html_block", "html_inline", "code_inline", "fence", "softbreak", "paragraph", "heading", "strong", "blockquote",
    "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item", "em",
}  # fmt: skip


def tokens(text: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [token for outer in parsed for token in (outer, *(outer.children or ()))]


@pytest.mark.parametrize("report", ["markdown", "github-summary", "changelog"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_nothing_but_our_own_markup_is_markup(situation: str, report: str) -> None:
    found = tokens(render(report, SITUATIONS[situation]()))
    assert {re.sub("_(open|close)$", "", token.type) for token in found} <= OWN_KINDS
    for token in found:
        if token.type.startswith("html"):
            assert all(OWN_HTML.fullmatch(line) for line in token.content.splitlines() if line), token.content


@pytest.mark.parametrize("situation", SITUATIONS)
def test_rows_have_as_many_cells_as_their_head(situation: str) -> None:
    rows = [line for line in render("markdown", SITUATIONS[situation]()).splitlines() if line.startswith("| ")]
    assert all(line.count("|") == 5 for line in rows)


@pytest.mark.parametrize("report", ["markdown", "changelog"])
def test_strangers_can_mention_nobody(report: str) -> None:
    rendered = re.sub(
        "<code>.*?</code>", "", render(report, SITUATIONS["hostile-strings"]())
    )  # nobody is mentioned in code
    prose = "".join(token.content for token in tokens(rendered) if token.type == "text")
    assert "acme/team" in prose
    assert not re.search(r"@\w|#\d", prose)


def test_the_comment_can_be_found_again() -> None:
    assert render("markdown", SITUATIONS["breaking"]()).splitlines()[0] == "<!-- crossdock-check: northway -->"


def test_the_first_line_of_a_summary_is_the_verdict() -> None:
    assert (
        render("github-summary", SITUATIONS["breaking"]()).splitlines()[0] == "**breaking: 3 errors stand in the way**"
    )


@pytest.mark.parametrize(("report", "limit"), [("markdown", markdown.LIMIT), ("github-summary", github_summary.LIMIT)])
def test_a_long_report_is_cut_where_a_block_ends_and_says_so(report: str, limit: int) -> None:
    names = [f"system-{n:04}/events@1" for n in range(3_000)]
    contracts = [build_contract(name, Verdict.BREAKING) for name in names]
    findings = [build_finding("x-removed", "ü" * 200, contract=name, path=f"{name}.yaml") for name in names]
    rendered = render(report, build_result(*contracts, findings=tuple(findings)))
    assert len(rendered.encode()) <= limit
    assert rendered.endswith("*This report was cut to fit; `crossdock check --report json` lists everything.*\n")
    assert rendered.count("<details>") == rendered.count("</details>") > 0
    assert " more rows left out." in rendered


def test_a_contract_with_many_findings_shows_the_first_and_counts_the_rest() -> None:
    findings = tuple(build_finding("x-removed", f"x{n} was removed", line=n + 1) for n in range(70))
    rendered = render("markdown", build_result(findings=findings))
    assert rendered.count("#### ") == markdown.ROWS
    assert "20 more findings left out." in rendered
