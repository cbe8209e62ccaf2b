"""Tells which protocol facts of a channel, operation or message changed, each leaf by its own name."""

import json
from collections.abc import Iterator, Mapping

from crossdock.registry.compat.diff_payloads import mirrored
from crossdock.registry.compat.equality import is_equal
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Operation
from crossdock.registry.model.location import Side

_WHOLE = ("key", "schema", "groupId", "clientId")  # schemas: told as one fact
_SILENT = ("bindingVersion", "description")


def diff_bindings(base: Operation, revision: Operation) -> Iterator[Change]:
    """Yield one change for each fact; `subject` is its whole name (`channel kafka partitions`), `keyword` its last part."""
    if base.bindings == revision.bindings and base.facts == revision.facts:
        return
    was, now = _facts(base), _facts(revision)
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name), now.get(name)
        if not is_equal(before, after):
            yield Change(
                kind=ChangeKind.BINDING_CHANGED,
                position=None,
                subject=name,
                at=revision.place,
                was=mirrored(base.place, Side.BASE),
                before=before,
                after=after,
                keyword=name.rpartition(" ")[2],
                operation=revision.key,
            )


def _facts(operation: Operation) -> dict[str, object]:
    """Return the leaves of all bindings by name, and the operation's further facts."""
    found: dict[str, object] = dict(operation.facts)
    for name, text in operation.bindings:
        found.update(_leaves(name, json.loads(text)))
    return found


def _leaves(name: str, data: object) -> Iterator[tuple[str, object]]:
    if isinstance(data, Mapping) and name.rpartition(" ")[2] not in _WHOLE:
        for key, value in data.items():
            if key not in _SILENT:
                yield from _leaves(f"{name} {key}", value)
    else:
        yield name, data
