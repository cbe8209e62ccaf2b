"""The Markdown report: a comment on a pull request, or a part of release notes."""

import re

from crossdock.registry.markup import join_blocks, render_blocks
from crossdock.registry.model.result import CheckResult
from crossdock.registry.report import Report, ReportOptions

LIMIT = 60_000  # bytes; GitHub refuses comments of more than 65,536 characters
ROWS = 50


def render_markdown(result: CheckResult, options: ReportOptions) -> str:
    """Render a run as Markdown behind a hidden marker, by which a comment is found and edited instead of repeated."""
    registry = re.sub(r"[^a-z0-9-]", "-", result.registry.lower())
    return join_blocks((f"<!-- crossdock-check: {registry} -->", *render_blocks(result, ROWS)), LIMIT)


REPORT = Report("markdown", "for pull request comments and release notes", "text/markdown", render_markdown)
