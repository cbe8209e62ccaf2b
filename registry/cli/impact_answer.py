"""How the answer to "who breaks if" reads, and its shape as data (docs/impact.md)."""

from collections.abc import Iterator, Sequence
from typing import Any

from crossdock.registry.dependents import dependent_as_data, word_reliance
from crossdock.registry.model.counting import count
from crossdock.registry.model.impact import Dependent, DependentKind, Holder, Impact, Reliance, Use
from crossdock.registry.model.interface import Role
from crossdock.registry.model.location import Location, Place
from crossdock.registry.quoting import defuse_line, show_controls

_HEADINGS = {
    DependentKind.CONSUMER: "consumers",
    DependentKind.CONTRACT: "contracts that reference it",
    DependentKind.MAPPING: "mappings",
    DependentKind.WORKFLOW: "workflows",
    DependentKind.ARTEFACT: "generated files",
}
_LISTED = 4  # places that are named; the others are counted


def answer_as_data(impact: Impact) -> dict[str, Any]:
    """Return an answer as JSON data."""
    return {
        "contract": impact.contract,
        "title": impact.title,
        "place": impact.place,
        "at": _place_as_data(impact.at),
        "uses": [_use_as_data(use) for use in impact.uses],
        "dependents": [dependent_as_data(one) for one in impact.dependents],
        "versions": [
            {
                "contract": holder.contract,
                "version": holder.version,
                "has_place": holder.has_place,
                "withdrawn": holder.is_withdrawn,
                "readers": list(holder.readers),
            }
            for holder in impact.holders
        ],
        "complete": not impact.is_cut,
    }


def _use_as_data(use: Use) -> dict[str, Any]:
    return {
        "operation": use.operation,
        "payload": use.payload,
        "path": use.path,
        "position": use.position.value if use.position else None,
    }


def _place_as_data(at: Place | Location | None) -> dict[str, Any] | None:
    if not isinstance(at, Location):
        return None
    return {"path": at.path, "line": at.line, "column": at.column, "pointer": at.pointer}


def render_answer(impact: Impact) -> str:
    """Return an answer as text."""
    return "\n".join(defuse_line(show_controls(line)) for line in _lines(impact))


def _lines(impact: Impact) -> Iterator[str]:
    yield f"{impact.place}  {impact.title}"
    if isinstance(impact.at, Location):
        yield f"  at         {impact.at}"
    shown = [_word_use(use) for use in impact.uses if str(use)]
    yield from (f"  carried in {words}" for words in _some(shown))
    if not impact.uses:
        yield "  carried in no payload of its own"
    yield from _versions(impact.holders)
    yield f"  reached    {summarise(impact)}"
    for kind, heading in _HEADINGS.items():
        found = [one for one in impact.dependents if one.kind is kind and one.reliance is not Reliance.UNUSED]
        yield from ("", f"{heading}:") if found else ()
        for name in dict.fromkeys(one.name for one in found):
            yield from _dependent([one for one in found if one.name == name])
    spared = [one for one in impact.dependents if one.reliance is Reliance.UNUSED]
    if spared:
        yield from ("", "not reached, because they say what they use and this is not among it:")
        yield from (f"  {one.name}  {one.contract}: {', '.join(one.uses) or 'other parts'}" for one in spared)
    if impact.is_cut:
        yield from ("", "more is there than was followed: name a smaller place")


def summarise(impact: Impact) -> str:
    """Return in one line who is reached.

    Only consumers that say so are sure to be; those that name no fields may be.
    """
    reached = [one for one in impact.dependents if one.reliance is not Reliance.UNUSED]
    sure = {one.name for one in reached if one.kind is DependentKind.CONSUMER and one.reliance is Reliance.DECLARED}
    maybe = {one.name for one in reached if one.kind is DependentKind.CONSUMER} - sure
    parts = [count(len(sure), "consumer")] if sure else []
    parts += [f"{count(len(maybe), 'consumer')} assumed"] if maybe else []
    for kind in (DependentKind.CONTRACT, DependentKind.MAPPING, DependentKind.WORKFLOW):
        names = {one.name for one in reached if one.kind is kind}
        parts += [count(len(names), kind.value)] if names else []
    files = [one for one in reached if one.kind is DependentKind.ARTEFACT]
    parts += [count(len(files), "generated file")] if files else []
    return ", ".join(parts) or "nobody and nothing says that it depends on this"


def _dependent(ways: list[Dependent]) -> Iterator[str]:
    """Yield the lines of one dependent: who it is, and each way in which it is reached."""
    one = ways[0]
    if one.kind is DependentKind.ARTEFACT:
        yield f"  {one.name}  {one.uses[0]}"
        return
    team = f"team {one.team}" + (f" <{one.contact}>" if one.contact else "") if one.team else "no team"
    tier = f"tier {one.tier}" if one.tier else ""
    state = f"{one.state}" if one.state != "active" and one.kind is not DependentKind.CONSUMER else ""
    yield f"  {one.name}  " + ", ".join(part for part in (team, tier, state) if part)
    for way in ways:
        if way.kind is DependentKind.CONSUMER:
            version = f"{way.version}, " if way.version else ""
            state = f", of a contract that is {way.state}" if way.state != "active" else ""
            yield f"    {version}{way.reliance.value}: {word_reliance(way)}{state}" + (
                f"; {way.purpose}" if way.purpose else ""
            )
        else:
            yield from (f"    {words}" for words in _some(way.uses))
        yield f"    {' ← '.join(way.path)}"


def _some(words: Sequence[str]) -> Iterator[str]:
    yield from words[:_LISTED]
    if len(words) > _LISTED:
        yield f"{count(len(words) - _LISTED, 'other place')}"


def _word_use(use: Use) -> str:
    """Name a place of an interface, with its position; a shared schema has none of its own."""
    is_shared = use.position is None or use.role in (Role.SCHEMA, Role.CODES)
    return str(use) if is_shared or use.position is None else f"{use} ({use.position.value})"


def _versions(holders: tuple[Holder, ...]) -> Iterator[str]:
    for holder in holders:
        facts = "has it" if holder.has_place else "does not have it"
        facts += ", withdrawn" if holder.is_withdrawn else ""
        facts += f", read by {', '.join(holder.readers)}" if holder.readers else ""
        yield f"  version    {holder.contract} {holder.version or 'as it stands'}: {facts}"
