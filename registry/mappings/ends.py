"""What a mapping connects: the contracts that it names, in the version that it names, and the schemas of their payloads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from crossdock.registry.documents.document import Document
from crossdock.registry.errors import RegistryError, closest
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.counting import count
from crossdock.registry.model.interface import Interface, JsonSchema, Payload, Position, Role, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.model.reference import Reference
from crossdock.registry.model.release import Release, ReleaseLog

_OWN = (Role.SCHEMA, Role.RECORD, Role.MESSAGE)


class Files(Protocol):
    """The files of one state."""

    def document(self, path: str) -> Document | None:
        """Return a parsed file."""


class State(Protocol):
    """A contract as a version was."""

    @property
    def revision(self) -> Files:
        """The files it was read from."""

    @property
    def contract(self) -> Contract | None:
        """The manifest."""

    @property
    def interface(self) -> Interface | None:
        """What it offers."""


class View(Files, Protocol):
    """One state of the registry (see `check.RevisionView`)."""

    def contract_ids(self) -> tuple[str, ...]:
        """Return the names of all contracts."""

    def lines(self, contract_id: str) -> tuple[str, ...]:
        """Return the keys of all lines of a contract."""

    def contract(self, key: str) -> Contract | None:
        """Return a contract line."""

    def interface(self, contract: Contract) -> Interface | None:
        """Return what it offers."""

    def releases(self, contract: Contract) -> ReleaseLog:
        """Return its release records."""

    def released(self, contract: Contract, release: Release) -> State:
        """Return it as a version was."""


class NotFound(Exception):
    """Something that a reference names and that is not there; `fix` says what there is."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


@dataclass(frozen=True, slots=True)
class End:
    """A contract that is named, as it is in the named line or version."""

    contract: Contract
    interface: Interface | None
    files: Files

    @property
    def label(self) -> str:
        """`system/name@line`."""
        return self.contract.key


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a mapping: the payload's name and its schema. `name` is `None` for the contract's own payload.

    `is_only` says that the contract has no other payload.
    """

    end: End
    name: str | None
    schema: Schema
    position: Position | None
    is_only: bool = False

    def bundle(self) -> JsonSchema:
        """Return the schema by itself, in 2020-12 meaning."""
        return self.schema.bundle(self.position)


def find_end(view: View, reference: Reference) -> End:
    """Return the contract that a reference names; without line or version its newest line. Raises NotFound."""
    keys = view.lines(reference.contract)
    if not keys:
        close = closest(reference.contract, view.contract_ids())
        raise NotFound(f"there is no contract `{reference.contract}`", f"did you mean `{close}`?" if close else "")
    contracts = [contract for key in sorted(keys, key=_order, reverse=True) if (contract := view.contract(key))]
    for contract in contracts:
        if reference.at in (None, contract.line, contract.version):
            return End(contract, view.interface(contract), view)
        release = view.releases(contract).find(reference.at or "")
        if release is not None:
            return _open_release(view, contract, release)
    known = [*(key.rpartition("@")[2] for key in keys), *_versions(view, contracts)]
    raise NotFound(f"`{reference.contract}` has no line or version `{reference.at}`", f"there is {', '.join(known)}")


def _order(key: str) -> tuple[int, str]:
    line = key.rpartition("@")[2]
    return (int(line) if line.isdigit() else 0, line)


def _versions(view: View, contracts: Sequence[Contract]) -> Iterator[str]:
    for contract in contracts:
        yield from (release.version for release in view.releases(contract).releases)


def _open_release(view: View, contract: Contract, release: Release) -> End:
    try:
        was = view.released(contract, release)
    except RegistryError as error:
        raise NotFound(
            f"version {release.version} of `{contract.key}` cannot be read: {error.message}", error.fix
        ) from None
    return End(was.contract or contract, was.interface, was.revision)


def find_side(end: End, name: str | None, pointer: str | None) -> Side:
    """Return the payload that a name (message, component schema, record) or a pointer into the document means. Raises NotFound."""
    if end.interface is None:
        raise NotFound(f"`{end.label}` has no document that can be read", "`crossdock check --all` says why")
    payloads = _payloads(end.interface)
    if name is not None:
        return _find_named(end, end.interface, name, payloads)
    if pointer:
        return _find_pointed(end, end.interface, pointer)
    if len(payloads) != 1 or payloads[0].schema is None:
        known = ", ".join(f"`{each}`" for each in _names(end.interface, payloads))
        raise NotFound(
            f"`{end.label}` has {count(len(payloads), 'payload') if payloads else 'no payload'}",
            f"name one of {known}" if known else "",
        )
    return Side(end, None, payloads[0].schema, payloads[0].position, is_only=True)


def _payloads(interface: Interface) -> list[Payload]:
    found = [*interface.payloads, *(payload for operation in interface.operations for payload in operation.payloads)]
    return list({payload.key: payload for payload in found if payload.role in _OWN}.values())


def _names(interface: Interface, payloads: Sequence[Payload]) -> list[str]:
    return list(dict.fromkeys([*(payload.key for payload in payloads), *(name for name, _ in interface.schemas)]))


def _find_named(end: End, interface: Interface, name: str, payloads: Sequence[Payload]) -> Side:
    for payload in payloads:
        if payload.key == name and payload.schema is not None:
            return Side(end, name, payload.schema, payload.position, is_only=len(payloads) == 1)
    for known, schema in interface.schemas:
        if known == name:
            return Side(end, name, schema, None)
    close = closest(name, _names(interface, payloads))
    known_names = ", ".join(f"`{each}`" for each in _names(interface, payloads)[:12])
    fix = f"did you mean `{close}`?" if close else f"there is {known_names}" if known_names else ""
    raise NotFound(f"`{end.label}` has no message, schema or record `{name}`", fix)


def _find_pointed(end: End, interface: Interface, pointer: str) -> Side:
    schemas = [payload.schema for payload in _all_payloads(interface) if payload.schema is not None]
    schemas += [schema for _, schema in interface.schemas]
    for schema in schemas:
        found = schema.source.follow(f"#{pointer}", Place(end.contract.document or schema.place.path))
        if found is not None and isinstance(found.data, (dict, bool)):
            return Side(end, None, found, None)
        break
    raise NotFound(
        f"`{end.label}` has no schema at `{pointer}`", "leave out the last step, or name it in `source_schema`"
    )


def _all_payloads(interface: Interface) -> Iterator[Payload]:
    yield from interface.payloads
    for operation in interface.operations:
        yield from operation.payloads
