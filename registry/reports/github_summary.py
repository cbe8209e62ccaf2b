"""The GitHub job summary: the page of a workflow run, for `$GITHUB_STEP_SUMMARY`."""

from crossdock.registry.markup import join_blocks, render_blocks
from crossdock.registry.model.result import CheckResult
from crossdock.registry.report import Report, ReportOptions

LIMIT = 1_000_000  # bytes; GitHub shows no summary of more than 1 MiB a step
ROWS = 200


def render_github_summary(result: CheckResult, options: ReportOptions) -> str:
    """Render a run as Markdown, cut to what GitHub shows."""
    return join_blocks(render_blocks(result, ROWS), LIMIT)


REPORT = Report("github-summary", "for the page of a GitHub workflow run", "text/markdown", render_github_summary)
