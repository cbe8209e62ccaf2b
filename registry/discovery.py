"""Finds units: one file each in their plural folder, or an entry point of an installed package. Nothing is listed by hand."""

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec

from crossdock.registry.errors import UnknownName

# room → (package whose modules are the units, attribute that holds the unit, entry point group)
ROOMS = {
    "format": ("crossdock.registry.formats", "FORMAT", "crossdock.formats"),
    "check": ("crossdock.registry.checks", "CHECK", "crossdock.checks"),
    "report": ("crossdock.registry.reports", "REPORT", "crossdock.reports"),
    "transport": ("crossdock.registry.transports", "TRANSPORT", "crossdock.transports"),
    "compatibility rule": ("crossdock.registry.compat.rules", "RULES", "crossdock.compat_rules"),
    "policy": ("crossdock.policies.rules", "POLICY", "crossdock.rules"),
    "generator": ("crossdock.generators.stubs", "GENERATOR", "crossdock.generators"),
    "command": ("crossdock.registry.cli.commands", "COMMAND", "crossdock.commands"),
}


@cache
def unit_names(room: str) -> tuple[str, ...]:
    """Return the names of a room's units, our own and installed ones, without importing any."""
    package, _, group = ROOMS[room]
    return tuple(sorted({*_own_names(package), *(point.name for point in entry_points(group=group))}))


@cache
def load_unit(room: str, name: str) -> object:
    """Import and return one unit. Raises UnknownName with the closest name when there is none."""
    package, attribute, group = ROOMS[room]
    if name in _own_names(package):
        return getattr(importlib.import_module(f"{package}.{name.replace('-', '_')}"), attribute)
    for point in entry_points(group=group, name=name):
        return point.load()
    raise UnknownName(room, name, unit_names(room), f"`{'`, `'.join(unit_names(room))}` are known")


def load_units(room: str) -> tuple[object, ...]:
    """Import and return all units of a room, sorted by name."""
    return tuple(load_unit(room, name) for name in unit_names(room))


@cache
def _own_names(package: str) -> frozenset[str]:
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return frozenset(
        found.name.replace("_", "-")
        for found in pkgutil.iter_modules(folders)
        if not found.ispkg and not found.name.startswith("_")
    )
