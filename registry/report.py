"""What a report is: a run rendered as text for one reader."""

from collections.abc import Callable
from dataclasses import dataclass

from crossdock.registry.model.result import CheckResult


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a reader asked for. `width` is in characters; `is_terminal` allows colour."""

    is_terminal: bool = False
    width: int = 100
    is_verbose: bool = False
    tool_version: str = "0"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. A unit is a file in `reports/` whose constant `REPORT` is one of these; `render` ends in a line feed."""

    name: str
    summary: str
    media_type: str
    render: Callable[[CheckResult, ReportOptions], str]
