"""Tells what differs between two interfaces. Parts that are the same are left out at once."""

import re
from collections.abc import Iterator

from crossdock.registry.compat.diff_avro import diff_avro
from crossdock.registry.compat.diff_bindings import diff_bindings, diff_security_schemes
from crossdock.registry.compat.diff_payloads import Pair, diff_payload_lists, mirrored, name_of
from crossdock.registry.compat.diff_schema import SchemaWalk
from crossdock.registry.compat.diff_security import diff_security
from crossdock.registry.compat.diff_words import diff_words
from crossdock.registry.compat.difference import Difference, InterfaceDifference, PayloadPair
from crossdock.registry.compat.level import Levels
from crossdock.registry.compat.modes import position_of
from crossdock.registry.compat.sameness import Sameness
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.interface import Dialect, Interface, Operation, Payload, Schema
from crossdock.registry.model.location import Place, Side

MESSAGE_ACTIONS = ("send", "receive")
FILE_ACTIONS = ("provides", "accepts")  # a table has one file
_VARIABLE = re.compile(r"\{(?!\$)[^{}]*\}")  # what begins with a dollar is a runtime expression: an address to be read
_CALLBACK_NAME = re.compile(r" callback .* (?=[A-Z]+ )")


def diff_interfaces(base: Interface, revision: Interface, kind: Kind | None = None) -> tuple[Change, ...]:
    """Return every change, those beside the payloads first, each group in the order of the documents.

    `kind` is the contract's: it says in which position a schema by itself is judged.
    """
    found = compare_interfaces(base, revision, kind)
    inside = (difference.change for pair in found.payloads for difference in pair.differences)
    return (*found.changes, *inside)


def compare_interfaces(base: Interface, revision: Interface, kind: Kind | None = None) -> InterfaceDifference:
    """Return what differs, with the payloads and schemas that a decision needs."""
    comparison = _Comparison(Sameness(), kind)
    comparison.interface(base, revision)
    return InterfaceDifference(tuple(comparison.changes), tuple(comparison.payloads))


class _Comparison:
    """Collects changes and changed payloads; operations are paired by what the wire knows of them."""

    def __init__(self, sameness: Sameness, kind: Kind | None) -> None:
        self.sameness = sameness
        self.kind = kind
        self.levels = Levels(sameness)
        self.changes: list[Change] = []
        self.payloads: list[PayloadPair] = []

    def interface(self, base: Interface, revision: Interface) -> None:
        self.changes.extend(_servers(base, revision))
        path = _document_path(revision) or _document_path(base)
        self.changes.extend(diff_security_schemes(base, revision, path))
        pairs, removed, added = pair_operations(base.operations, revision.operations)
        self.changes.extend(_presence(ChangeKind.OPERATION_REMOVED, operation) for operation in removed)
        self.changes.extend(_presence(ChangeKind.OPERATION_ADDED, operation) for operation in added)
        for before, after in pairs:
            self.operation(before, after)
        self.payload_lists(base.payloads, revision.payloads, None, None)

    def operation(self, base: Operation, revision: Operation) -> None:
        self.changes.extend(_operation_changes(base, revision))
        self.payload_lists(base.payloads, revision.payloads, base, revision)

    def payload_lists(
        self,
        base: tuple[Payload, ...],
        revision: tuple[Payload, ...],
        before: Operation | None,
        after: Operation | None,
    ) -> None:
        changes, pairs = diff_payload_lists(base, revision, before, after, self.kind)
        self.changes.extend(changes)
        for pair in pairs:
            changed = self.payload(pair, after.key if after else None)
            if changed is not None:
                self.payloads.append(changed)

    def payload(self, pair: Pair, operation: str | None) -> PayloadPair | None:
        before, after = _schemas(pair)
        if before is None or after is None or self.sameness.is_same(before, after):
            return None
        position, view = position_of(pair.revision, self.kind)
        role, key, name = pair.revision.role, pair.revision.key, name_of(pair.revision)
        walk = SchemaWalk(self.levels, position, view, role, operation, key, name)
        is_avro = Dialect.AVRO in (before.dialect, after.dialect)
        found: Iterator[Difference] = diff_avro(walk, before, after) if is_avro else walk.walk(before, after)
        differences = tuple(found)
        is_plain = walk.is_plain and not is_avro
        changed = PayloadPair(operation, pair.base, pair.revision, differences, walk.is_pure, is_plain)
        return changed if differences else None


def pair_operations(
    base: tuple[Operation, ...], revision: tuple[Operation, ...]
) -> tuple[list[tuple[Operation, Operation]], list[Operation], list[Operation]]:
    """Pair operations: messages by name and address, then by what they carry; all by key, by what the wire knows; messages by name.

    Returns the pairs in the order of the base, those of the base that are gone, and those of the revision that are new.
    """
    partner: dict[int, Operation] = {}
    left, right = list(base), list(revision)
    for key_of in (_named_key, _content_key, _key, _wire_key, _moved_key):
        offered = {key: other for other in reversed(right) if (key := key_of(other)) is not None}
        for one in left:
            key = key_of(one)
            other = offered.pop(key, None) if key is not None else None
            if other is not None:
                partner[id(one)] = other
        taken = {id(other) for other in partner.values()}
        left = [one for one in left if id(one) not in partner]
        right = [other for other in right if id(other) not in taken]
    return [(one, partner[id(one)]) for one in base if id(one) in partner], left, right


