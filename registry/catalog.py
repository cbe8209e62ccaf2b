"""Gathers the catalog: every contract, system and team of one revision, with what they say of each other."""

import json
import posixpath
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from crossdock.registry.compat.diff import diff_interfaces
from crossdock.registry.compat.promises import diff_promises
from crossdock.registry.compat.schemes import scheme_of
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.errors import RegistryError
from crossdock.registry.manifests.mapping_file import read_mapping
from crossdock.registry.manifests.table_file import read_table
from crossdock.registry.manifests.vocabulary_file import read_vocabulary
from crossdock.registry.manifests.workflow_file import read_workflow
from crossdock.registry.model.catalog import Catalog, CatalogEntity, CatalogEntry, ReleaseNotes, ShownExample
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.location import Place
from crossdock.registry.model.mapping import Mapping
from crossdock.registry.model.release import Release
from crossdock.registry.model.table import Table
from crossdock.registry.model.vocabulary import Vocabulary
from crossdock.registry.model.workflow import Workflow
from crossdock.registry.revision import Revision
from crossdock.registry.waiving.granted import load_waivers

MAX_EXAMPLE = 12_000  # characters of one example; the rest stays in its file
MAX_EXAMPLES = 12  # of one contract


def gather_catalog(revision: Revision, today: date) -> Catalog:
    """Return all that a revision holds, joined. Never raises on content: what cannot be read is named in `unreadable`."""
    keys = revision.contract_keys()
    contracts = [contract for key in keys if (contract := revision.contract(key))]
    systems = [system for system_id in revision.systems() if (system := revision.system(system_id))]
    readable = {*(contract.key for contract in contracts), *(system.id for system in systems)}
    links = _find_links(revision, contracts)
    return Catalog(
        settings=revision.settings,
        label=revision.label,
        today=today,
        entries=tuple(_gather_entry(revision, contract, links) for contract in contracts),
        systems=tuple(systems),
        teams=tuple(team for team_id in revision.team_ids() if (team := revision.team(team_id))),
        entities=tuple(_gather_entities(revision, contracts)),
        waivers=load_waivers(revision).waivers,
        unreadable=tuple(name for name in (*revision.systems(), *keys) if name not in readable),
    )


def _find_links(revision: Revision, contracts: list[Contract]) -> list[tuple[str, str]]:
    """Return (key, key of a contract that its files reference), sorted."""
    folders = {contract.folder: contract.key for contract in contracts}
    depth = revision.settings.contracts.count("/") + 4
    links = set()
    for contract in contracts:
        facts = revision.index.facts(contract.key)
        for path in facts.references if facts else ():
            other = folders.get("/".join(path.split("/")[:depth]))
            if other is not None and other != contract.key:
                links.add((contract.key, other))
    return sorted(links)


def _gather_entry(revision: Revision, contract: Contract, links: list[tuple[str, str]]) -> CatalogEntry:
    interface = revision.interface(contract)
    log = revision.releases(contract)
    newest = scheme_of(contract.scheme).newest_first(log.standing, lambda release: release.version)
    own = _read_document(revision, contract)
    return CatalogEntry(
        contract=contract,
        interface=interface,
        releases=log,
        released=newest[0].version if newest else None,
        lines=revision.lines(contract.id),
        consumers=revision.consumers_of(contract),
        notes=tuple(
            ReleaseNotes(after.version, before.version, _find_changes(revision, contract, before, after))
            for after, before in pairwise(newest)
        ),
        uses=tuple(used for user, used in links if user == contract.key),
        used_by=tuple(user for user, used in links if used == contract.key),
        examples=tuple(
            _gather_examples(revision, contract, interface, own.file.encoding if isinstance(own, Table) else "utf-8")
        )[:MAX_EXAMPLES],
        vocabulary=own if isinstance(own, Vocabulary) else None,
        mapping=own if isinstance(own, Mapping) else None,
        workflow=own if isinstance(own, Workflow) else None,
        table=own if isinstance(own, Table) else None,
    )


def _find_changes(revision: Revision, contract: Contract, before: Release, after: Release) -> tuple[Change, ...] | None:
    """Return what differs between two released versions; `None` when they cannot be compared."""
    if revision.objects is None:
        return None
    try:
        base, head = revision.released(contract, before), revision.released(contract, after)
    except RegistryError:
        return None
    if base.contract is None or head.contract is None or base.interface is None or head.interface is None:
        return None
    offers = diff_interfaces(base.interface, head.interface, contract.kind)
    return (*offers, *diff_promises(base.contract, head.contract))


def _read_document(revision: Revision, contract: Contract) -> Vocabulary | Mapping | Workflow | Table | None:
    """Return the document of a contract of our own formats; `None` for every other, or when it cannot be read."""
    document = revision.document(contract.document) if contract.document else None
    if document is None or not document.is_readable:
        return None
    if contract.kind is Kind.MAPPING:
        return read_mapping(document)[0]
    if contract.kind is Kind.WORKFLOW:
        return read_workflow(document)[0]
    form = revision.format_of(contract)
    if form is not None and form.name == "table":
        return read_table(document)[0]
    return read_vocabulary(document)[0] if form is not None and form.name == "vocabulary" else None


def _decode(content: bytes, encoding: str) -> str:
    """Return a file's text; as UTF-8 when the encoding is unknown here or none for texts."""
    try:
        return content.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return content.decode("utf-8", "replace")


def _gather_examples(
    revision: Revision, contract: Contract, interface: Interface | None, encoding: str
) -> Iterator[ShownExample]:
    """Yield the files in `examples/`, then those inside the document that no file repeats."""
    seen: set[str] = set()
    for path in contract.examples:
        content = revision.read(path)
        if content is None:
            continue
        is_json = path.endswith(".json")
        text = _decode(content, "utf-8" if is_json else encoding)
        document = revision.document(path) if is_json else None
        if document is not None and document.is_readable:
            seen.add(_render(document.data))
        name = posixpath.basename(path)
        yield ShownExample(name.removesuffix(".json"), _shorten(text.rstrip()), path, is_json)
    for key, name, place in _inline_examples(interface):
        value = _find_value(revision, place)
        text = _render(value)
        if isinstance(value, (dict, list)) and text not in seen:
            seen.add(text)
            yield ShownExample(f"{key}: {name}", _shorten(text))


def _inline_examples(interface: Interface | None) -> Iterator[tuple[str, str, Place]]:
    operations = interface.operations if interface else ()
    for operation in operations:
        for payload in operation.payloads:
            for name, place in payload.examples:
                yield (operation.id or operation.key), name, place
    for payload in interface.payloads if interface else ():
        for name, place in payload.examples:
            yield payload.key, name, place


def _find_value(revision: Revision, place: Place) -> object:
    document = revision.document(place.path)
    try:
        return find_data(document.data, place.pointer) if document is not None else None
    except KeyError:
        return None


def _render(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def _shorten(text: str) -> str:
    if len(text) <= MAX_EXAMPLE:
        return text
    return text[:MAX_EXAMPLE].rpartition("\n")[0] + "\n…"


def _gather_entities(revision: Revision, contracts: list[Contract]) -> Iterator[CatalogEntity]:
    known = {contract.key for contract in contracts}
    for contract in contracts:
        carriers = [(key, field) for key, field in revision.index.carriers_of(contract.key) if key in known]
        if carriers:
            claims = tuple((key, field) for key, field in carriers if field is not None)
            yield CatalogEntity(contract.key, claims, tuple(sorted({key for key, _ in carriers})))
