"""The generated pages are what the rules and models say today."""

from pathlib import Path

from crossdock.registry.cli.docs import render_pages

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_current() -> None:
    stale = [name for name, text in render_pages(ROOT).items() if not _is_current(ROOT / "docs" / name, text)]
    assert not stale, "run `make docs`"


def test_no_page_of_a_rule_that_is_gone() -> None:
    pages = render_pages(ROOT)
    assert not [path.name for path in (ROOT / "docs" / "rules").glob("*.md") if f"rules/{path.name}" not in pages]


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text
