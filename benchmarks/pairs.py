"""Reads the tables of small pairs in `tests/cases/pairs/`: two documents each, and what every comparison of them has to say."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Node = Any  # YAML data
TABLES = Path(__file__).parents[1] / "tests" / "cases" / "pairs"


@dataclass(frozen=True)
class Pair:
    """Two documents of one format. `group` is `rewrite`, `breaking` or `widening`."""

    format: str
    name: str
    group: str
    base: dict[str, Any]
    revision: dict[str, Any]


def read_pairs() -> list[Pair]:
    """Return all pairs, in the order of the tables."""
    return [pair for path in sorted(TABLES.glob("*.yaml")) for pair in _read_table(path)]


def _read_table(path: Path) -> Iterator[Pair]:
    table = yaml.safe_load(path.read_text("utf-8"))
    for entry in table["pairs"]:
        sides = (_side(table, entry[side]) for side in ("base", "revision"))
        yield Pair(path.stem, entry["name"], entry["group"], *sides)


def _side(table: dict[str, Any], edits: dict[str, Any]) -> dict[str, Any]:
    document = copy.deepcopy(table["frame"])
    for place, pointers in table["places"].items():
        for pointer in pointers if place in edits else ():
            _write(document, pointer, copy.deepcopy(edits[place]))
    for pointer, value in edits.get("set", {}).items():
        _write(document, pointer, copy.deepcopy(value))
    for pointer in edits.get("remove", ()):
        owner, name = _owner(document, pointer)
        del owner[name]
    return document  # type: ignore[no-any-return]


def _write(document: dict[str, Any], pointer: str, value: object) -> None:
    owner, name = _owner(document, pointer)
    if isinstance(owner, list) and int(name) == len(owner):
        owner.append(value)
    elif isinstance(owner, list):
        owner[int(name)] = value
    else:
        owner[name] = value


def _owner(document: Node, pointer: str) -> tuple[Node, str]:
    *steps, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    for step in steps:
        document = document[int(step) if isinstance(document, list) else step]
    return document, last
