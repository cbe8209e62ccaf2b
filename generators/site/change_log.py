"""What a version changed, as lines that people read: the same change in several places is one line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossdock.generators.site.constraints import render_value
from crossdock.registry.model.catalog import ReleaseNotes
from crossdock.registry.model.change import Change

MAX_LINES = 25  # of one version; the rest is counted
MAX_VALUE = 60  # characters of a value


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change: what happened, to what, in which operations, and simple values before and after."""

    words: str
    subject: str
    places: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The lines of one version, and how many more there are. `is_compared` is false where nothing can be said."""

    before: str
    lines: tuple[LogLine, ...] = ()
    more: int = 0
    is_compared: bool = True


def write_logs(notes: Iterable[ReleaseNotes]) -> dict[str, ChangeLog]:
    """Return the change log of each version that follows another."""
    return {note.version: _write_log(note) for note in notes}


def _write_log(note: ReleaseNotes) -> ChangeLog:
    if note.changes is None:
        return ChangeLog(note.before, is_compared=False)
    lines = tuple(_gather_lines(note.changes))
    return ChangeLog(note.before, lines[:MAX_LINES], max(0, len(lines) - MAX_LINES))


def _gather_lines(changes: Iterable[Change]) -> Iterator[LogLine]:
    """Yield one line for each kind of change of one subject, in the order they come first."""
    places: dict[LogLine, dict[str, None]] = {}
    for change in changes:
        words = change.kind.value.replace("-", " ").replace("property", "field")
        is_shown = words.endswith(("changed", "tightened", "loosened")) and change.subject != change.operation
        before, after = (_word_value(value) if is_shown else "" for value in (change.before, change.after))
        line = LogLine(words, _name_subject(change), (), before, after)
        found = places.setdefault(line, {})
        if change.operation and change.operation != change.subject:
            found[change.operation] = None
    for line, operations in places.items():
        yield LogLine(line.words, line.subject, tuple(operations), line.before, line.after)


def _name_subject(change: Change) -> str:
    is_code = change.kind.value.startswith("enum-value")
    return f"{change.subject} of {change.path}" if is_code and change.path else change.path or change.subject


def _word_value(value: object) -> str:
    text = "nothing" if value is None else render_value(value)
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"
