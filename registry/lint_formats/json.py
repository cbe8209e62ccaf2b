"""Format of `lint`: JSON as Spectral writes it."""

import json
from collections.abc import Sequence

from crossdock.registry.lint_format import LintFormat, LintOptions
from crossdock.registry.lint_result import Result


def render_json(results: Sequence[Result], options: LintOptions) -> str:
    """Render a list of results."""
    return json.dumps([result.as_json() for result in results], indent="\t", ensure_ascii=False)


LINT_FORMAT = LintFormat("json", "what tools read", False, render_json)
