"""What `crossdock diff` says to people: the text, as docs/diff.md shows it, and the changelog."""

from pathlib import Path

import pytest

from tests.cli.small import Small
from tests.cli.test_diff import API, compare

PAGE = Path(__file__).parents[2] / "docs/diff.md"
REVISION = API.replace("required: [sku]", "required: [sku, note]").replace("maximum: 100", "maximum: 200")


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def test_the_text_is_as_the_page_shows(small: Small) -> None:
    shown = PAGE.read_text("utf-8").partition("test_diff_text.py -->\n```\n")[2].partition("```")[0]
    assert compare(small, API, REVISION).out == shown


def test_no_colour_where_no_terminal_is(small: Small) -> None:
    assert "\x1b" not in compare(small, API, REVISION).out


def test_why_and_fix_are_told_once_for_a_rule(small: Small) -> None:
    out = compare(small, API, API.replace("required: [sku]", "required: [sku, note, quantity]")).out
    assert (out.count("error[request-property-became-required]"), out.count("  why:"), out.count("  fix:")) == (2, 1, 1)


def test_a_long_witness_is_cut_on_later_findings(small: Small) -> None:
    fields = "".join(f", f{number}: {{const: {'x' * 30}}}" for number in range(30))
    names = ", ".join(f"f{number}" for number in range(30))
    base = API.replace("quantity: {type: integer}", f"quantity: {{type: integer}}{fields}")
    base = base.replace("required: [sku]", f"required: [sku, {names}]")
    revision = base.replace(f"[sku, {names}]", f"[sku, {names}, note, quantity]")
    out = compare(small, base, revision).out
    assert max(map(len, out.splitlines())) < 200
    assert len(out.splitlines()) < 60
    assert "…" in out


@pytest.mark.parametrize("name", ["changelog", "markdown"])
def test_the_changelog_tells_breaks_first(small: Small, name: str) -> None:
    out = compare(small, API, REVISION, "--format", name).out
    assert out.startswith("## Orders\n\nBreaking: ")
    assert out.index("### Breaking changes") < out.index("### Other changes")
    assert "From `one.yaml` to `two.yaml`. Needs a major version." in out
    assert "**`POST /orders/{id}`**\n\n- property `note` became required (`two.yaml:16`, was `one.yaml:17`)" in out
    assert '  - POST /orders/a `{"sku": "a"}` is allowed by the base, but is rejected now' in out
    assert "  - who: callers still on the base\n" in out
    assert "  - fix: Keep it optional" in out


def test_the_changelog_of_nothing_says_so(small: Small) -> None:
    assert "Nothing changed." in compare(small, API, API, "--format", "changelog").out
