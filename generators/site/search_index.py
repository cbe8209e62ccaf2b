"""The search index: a small list inside a script file, because a page from a file share may not fetch one."""

import json
from collections.abc import Iterable, Iterator

from crossdock.generators.site.pages import contract_page, entity_page
from crossdock.registry.model.catalog import Catalog, CatalogEntry
from crossdock.registry.model.interface import Interface, Payload

MAX_WORDS = 120  # of one entry


def render_index(catalog: Catalog) -> str:
    """Return the script that sets `crossdockIndex` to [title, name, kind, page, words] of everything that has a page."""
    rows = json.dumps(list(_rows(catalog)), ensure_ascii=True, separators=(",", ":"))
    return _script(rows)


def _script(rows: str) -> str:
    """Wrap JSON so that no text in it can end or open anything."""
    safe = rows.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f"window.crossdockIndex={safe};\n"


def _rows(catalog: Catalog) -> Iterator[list[str]]:
    for entry in catalog.entries:
        contract = entry.contract
        words = " ".join(list(dict.fromkeys(_words(entry)))[:MAX_WORDS])
        yield [contract.title, contract.key, contract.kind.value, contract_page(contract.key), words]
    for system in catalog.systems:
        words = " ".join(filter(None, (system.role, system.vendor, system.region, system.owner)))
        yield [system.title, system.id, "system", f"systems/{system.id}.html", words]
    for team in catalog.teams:
        yield [team.name, team.id, "team", f"teams/{team.id}.html", " ".join((*team.handles, team.email or ""))]
    titles = {entry.contract.key: entry.contract.title for entry in catalog.entries}
    for entity in catalog.entities:
        yield [titles[entity.key], entity.key, "entity", entity_page(entity.key), ""]


def _words(entry: CatalogEntry) -> Iterator[str]:
    """Yield what people look a contract up by: addresses, operations, messages, codes, fields, owner."""
    yield entry.contract.owner or ""
    if entry.interface is not None:
        yield from _interface_words(entry.interface)
    if entry.vocabulary is not None:
        yield from entry.vocabulary.names
    if entry.workflow is not None:
        yield from (state.name for state in entry.workflow.states)


def _interface_words(interface: Interface) -> Iterator[str]:
    for operation in interface.operations:
        yield from (operation.id or "", operation.address)
        yield from (payload.key for payload in operation.payloads if payload.role.value == "message")
    yield from (name for name, _ in interface.schemas)
    payloads = (*interface.payloads, *(p for o in interface.operations for p in o.payloads))
    yield from _field_names(payloads)
    for _, schema in interface.schemas:
        yield from _names_in(schema.data)


def _field_names(payloads: Iterable[Payload]) -> Iterator[str]:
    for payload in payloads:
        if payload.role.value == "parameter":
            yield payload.key.rpartition(" ")[2]
        elif payload.schema is not None:
            yield from _names_in(payload.schema.data)


def _names_in(data: object) -> Iterator[str]:
    properties = data.get("properties") if isinstance(data, dict) else None
    yield from properties if isinstance(properties, dict) else ()
