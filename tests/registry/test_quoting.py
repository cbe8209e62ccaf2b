"""Quoting of untrusted strings, whatever they hold."""

import json

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from crossdock.registry.quoting import defuse_line, quote_block, quote_code, quote_prose, render_json, show_controls

SIGNS = "`*_[]()<>&|~!#@:/-+=1.\\$% \n\tax"
ANYTHING = st.text(st.characters(codec=None), max_size=60) | st.text(st.sampled_from(SIGNS), max_size=60)
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=20)


@given(ANYTHING)
def test_shown_text_is_one_printable_line(text: str) -> None:
    shown = show_controls(text)
    shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert show_controls(shown) == shown


@given(ANYTHING)
def test_prose_reads_as_it_was_written(text: str) -> None:
    """Markdown shows the text itself, with code where the backticks were."""
    (paragraph,) = [token for token in MarkdownIt().parse("x " + quote_prose(text)) if token.type == "inline"]
    shown = "".join(child.content for child in paragraph.children or () if child.type in ("text", "code_inline"))
    assert _letters(shown).replace("`", "") == "x" + _letters(show_controls(text)).replace("`", "")


@given(ANYTHING)
def test_prose_is_one_paragraph(text: str) -> None:
    parsed = MarkdownIt("commonmark", {"html": False}).parse(quote_prose(text))
    assert {token.type for token in parsed} <= {"paragraph_open", "inline", "paragraph_close"}


@given(ANYTHING)
def test_code_is_code(text: str) -> None:
    (paragraph,) = [
        token for token in MarkdownIt("commonmark").parse("x " + quote_code(text)) if token.type == "inline"
    ]
    shown = [child for child in paragraph.children or () if child.type != "html_inline"]
    assert {child.type for child in shown} <= {"text", "code_inline"}
    assert _letters("".join(child.content for child in shown)) == "x" + _letters(show_controls(text))


@given(ANYTHING)
def test_a_block_is_closed_by_its_own_fence_only(text: str) -> None:
    (fence,) = MarkdownIt("commonmark").parse(quote_block(text, "json"))
    assert fence.type == "fence"
    assert fence.content == "".join(show_controls(line) + "\n" for line in text.split("\n"))


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner)))
def test_json_comes_back(data: object) -> None:
    rendered = render_json(data)
    assert json.loads(rendered) == data
    assert rendered.isascii()
    assert "##" not in rendered


@given(ANYTHING)
def test_a_defused_line_is_no_command(text: str) -> None:
    line = defuse_line(show_controls(text))
    assert not line.strip().startswith("::")
    assert "##[" not in line


def _letters(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())