def _named_key(operation: Operation) -> tuple[str, ...] | None:
    """Several operations may send to one address: which is which their names say, not their order."""
    is_named = operation.action in MESSAGE_ACTIONS and operation.id
    return (operation.action, operation.address, operation.id or "") if is_named else None


def _key(operation: Operation) -> tuple[str, ...]:
    return (operation.key,)


def _content_key(operation: Operation) -> tuple[str, ...] | None:
    """Names of operations are not on the wire: one that carries the same messages over the same address is the same."""
    if operation.action not in MESSAGE_ACTIONS:
        return None
    messages = sorted(payload.key for payload in operation.payloads)
    return (operation.action, operation.address, *messages)


def _moved_key(operation: Operation) -> tuple[str, ...] | None:
    if operation.action in FILE_ACTIONS or (operation.action in MESSAGE_ACTIONS and operation.id):
        return (operation.action, operation.id or "")
    return None


def _wire_key(operation: Operation) -> tuple[str, ...]:
    """Return what the wire knows: the names of path variables and of callbacks are not on it.

    >>> _VARIABLE.sub("{}", "GET /orders/{id}/lines/{line}")
    'GET /orders/{}/lines/{}'
    """
    return (_CALLBACK_NAME.sub(" callback ", _VARIABLE.sub("{}", operation.key)),)


def _presence(kind: ChangeKind, operation: Operation) -> Change:
    is_added = kind is ChangeKind.OPERATION_ADDED
    place = operation.place
    return Change(
        kind=kind,
        position=None,
        subject=operation.key,
        at=place.key() if is_added else mirrored(place, Side.REVISION),
        was=mirrored(place.key() if not is_added else place, Side.BASE),
        before=None if is_added else ("deprecated" if operation.is_deprecated else "offered"),
        after="offered" if is_added else None,
        keyword=operation.action,
        operation=operation.key,
    )


def _operation_changes(base: Operation, revision: Operation) -> Iterator[Change]:
    places = (revision.place, mirrored(base.place, Side.BASE))
    if revision.is_deprecated and not base.is_deprecated:
        yield _told(ChangeKind.OPERATION_DEPRECATED, revision, places, keyword="deprecated", after=True)
    if _moves(base, revision):
        yield _told(ChangeKind.CHANNEL_ADDRESS_CHANGED, revision, places, before=base.address, after=revision.address)
    yield from diff_words(base, revision)
    yield from diff_security(base, revision)
    yield from diff_bindings(base, revision)


def _moves(base: Operation, revision: Operation) -> bool:
    """Whether messages or files are elsewhere now; how a channel's parameters are called is not on the wire."""
    if base.action in MESSAGE_ACTIONS:
        return _VARIABLE.sub("{}", base.address) != _VARIABLE.sub("{}", revision.address)
    return base.action in FILE_ACTIONS and base.address != revision.address


def _told(
    kind: ChangeKind,
    operation: Operation,
    places: tuple[Place, Place],
    before: object = None,
    after: object = None,
    keyword: str | None = None,
) -> Change:
    return Change(kind, None, operation.key, *places, before, after, keyword, operation.key)


def _servers(base: Interface, revision: Interface) -> Iterator[Change]:
    """Yield servers that came or went; one is told by its address."""
    was, now = {address for _, address in base.servers}, {address for _, address in revision.servers}
    path = _document_path(revision) or _document_path(base)
    places = (Place(path, "/servers"), Place(path, "/servers", side=Side.BASE))
    for _, address in base.servers:
        if address not in now:
            yield Change(ChangeKind.SERVER_REMOVED, None, address, *places, before=address)
    for _, address in revision.servers:
        if address not in was:
            yield Change(ChangeKind.SERVER_ADDED, None, address, *places, after=address)


def _document_path(interface: Interface) -> str:
    places = (
        *(operation.place for operation in interface.operations),
        *(payload.place for payload in interface.payloads),
    )
    return places[0].path if places else ""


def _schemas(pair: Pair) -> tuple[Schema | None, Schema | None]:
    """Return both schemas; where one side says nothing of the shape, anything goes there."""
    before, after = pair.base.schema, pair.revision.schema
    if before is None and after is not None and after.dialect is not Dialect.AVRO:
        before = Schema(True, after.dialect, pair.base.place, after.source)
    elif after is None and before is not None and before.dialect is not Dialect.AVRO:
        after = Schema(True, before.dialect, pair.revision.place, before.source)
    return before, after
