"""Rules of table descriptions that their schema cannot express."""

from collections.abc import Iterator

from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import (
    TABLE_FIELD_OVERLAP,
    TABLE_FIELD_UNDEFINED,
    TABLE_NAME_DUPLICATE,
    TABLE_POSITION_MISSING,
)


def judge_table(root: Node) -> Iterator[Finding]:
    """Yield what the rules have against a table description."""
    records = root.child("records")
    yield from _judge_repeated(records, "record")
    for record in records.elements():
        fields = record.child("fields")
        yield from _judge_repeated(fields, "field")
        names = {name for field in fields.elements() if (name := field.child("name").text) is not None}
        yield from _judge_use(record.child("match", "field"), names)
        yield from _judge_use(record.child("primaryKey"), names)
        for key in record.child("primaryKey").elements():
            yield from _judge_use(key, names)
        if root.child("file", "layout").text == "fixed-width":
            yield from _judge_positions(fields)


def _judge_repeated(listed: Node, what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry in listed.elements():
        name = entry.child("name")
        if name.text is not None and name.text in seen:
            yield make_finding(TABLE_NAME_DUPLICATE, f"the {what} `{name.text}` is listed twice", name.place)
        seen.add(name.text or "")


def _judge_use(used: Node, names: set[str]) -> Iterator[Finding]:
    if used.text is not None and used.text not in names:
        close = closest(used.text, names)
        fix = f"did you mean `{close}`?" if close else ""
        yield make_finding(TABLE_FIELD_UNDEFINED, f"the record has no field `{used.text}`", used.place, fix)


def _judge_positions(fields: Node) -> Iterator[Finding]:
    spans: list[tuple[int, int, str]] = []
    for index, field in enumerate(fields.elements()):
        name = field.child("name").text or str(index + 1)
        start, width = field.child("start").data, field.child("width").data
        if not isinstance(start, int) or not isinstance(width, int):
            message = (
                f"the field `{name}` of a fixed-width record has no `{'width' if isinstance(start, int) else 'start'}`"
            )
            yield make_finding(TABLE_POSITION_MISSING, message, field.place)
            continue
        end = start + width - 1
        for first, last, other in spans:
            if start <= last and first <= end:
                message = f"the field `{name}` ({start} to {end}) overlaps `{other}` ({first} to {last})"
                yield make_finding(TABLE_FIELD_OVERLAP, message, field.child("start").place, anchor=other)
        spans.append((start, end, name))
