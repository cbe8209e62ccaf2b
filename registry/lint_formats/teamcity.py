"""Format of `lint`: service messages of TeamCity."""

from collections.abc import Sequence

from crossdock.registry.lint_format import LEVELS, LintFormat, LintOptions, group_by_source
from crossdock.registry.lint_result import Result

# TeamCity documentation, Service Messages, escaped values
_ESCAPES = {
    "|": "||",
    "'": "|'",
    "\n": "|n",
    "\r": "|r",
    "\x85": "|x",
    "\u2028": "|l",
    "\u2029": "|p",
    "[": "|[",
    "]": "|]",
}


def render_teamcity(results: Sequence[Result], options: LintOptions) -> str:
    """Render an inspection type and an inspection for each result."""
    return "\n".join(_messages(result) for group in group_by_source(results).values() for result in group)


def _messages(result: Result) -> str:
    code, message = _escape(result.code), f"{LEVELS[result.level]} -- {_escape(result.message)}"
    link = f" -- {_escape(result.documentation)}" if result.documentation else ""
    kind = f"inspectionType category='openapi' id='{code}' name='{code}' description='{message}{link}'"
    place = f"file='{_escape(result.source)}' line='{result.line}'"
    return f"##teamcity[{kind}]\n##teamcity[inspection typeId='{code}' {place} message='{message}']"


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


LINT_FORMAT = LintFormat("teamcity", "service messages of TeamCity", False, render_teamcity)
