"""Which schemas are the same including all they reference: what lets the diff skip nearly everything.

Raw equality is enough only where nothing that is referenced changed. Each pair of places is looked at once: pairs that are reached
together are explored together, and a difference is carried back along the references that lead to it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from crossdock.registry.compat.equality import encode, is_equal
from crossdock.registry.documents.written_references import written_references
from crossdock.registry.model.interface import Schema
from crossdock.registry.model.location import Place

_REBASED = re.compile(rb'"\$?id":"')
_Pair = tuple[Place, Place]


class Sameness:
    """Remembers, for one base and one revision, which pairs of schemas are the same."""

    def __init__(self) -> None:
        self._known: dict[_Pair, bool] = {}

    def is_same(self, base: Schema, revision: Schema) -> bool:
        """Whether both mean the same: equal data in one dialect, and everything they reference too."""
        pair = (base.place, revision.place)
        if pair not in self._known:
            self._explore(base, revision)
        return self._known[pair]

    def _explore(self, base: Schema, revision: Schema) -> None:
        pending = [(base, revision)]
        found: dict[_Pair, bool] = {}
        leads_to: dict[_Pair, list[_Pair]] = defaultdict(list)
        while pending:
            one, other = pending.pop()
            pair = (one.place, other.place)
            if pair in found:
                continue
            found[pair] = one.dialect is other.dialect and is_equal(one.data, other.data)
            for below in _references(one, other) if found[pair] else ():
                target = (below[0].place, below[1].place)
                leads_to[target].append(pair)
                if target in self._known:
                    found[target] = self._known[target]
                else:
                    pending.append(below)
        changed = [pair for pair, same in found.items() if not same]
        while changed:
            for user in leads_to.pop(changed.pop(), ()):
                if found[user]:
                    found[user] = False
                    changed.append(user)
        self._known.update(found)


def _references(base: Schema, revision: Schema) -> Iterator[tuple[Schema, Schema]]:
    """Yield what two schemas of equal data reference; a reference that leads nowhere on one side only makes them differ."""
    text = encode(base.data)
    for place, reference in _written(base, text):
        before = base.source.follow(reference, Place(base.place.path, base.place.pointer + place, side=base.place.side))
        after = revision.source.follow(
            reference, Place(revision.place.path, revision.place.pointer + place, side=revision.place.side)
        )
        if before is not None and after is not None:
            yield before, after
        elif before is not after:
            gone = Place("", reference)
            yield (
                Schema(before is None, base.dialect, gone, base.source),
                Schema(after is None, base.dialect, gone, base.source),
            )


def _written(schema: Schema, text: bytes) -> Iterator[tuple[str, str]]:
    """Yield (pointer below the schema, reference). The pointer matters only where an `$id` in between changes the base address."""
    if not _REBASED.search(text):
        yield from (("", reference) for reference in written_references(text))
        return
    yield from _walk(schema.data, Place(""))


def _walk(data: object, place: Place) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key in ("$ref", "$dynamicRef", "$recursiveRef") and isinstance(value, str):
                yield place.pointer, value
            else:
                yield from _walk(value, place.child(key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk(item, place.child(index))
