"""Descriptions as HTML: a small, safe part of Markdown. Everything is escaped first; only what is known becomes markup."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from crossdock.generators.site.pages import safe_link

# Lengths are bounded, so that a hostile text costs no more than its length.
_INLINE = re.compile(
    r"`(?P<code>[^`\n]{1,400})`"
    r"|\*\*(?P<strong>[^*\n]{1,400})\*\*"
    r"|(?<![\w*])\*(?P<em>[^*\s][^*\n]{0,400})\*(?![\w*])"
    r"|\[(?P<label>[^\[\]\n]{1,400})\]\((?P<target>[^()\s]{1,2000})\)"
    r"|(?P<address>https?://[^\s<>\"'`)\]]{0,2000}[^\s<>\"'`)\].,;:!?])"
)
_MARKS = {"code": Markup("<code>{}</code>"), "strong": Markup("<strong>{}</strong>"), "em": Markup("<em>{}</em>")}
_BULLET = re.compile(r"\s*[-*+]\s+")

# Where a name in code is described: a page of ours, `None` when it names nothing.
FindPage = Callable[[str], str | None]


def _find_nothing(_: str) -> None:
    return None


def render_prose(text: str, find_page: FindPage = _find_nothing) -> Markup:
    """Render paragraphs, lists, emphasis, code and links to http(s) and mailto.

    >>> render_prose("a `code` <b>")
    Markup('<p>a <code>code</code> &lt;b&gt;</p>')
    """
    blocks = re.split(r"\n\s*\n", text.strip()) if text.strip() else []
    return Markup("").join(part for block in blocks for part in _render_block(block, find_page))


def render_line(text: str, find_page: FindPage = _find_nothing) -> Markup:
    """Render a description that stands in a line of its own, without paragraphs."""
    return _render_inline(" ".join(text.split()), find_page)


def _render_block(block: str, find_page: FindPage) -> Iterator[Markup]:
    for is_list, lines in groupby(block.splitlines(), key=lambda line: _BULLET.match(line) is not None):
        if is_list:
            items = Markup("").join(
                Markup("<li>{}</li>").format(_render_inline(_BULLET.sub("", line, count=1), find_page))
                for line in lines
            )
            yield Markup("<ul>{}</ul>").format(items)
        else:
            yield Markup("<p>{}</p>").format(_render_inline(" ".join(line.strip(" #\t") for line in lines), find_page))


def _render_inline(text: str, find_page: FindPage) -> Markup:
    parts: list[Markup] = []
    end = 0
    for match in _INLINE.finditer(text):
        parts += [escape(text[end : match.start()]), _render_match(match, find_page)]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _render_match(match: re.Match[str], find_page: FindPage) -> Markup:
    page = find_page(match["code"]) if match["code"] is not None else None
    if page is not None:
        return Markup('<a href="{}"><code>{}</code></a>').format(page, match["code"])
    for name, mark in _MARKS.items():
        if match[name] is not None:
            return mark.format(match[name])
    address = safe_link(match["target"] or match["address"])
    if address is None:
        return escape(match[0])
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, match["label"] or address)
