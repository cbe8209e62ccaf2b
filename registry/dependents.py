"""Who depends on a place, in the words and the data that reports share."""

from collections.abc import Sequence
from typing import Any

from crossdock.registry.model.impact import Dependent, DependentKind, Reliance
from crossdock.registry.model.location import Location, Place

NAMED = 6  # dependents that are named in a sentence; the others are counted


def dependent_as_data(one: Dependent, prefix: str = "") -> dict[str, Any]:
    """Return a dependent as JSON data; `prefix` is the registry's path inside the repository."""
    return {
        "kind": one.kind.value,
        "name": one.name,
        "reliance": one.reliance.value,
        "contract": one.contract,
        "indirect": one.is_indirect,
        "uses": list(one.uses),
        "path": list(one.path),
        "purpose": one.purpose,
        "version": one.version,
        "team": one.team,
        "contact": one.contact,
        "tier": one.tier,
        "state": one.state,
        "at": _place(one.at, prefix),
    }


def _place(at: Place | Location | None, prefix: str) -> dict[str, Any] | None:
    if at is None:
        return None
    line, column = (at.line, at.column) if isinstance(at, Location) else (None, None)
    return {"path": prefix + at.path, "line": line, "column": column, "pointer": at.pointer}


def word_dependents(dependents: Sequence[Dependent]) -> tuple[tuple[str, str], ...]:
    """Return (label, sentence) for what reports say of a break: how consumers use it, what else it reaches, whom it does not."""
    reached = [one for one in dependents if one.reliance is not Reliance.UNUSED]
    direct = [one for one in reached if one.kind is DependentKind.CONSUMER and not one.is_indirect]
    others = [one for one in reached if one not in direct]
    using = {one.name for one in reached if one.kind is DependentKind.CONSUMER}
    spared = sorted({one.name for one in dependents if one.kind is DependentKind.CONSUMER} - using)
    spare = f"{_listed(spared)} {'uses' if len(spared) == 1 else 'use'} something else; it is a break all the same"
    lines = (
        ("used by", _listed([f"{word_name(one)} {word_reliance(one)}" for one in direct], "; ")),
        ("reaches", _listed([_word_other(one) for one in others], "; ")),
        ("not reached", spare if spared else ""),
    )
    return tuple((label, sentence) for label, sentence in lines if sentence)


def word_name(one: Dependent) -> str:
    """Name a dependent with its version and team: `tms (2.3.0, team transport)`."""
    version = one.version if one.kind is DependentKind.CONSUMER else None
    facts = ", ".join(part for part in (version, f"team {one.team}" if one.team else "") if part)
    return f"{one.name} ({facts})" if facts else one.name


def word_reliance(one: Dependent) -> str:
    """Say by what a consumer is reached: `uses /lines/*/quantity`."""
    if one.reliance is Reliance.DECLARED:
        return f"uses {', '.join(one.uses)}" if one.uses else "uses all of it"
    called = f"uses {', '.join(one.uses)}, and does not say which fields"
    return called if one.uses else "does not say whether it uses this"


def _word_other(one: Dependent) -> str:
    if one.kind is DependentKind.CONSUMER:
        return f"{word_name(one)} by {one.contract}"
    if one.kind is DependentKind.ARTEFACT:
        return f"generated {one.name}"
    by = f" by {one.contract}" if one.is_indirect and one.contract != one.name else ""
    return f"{one.kind.value} {word_name(one)}{by}"


def _listed(words: Sequence[str], mark: str = ", ") -> str:
    more = f"{mark}and {len(words) - NAMED} more" if len(words) > NAMED else ""
    return mark.join(words[:NAMED]) + more
