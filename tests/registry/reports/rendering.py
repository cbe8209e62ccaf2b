"""Renders a report by its name, as the command line does."""

from crossdock.registry.discovery import load_unit
from crossdock.registry.model.result import CheckResult
from crossdock.registry.report import Report, ReportOptions


def render(report: str, result: CheckResult, **options: bool | int) -> str:
    unit = load_unit("report", report)
    assert isinstance(unit, Report)
    return unit.render(result, ReportOptions(tool_version="1.2.3", **options))  # type: ignore[arg-type] # each test names its own
