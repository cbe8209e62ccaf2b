"""Colours JSON at build time, so that the page needs no script for it."""

import re

from markupsafe import Markup, escape

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\\n]|\\.)*")(?=\s*:)'
    r'|(?P<string>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<word>\b(?:true|false|null)\b)"
)
_CLASS = {"key": "k", "string": "s", "number": "n", "word": "w"}


def highlight_json(text: str) -> Markup:
    """Return JSON text with its keys, strings, numbers and words marked; anything else stays as it is, escaped.

    >>> highlight_json('{"a": 1}')
    Markup('{<b class="k">&#34;a&#34;</b>: <b class="n">1</b>}')
    """
    parts: list[Markup] = []
    end = 0
    for match in _TOKEN.finditer(text):
        parts.append(escape(text[end : match.start()]))
        parts.append(Markup('<b class="{}">{}</b>').format(_CLASS[match.lastgroup or "word"], match[0]))
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])
