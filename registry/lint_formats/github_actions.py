"""Format of `lint`: workflow commands that annotate lines on GitHub."""

from collections.abc import Sequence

from crossdock.registry.lint_format import LintFormat, LintOptions
from crossdock.registry.lint_result import Result

_COMMANDS = ("error", "warning", "notice", "notice")


def render_github_actions(results: Sequence[Result], options: LintOptions) -> str:
    """Render a command for each result."""
    return "\n".join(_command(result, options) for result in results)


def _command(result: Result, options: LintOptions) -> str:
    properties = {
        "title": result.code,
        "file": options.relative(result.source),
        "col": result.column,
        "endColumn": result.span[3] + 1,
        "line": result.line,
        "endLine": result.span[2] + 1,
    }
    said = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    link = options.documentation(result.code)
    message = _escape(result.message + (f"\nDocumentation: {link}" if link else ""))
    return f"::{_COMMANDS[result.level]} {said}::{message}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


LINT_FORMAT = LintFormat("github-actions", "annotations on GitHub", False, render_github_actions)
