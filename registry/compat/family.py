"""What is said of one value and of its parts, by all schemas that speak of the value together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crossdock.registry.compat.names import may_match
from crossdock.registry.model.interface import JsonSchema

Choices = frozenset[tuple[int, int]]  # which branch of which union; two branches of one union never meet
Slot = tuple[str, str]  # a member by its name, or the items
ITEMS, NOTHING = ("items", ""), ("", "")


class Said(NamedTuple):
    """A schema that speaks of the value in question, in one branch of each union above it."""

    schema: Mapping[str, object]
    choices: Choices

    def meets(self, choices: Choices) -> bool:
        """Whether both may hold of one value."""
        if not choices or not self.choices:
            return True
        mine = dict(self.choices)
        return all(mine.get(union, branch) == branch for union, branch in choices)


class Family:
    """All that is said of one value, by the parts of the value that it is said of."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = said
        self._by_slot: dict[Slot, list[Said]] = {}
        for one in said:
            for slot in slots_of(one.schema):
                self._by_slot.setdefault(slot, []).append(one)
        self._patterned = [one for one in said if one.schema.get("patternProperties")]

    def of(self, slot: Slot) -> list[Said]:
        """Return what speaks of a part of the value."""
        found = self._by_slot.get(slot, [])
        if slot[0] == "patternProperties":
            return [*found, *(one for one in self.said if one.schema.get("properties"))]
        return [*found, *self._patterned] if slot[0] == "properties" else found


def company_of(own: Sequence[Said], choices: Choices, family: Family) -> list[Said]:
    """Return what else is said of the members and items that a definition speaks of."""
    if len(family.said) == len(own):
        return []
    mine = {id(said.schema) for said in own}
    slots = dict.fromkeys(slot for said in own for slot in slots_of(said.schema))
    found: dict[int, Said] = {}
    for slot in slots:
        for said in family.of(slot):
            if id(said.schema) not in mine and said.meets(choices) and _members(slot, said.schema):
                found.setdefault(id(said.schema), said)
    return list(found.values())


def slots_of(schema: Mapping[str, object]) -> Iterator[Slot]:
    """Yield the parts of the value that a schema speaks of."""
    yield from (("properties", name) for name in mapping(schema.get("properties")))
    yield from (("patternProperties", name) for name in mapping(schema.get("patternProperties")))
    if "items" in schema or "prefixItems" in schema:
        yield ITEMS


def said_beside(
    slot: Slot, item: JsonSchema, owner: Mapping[str, object], choices: Choices, family: Family
) -> Iterator[Mapping[str, object]]:
    """Yield what the others of a family say of one part of the value."""
    seen = {id(item)}
    for said in family.of(slot):
        if (said.schema is not owner or slot != ITEMS) and said.meets(choices):
            for other in _members(slot, said.schema):
                if id(other) not in seen:
                    seen.add(id(other))
                    yield other


def _members(slot: Slot, schema: Mapping[str, object]) -> list[Mapping[str, object]]:
    word, name = slot
    if slot == ITEMS:
        listed = schema.get("prefixItems")
        found = [schema.get("items"), *(listed if isinstance(listed, list) else ())]
    else:
        found = [mapping(schema.get(word)).get(name)]
    if word == "properties":
        patterns = mapping(schema.get("patternProperties"))
        found += [item for pattern, item in patterns.items() if may_match(pattern, name)]
    if word == "patternProperties":
        members = mapping(schema.get("properties"))
        found += [item for member, item in members.items() if may_match(name, member)]
    return [one for one in found if isinstance(one, Mapping)]


def mapping(value: object) -> Mapping[str, object]:
    """Return a value that is a mapping; an empty one in place of any other."""
    return value if isinstance(value, Mapping) else {}
