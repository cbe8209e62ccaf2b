"""Which page shows what: paths of pages, and the anchors inside them that references lead to."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from crossdock.registry.model.catalog import Catalog, CatalogEntry
from crossdock.registry.model.interface import Dialect, Interface, Role
from crossdock.registry.model.reference import Reference

_ANCHOR = re.compile(r"[A-Za-z0-9_.-]+")
_NOT_ANCHOR = re.compile(r"[^A-Za-z0-9_-]+")
_SCHEMES = ("http", "https", "mailto")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def contract_page(key: str) -> str:
    """Return the path of a contract line's page.

    >>> contract_page("wms-east/shipment-confirmed@2")
    'contracts/wms-east/shipment-confirmed/v2.html'
    """
    contract_id, _, line = key.rpartition("@")
    return f"contracts/{contract_id}/v{line}.html"


def entity_page(key: str) -> str:
    """Return the path of an entity's page.

    >>> entity_page("canonical/shipment@1")
    'entities/canonical/shipment/v1.html'
    """
    contract_id, _, line = key.rpartition("@")
    return f"entities/{contract_id}/v{line}.html"


def slug(text: str) -> str:
    """Return a text as an anchor.

    >>> slug("GET /orders/{id}")
    'GET-orders-id'
    """
    return _NOT_ANCHOR.sub("-", text).strip("-") or "part"


def safe_link(address: str | None) -> str | None:
    """Return an address that a reader may follow: http, https or mailto; `None` for every other.

    >>> safe_link("https://chat.example/x"), safe_link("javascript:alert(1)")
    ('https://chat.example/x', None)
    """
    if not address or _CONTROL.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    has_place = bool(parts.netloc) or (parts.scheme == "mailto" and bool(parts.path))
    return address if parts.scheme in _SCHEMES and has_place else None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the catalog: a contract's page and an anchor in it, `""` for its top."""

    key: str
    anchor: str = ""

    @property
    def page(self) -> str:
        """The path with its fragment."""
        return contract_page(self.key) + (f"#{self.anchor}" if self.anchor else "")


class Pages:
    """What has a page. Every link of the site is asked for here, so that none leads nowhere."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._depth = catalog.settings.contracts.count("/") + 4
        self.entries = {entry.contract.key: entry for entry in catalog.entries}
        self.systems = {system.id: system for system in catalog.systems}
        self.teams = {team.id: team for team in catalog.teams}
        self.entities = {entity.key: entity for entity in catalog.entities}
        self._lines: dict[str, list[CatalogEntry]] = {}
        for entry in catalog.entries:
            self._lines.setdefault(entry.contract.id, []).append(entry)
        self._folders = {entry.contract.folder: entry.contract.key for entry in catalog.entries}

    @cached_property
    def anchors(self) -> dict[tuple[str, str], Spot]:
        """(path, JSON Pointer) of every schema that has an anchor → where it is shown."""
        found: dict[tuple[str, str], Spot] = {}
        for entry in self._catalog.entries:
            if entry.interface is not None:
                for place, anchor in _find_anchors(entry, entry.interface):
                    found.setdefault(place, Spot(entry.contract.key, anchor))
        return found

    def entry_at(self, path: str) -> CatalogEntry | None:
        """Return the contract whose folder holds a file."""
        key = self._folders.get("/".join(path.split("/")[: self._depth]))
        return self.entries.get(key) if key is not None else None

    def find_key(self, reference: Reference) -> str | None:
        """Return the key of the line that a reference means: its line, the line of its version, or the newest."""
        lines = self._lines.get(reference.contract, [])
        for entry in lines:
            if reference.at in (entry.contract.line, entry.contract.version):
                return entry.contract.key
        for entry in lines:
            if reference.at is not None and entry.releases.find(reference.at) is not None:
                return entry.contract.key
        return max(lines, key=_line_order).contract.key if lines and reference.at is None else None


def _line_order(entry: CatalogEntry) -> tuple[int, str]:
    line = entry.contract.line
    return (int(line) if line.isdigit() else 0, line)


def _find_anchors(entry: CatalogEntry, interface: Interface) -> list[tuple[tuple[str, str], str]]:
    found: list[tuple[tuple[str, str], str]] = []
    taken: set[str] = set()
    for name, schema in interface.schemas:
        anchor = f"schema-{slug(name)}"
        if anchor not in taken and schema.dialect is not Dialect.AVRO:
            taken.add(anchor)
            found.append(((schema.place.path, schema.place.pointer), anchor))
    for payload in interface.payloads:
        data = payload.schema.data if payload.schema is not None and payload.role is Role.SCHEMA else None
        properties = data.get("properties") if isinstance(data, dict) else None
        for name in properties if isinstance(properties, dict) else ():
            if _ANCHOR.fullmatch(name):
                found.append(((payload.place.path, f"/properties/{name}"), f"field-{name}"))
    return found
