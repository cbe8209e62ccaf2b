"""Who decides which field of a canonical entity, and who carries it."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.generators.site.offer import arrange_offers
from crossdock.generators.site.pages import Pages
from crossdock.generators.site.schema_table import Row
from crossdock.registry.model.catalog import CatalogEntity, CatalogEntry


@dataclass(frozen=True, slots=True)
class EntityField:
    """A field of an entity. `deciders` are (system, its contracts that say so, each with whether it claims the whole entity)."""

    row: Row
    deciders: tuple[tuple[str, tuple[tuple[CatalogEntry, bool], ...]], ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity: its contract, fields, carriers, and claims to fields that are not at its top."""

    entity: CatalogEntity
    entry: CatalogEntry
    fields: tuple[EntityField, ...]
    carriers: tuple[CatalogEntry, ...]
    deeper: tuple[tuple[str, CatalogEntry], ...]
    systems: tuple[str, ...]


def view_entity(entity: CatalogEntity, pages: Pages) -> EntityView:
    """Join an entity's fields with the claims to them."""
    entry = pages.entries[entity.key]
    offers = arrange_offers(entry, pages)
    rows = [row for shape in offers.shapes for row in shape.rows if row.depth == 0 and row.name and not row.is_variant]
    known = {_pointer(row) for row in rows} | {""}
    fields = tuple(EntityField(row, tuple(_deciders(entity, _pointer(row), pages))) for row in rows)
    deeper = tuple((field, pages.entries[key]) for key, field in entity.claims if field not in known)
    systems = tuple(sorted({pages.entries[key].contract.system for key, _ in entity.claims}))
    return EntityView(entity, entry, fields, tuple(pages.entries[key] for key in entity.carriers), deeper, systems)


def _pointer(row: Row) -> str:
    return "/" + row.name.rstrip("[]").replace("~", "~0").replace("/", "~1")


def _deciders(
    entity: CatalogEntity, pointer: str, pages: Pages
) -> Iterator[tuple[str, tuple[tuple[CatalogEntry, bool], ...]]]:
    found: dict[str, list[tuple[CatalogEntry, bool]]] = {}
    for key, field in entity.claims:
        if field in ("", pointer):
            entry = pages.entries[key]
            found.setdefault(entry.contract.system, []).append((entry, field == ""))
    yield from ((system, tuple(entries)) for system, entries in found.items())
