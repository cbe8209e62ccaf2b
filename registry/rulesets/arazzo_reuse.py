"""What counts for a step of an Arazzo document: its own parameters or actions over those of its workflow, reused ones looked up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from crossdock.registry.rulesets.arazzo_document import Arazzo, Members, Step, items_of, members_of
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.javascript import is_truthy, to_text


class Flaw(Enum):
    """What is wrong with an entry."""

    UNREADABLE = "unreadable"  # a reference that is no expression, or names nothing
    MISSING = "missing"  # a reference to something else
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Reused:
    """A parameter or an action with its name; `place` tells those of one name apart, `members` are empty where a reference failed."""

    name: str
    place: str
    members: Members
    flaws: tuple[Flaw, ...] = ()

    @property
    def flaw(self) -> Flaw | None:
        """What is to be said of it."""
        return self.flaws[0] if self.flaws else None

    @property
    def identity(self) -> tuple[object, ...]:
        """Entries of one identity are one."""
        return (self.name, self.place, self.flaws)


def combine_parameters(step: Step, document: Arazzo) -> list[Reused]:
    """Return the parameters of a step, those of its workflow first."""
    return _combine(step, ("parameters", "parameters"), document, _read_parameter)


def combine_actions(step: Step, keys: tuple[str, str], document: Arazzo) -> list[Reused]:
    """Return the actions of a step; `keys` are their names in the workflow (and in components), and in the step."""
    return _combine(step, keys, document, _read_action)


def _combine(
    step: Step, keys: tuple[str, str], document: Arazzo, read: Callable[[Members], Reused | None]
) -> list[Reused]:
    kind = keys[0]
    # several of one identity are there in the workflow's list only from the third on, and the first counts then
    outer = list(_gather(items_of(step.workflow, kind), kind, document, read))
    known = {entry.identity: number for number, entry in reversed(list(enumerate(outer)))}
    for entry in _gather(items_of(step.members, keys[1]), kind, document, read):
        number = known.setdefault(entry.identity, len(outer))
        outer[number : number + 1] = [entry]
    return outer


def _gather(
    listed: list[object], kind: str, document: Arazzo, read: Callable[[Members], Reused | None]
) -> Iterator[Reused]:
    seen: set[tuple[object, ...]] = set()
    for each in listed:
        members = members_of(each)
        entry = _look_up(members["reference"], kind, document, read) if "reference" in members else read(members)
        if entry is None:
            continue
        if entry.identity in seen:
            entry = replace(entry, flaws=(Flaw.DUPLICATE, *entry.flaws))
        seen.add(entry.identity)
        yield entry


def _look_up(reference: object, kind: str, document: Arazzo, read: Callable[[Members], Reused | None]) -> Reused | None:
    start = f"$components.{kind}."
    is_other = kind == "failureActions" and not str(reference).startswith(start)
    if is_other or not is_expression(reference, document):
        return Reused(to_text(reference), "", {}, (Flaw.UNREADABLE,))
    found = members_of(members_of(document.data.get("components")).get(kind)).get(str(reference).replace(start, "", 1))
    return read(members_of(found)) if is_truthy(found) else Reused(str(reference), "", {}, (Flaw.MISSING,))


def _read_parameter(members: Members) -> Reused | None:
    name, place = members.get("name"), members.get("in", "")
    return Reused(name, place, members) if isinstance(name, str) and isinstance(place, str) else None


def _read_action(members: Members) -> Reused | None:
    is_action = "name" in members and "type" in members
    return Reused(to_text(members["name"]), "", members) if is_action else None
