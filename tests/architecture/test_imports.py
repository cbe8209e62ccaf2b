"""Who may import whom: the table of docs/architecture.md, held against every file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
ROOMS = ("registry", "generators", "policies")
ANYWHERE = {"errors", "discovery", "settings"}
HEAVY = {
    "pydantic": {"manifests"},
    "git": {"store"},
    "rich": {"reports"},
    "schemathesis": {"conformance"},
    "jinja2": {"generators"},
}


def read_table() -> dict[str, set[str]]:
    """Return the rows between the markers of the page: room → rooms it may import."""
    text = PAGE.read_text("utf-8")
    body = text.partition("<!-- imports -->")[2].partition("<!-- /imports -->")[0]
    rows = [line.strip("| \n").split("|") for line in body.splitlines() if line.startswith("| ")]
    table = {}
    for names, allowed in ((row[0], row[1]) for row in rows[1:]):
        for name in names.split(","):
            table[name.strip(" `")] = {part.strip(" `") for part in allowed.split(",")}
    return table


def room_of(module: str) -> str | None:
    """Return the room of a module of ours: a package of registry, `policies`, `generators`, or a file beside `run`."""
    steps = module.split(".")
    if steps[0] != "crossdock" or len(steps) < 2:
        return None
    return steps[1] if steps[1] != "registry" or len(steps) == 2 else steps[2]


def files() -> Iterator[tuple[Path, str]]:
    for top in ROOMS:
        for path in sorted((ROOT / top).rglob("*.py")):
            steps = path.relative_to(ROOT).with_suffix("").parts
            module = ".".join(("crossdock", *(steps[:-1] if steps[-1] == "__init__" else steps)))
            yield path, room_of(module) or top


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize(("path", "room"), list(files()), ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_imports_follow_the_table(path: Path, room: str) -> None:
    table = read_table()
    allowed = table.get(room, table["*"]) | ANYWHERE | {room}
    if "everything" in allowed:
        return
    found = {other for module in imports(path) if (other := room_of(module)) is not None}
    wrong = found - allowed
    assert not wrong, f"{path.relative_to(ROOT)} ({room}) imports {sorted(wrong)}; it may import {sorted(allowed)}"


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_stay_in_their_room(library: str) -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path, room in files()
        if room not in HEAVY[library] | {"cli", "stubs", "site"}
        and any(module.split(".")[0] == library for module in imports(path))
    ]
    assert not wrong
