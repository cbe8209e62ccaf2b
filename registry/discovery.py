"""Finds units: one file each in their plural folder, or an entry point of an installed package. Nothing is listed by hand."""

import importlib
import pkgutil
import sys
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from crossdock.registry.errors import UnknownName

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

# room → (package whose modules are the units, attribute that holds the unit, entry point group)
ROOMS = {
    "format": ("crossdock.registry.formats", "FORMAT", "crossdock.formats"),
    "check": ("crossdock.registry.checks", "CHECK", "crossdock.checks"),
    "report": ("crossdock.registry.reports", "REPORT", "crossdock.reports"),
    "lint format": ("crossdock.registry.lint_formats", "LINT_FORMAT", "crossdock.lint_formats"),
    "transport": ("crossdock.registry.transports", "TRANSPORT", "crossdock.transports"),
    "compatibility rule": ("crossdock.registry.compat.rules", "RULES", "crossdock.compat_rules"),
    "policy": ("crossdock.policies.rules", "POLICY", "crossdock.rules"),
    "ruleset function": ("crossdock.registry.rulesets.functions", "FUNCTION", "crossdock.core_functions"),
    "policy function": ("crossdock.policies.functions", "FUNCTION", "crossdock.functions"),
    "fix": ("crossdock.registry.fixes", "FIX", "crossdock.fixes"),
    "generator": ("crossdock.generators.stubs", "GENERATOR", "crossdock.generators"),
    "command": ("crossdock.registry.cli.commands", "COMMAND", "crossdock.commands"),
}


@cache
def unit_names(room: str) -> tuple[str, ...]:
    """Return the names of a room's units, our own and installed ones, without importing any."""
    package, _, group = ROOMS[room]
    return tuple(sorted({*_own_names(package), *(point.name for point in _installed(group))}))


@cache
def load_unit(room: str, name: str) -> object:
    """Import and return one unit. Raises UnknownName with the closest name when there is none."""
    package, attribute, group = ROOMS[room]
    if name in _own_names(package):
        return getattr(importlib.import_module(f"{package}.{name.replace('-', '_')}"), attribute)
    for point in _installed(group):
        if point.name == name:
            return point.load()
    raise UnknownName(room, name, unit_names(room), f"`{'`, `'.join(unit_names(room))}` are known")


def load_units(room: str) -> tuple[object, ...]:
    """Import and return all units of a room, sorted by name."""
    return tuple(load_unit(room, name) for name in unit_names(room))


def load_units_saying(room: str, word: str) -> tuple[object, ...]:
    """Import and return those units of a room whose source may hold a word, sorted by name; one without source may hold any.

    A room has many more units than one run needs, and reading a file costs a tenth of running it.
    """
    sources = _sources(ROOMS[room][0])
    return tuple(load_unit(room, name) for name in unit_names(room) if word in sources.get(name, word))


@cache
def _sources(package: str) -> dict[str, str]:
    files = (file for folder in _folders(package) for file in Path(folder).glob("*.py"))
    return {file.stem.replace("_", "-"): file.read_text(encoding="utf-8") for file in files}


@cache
def _installed(group: str) -> "tuple[EntryPoint, ...]":
    return tuple(_all_installed().select(group=group)) if _is_any_installed() else ()


@cache
def _all_installed() -> "EntryPoints":
    """Return what all installed packages offer, asked once: every question reads a file of every package."""
    from importlib.metadata import (
        entry_points,  # an eighth of the time of a small run; most installations offer nothing
    )

    return cast("EntryPoints", entry_points())  # what Python 3.11 returns selects alike


@cache
def _is_any_installed() -> bool:
    """Whether an installed package may offer a unit: one names a group of ours, or packages are found in another way than in folders."""
    if any(finder is not PathFinder and hasattr(finder, "find_distributions") for finder in sys.meta_path):
        return True
    places = [Path(place) for place in sys.path]
    try:
        return any(place.is_file() for place in places) or any(
            b"[crossdock." in file.read_bytes()
            for place in places
            for ending in ("dist", "egg")
            for file in place.glob(f"*.{ending}-info/entry_points.txt")
        )
    except OSError:
        return True


@cache
def _folders(package: str) -> tuple[str, ...]:
    spec = find_spec(package)
    return tuple(spec.submodule_search_locations or ()) if spec else ()


@cache
def _own_names(package: str) -> frozenset[str]:
    return frozenset(
        found.name.replace("_", "-")
        for found in pkgutil.iter_modules(_folders(package))
        if not found.ispkg and not found.name.startswith("_")
    )
