"""Tells which protocol facts of a channel, operation or message changed, each leaf by its own name."""

import json
from collections.abc import Iterator, Mapping

from crossdock.registry.compat.diff_payloads import mirrored
from crossdock.registry.compat.equality import is_equal
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Interface, Operation
from crossdock.registry.model.location import Place, Side

_WHOLE = ("key", "schema", "groupId", "clientId")  # schemas: told as one fact
_LINK = "link "  # told as one fact
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


def diff_security_schemes(base: Interface, revision: Interface, path: str) -> Iterator[Change]:
    """Yield one change for each fact of a scheme that both define; that an operation asks for another one is told there."""
    was, now = dict(base.security_schemes), dict(revision.security_schemes)
    room = "/securityDefinitions" if revision.format == "swagger" else "/components/securitySchemes"
    yield from _scheme_presence(was, now, Place(path, room))
    for scheme in [name for name, text in was.items() if now.get(name, text) != text]:
        before, after = _scheme_facts(scheme, was[scheme]), _scheme_facts(scheme, now[scheme])
        place = Place(path, room).child(scheme)
        for name in dict.fromkeys((*before, *after)):
            if not is_equal(before.get(name), after.get(name)):
                yield Change(
                    kind=ChangeKind.BINDING_CHANGED,
                    position=None,
                    subject=name,
                    at=place,
                    was=mirrored(place, Side.BASE),
                    before=before.get(name),
                    after=after.get(name),
                    keyword=name.rpartition(" ")[2],
                )


def _scheme_presence(was: Mapping[str, str], now: Mapping[str, str], room: Place) -> Iterator[Change]:
    """Yield the schemes that came or went, unless one is told by another name now: names of schemes are not on the wire."""
    before, after = set(was.values()), set(now.values())
    for name, text in was.items():
        if name not in now and text not in after:
            places = (room, mirrored(room.child(name), Side.BASE))
            yield Change(ChangeKind.SECURITY_SCHEME_REMOVED, None, name, *places, before="defined")
    for name, text in now.items():
        if name not in was and text not in before:
            places = (room.child(name), mirrored(room, Side.BASE))
            yield Change(ChangeKind.SECURITY_SCHEME_ADDED, None, name, *places, after="defined")


def _scheme_facts(scheme: str, text: str) -> dict[str, object]:
    data = json.loads(text)
    facts: dict[str, object] = {}
    for key, value in data.items() if isinstance(data, Mapping) else ():
        for name, leaf in _leaves(f"security scheme {scheme} {key}", value):
            facts[name] = "offered" if " scopes " in name else leaf  # what is written beside a scope are words
    return facts


def _facts(operation: Operation) -> dict[str, object]:
    """Return the leaves of all bindings by name, and the operation's further facts."""
    found: dict[str, object] = dict(operation.facts)
    for name, text in operation.bindings:
        found.update(_leaves(name, json.loads(text)))
    return found


def _leaves(name: str, data: object) -> Iterator[tuple[str, object]]:
    if isinstance(data, Mapping) and name.rpartition(" ")[2] not in _WHOLE and not name.startswith(_LINK):
        for key, value in data.items():
            if key not in _SILENT:
                yield from _leaves(f"{name} {key}", value)
    else:
        yield name, data
