"""Format of `lint`: issues in the format of Code Climate, which GitLab reads as well."""

import hashlib
import json
from collections.abc import Sequence

from crossdock.registry.lint_format import LintFormat, LintOptions
from crossdock.registry.lint_result import Result

_SEVERITIES = ("critical", "major", "minor", "info")


def render_code_climate(results: Sequence[Result], options: LintOptions) -> str:
    """Render a list of issues."""
    return json.dumps([_issue(result, options) for result in results], indent="\t", ensure_ascii=False)


def _issue(result: Result, options: LintOptions) -> dict[str, object]:
    path = options.relative(result.source)
    begin_line, begin, end_line, end = (number + 1 for number in result.span)
    identity = "\n".join((path, *result.path, result.code, result.message))
    return {
        "type": "issue",
        "check_name": result.code,
        "description": result.message,
        "categories": ["Style"],
        "location": {
            "path": path,
            "positions": {"begin": {"line": begin_line, "column": begin}, "end": {"line": end_line, "column": end}},
        },
        "severity": _SEVERITIES[result.level],
        "fingerprint": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
    }


LINT_FORMAT = LintFormat("code-climate", "issues of Code Climate", False, render_code_climate)
