"""Makes untrusted strings harmless in terminals, build logs, JSON and Markdown."""

import json
import math
import re
from urllib.parse import quote

# C0 and C1 controls, line separators, surrogates, invisible and bidirectional formatting (Unicode TR36, section 2.10), tags,
# and noncharacters. Spelled out instead of asked of `unicodedata`, whose answers differ between Python versions.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LOG_COMMAND = re.compile(r"^(\s*)::")  # GitHub: `::name::` at the start of a line, after blanks
_OLD_LOG_COMMAND = re.compile(
    r"##(?=\w*\[)"
)  # anywhere in a line: GitHub's `##[`, Azure's `##vso[`, TeamCity's `##teamcity[`
_MARKUP = re.compile(r"[\\*_\[\]<>&|~!`$]")
_LINE_START = re.compile(r"^(?:[-+=#:/]|\d+[.)])")  # lists, headings, and the quick actions of code hosts
_REFERENCE = re.compile(r"[@#!~$%&](?=\w)|\b(?:GH|gh)-(?=\d)|:(?=//)|\bwww(?=\.)")
_CODE = re.compile(r"`([^`]*)`")


def show_controls(text: str) -> str:
    r"""Show controls, invisible and bidirectional characters as escapes; the result is one line and encodes as UTF-8.

    >>> print(show_controls("a\x1b[31m\nb\u202e"))
    a\x1b[31m\nb\u202e
    """
    return _UNSAFE.sub(lambda match: _escape(match[0]), text)


def shorten(text: str, limit: int) -> str:
    """Cut a text to `limit` characters, the last one an ellipsis.

    >>> shorten("shipment", 5)
    'ship…'
    """
    return text if len(text) <= limit else text[: limit - 1] + "…"


def defuse_line(line: str) -> str:
    r"""Keep a line of a report from being read as a command by the build server that logs it.

    >>> print(defuse_line("  ::error::x ##[group]"))
      \::error::x #\#[group]
    """
    return _OLD_LOG_COMMAND.sub(r"#\\#", _LOG_COMMAND.sub(r"\1\\::", line))


def render_json(data: object) -> str:
    """Render JSON in ASCII with a final line feed; a build server that logs it finds no command in it.

    Numbers without a JSON form become strings.
    """
    text = json.dumps(_plain(data), indent=2, ensure_ascii=True, allow_nan=False)
    return text.replace("##", "#\\u0023") + "\n"


def quote_path(path: str) -> str:
    """Render a relative path as a URI reference (RFC 3986). Names that are not UTF-8 keep their bytes.

    >>> quote_path("contracts/a b/v1/openapi.yaml")
    'contracts/a%20b/v1/openapi.yaml'
    """
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a lone surrogate that stands for no byte
        return quote(path.encode("utf-8", "replace"))


def quote_prose(text: str) -> str:
    """Render a sentence as Markdown: what stands in backticks becomes code, everything else is shown as it is written."""
    parts = _CODE.split(show_controls(text))
    quoted = [quote_code(part) if index % 2 else _quote_plain(part) for index, part in enumerate(parts)]
    return _LINE_START.sub(lambda match: "".join(map(_entity, match[0])), "".join(quoted))


def quote_code(text: str, *, is_html: bool = False) -> str:
    """Render a name as inline code, fit for table cells. `is_html` is for lines that Markdown does not read."""
    shown = show_controls(text)
    if not shown.strip():
        return ""
    if not is_html and not re.search(r"[`|]|^\s|\s$", shown):
        return f"`{shown}`"
    entities = re.sub(r"[^\w\s.,/(){}=+%'\"-]", lambda match: _entity(match[0]), shown)
    entities = entities.replace("_", "&#95;").replace("www.", "www&#46;")  # Markdown reads the text between the tags
    return f"<code>{entities}</code>"


def quote_block(text: str, language: str = "") -> str:
    """Render lines as a fenced block whose fence no line can close."""
    lines = [show_controls(line) for line in text.split("\n")]
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join((fence + language, *lines, fence))


def _escape(char: str) -> str:
    code = ord(char)
    if char in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[char]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _entity(match: str) -> str:
    return f"&#{ord(match)};"


def _quote_plain(text: str) -> str:
    broken = _REFERENCE.sub(lambda match: match[0] + "\u200b", text)  # no mention, no cross reference, no link
    return _MARKUP.sub(lambda match: _entity(match[0]), broken)


def _plain(data: object) -> object:
    if isinstance(data, str):
        return data.encode("utf-8", "replace").decode() if not data.isascii() else data
    if isinstance(data, float) and not math.isfinite(data):
        return str(data)
    if data is None or isinstance(data, bool | int | float):
        return data
    if isinstance(data, dict):
        return {str(_plain(str(key))): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(item) for item in data]
    return str(data)
