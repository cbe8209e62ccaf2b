"""The catalogue of units: what docs/architecture.md says there is, is what discovery finds; and each unit is complete."""

from pathlib import Path

import pytest

from crossdock.registry.discovery import ROOMS, load_unit, unit_names
from crossdock.registry.rulebook import load_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in ("compatibility rule",)])
def test_the_page_names_every_unit(room: str) -> None:
    catalogue = PAGE.partition("<!-- units -->")[2].partition("<!-- /units -->")[0]
    row = next((line for line in catalogue.splitlines() if line.startswith(f"| {room} |")), "")
    missing = [name for name in unit_names(room) if f"`{name}`" not in row]
    assert not missing, f"docs/architecture.md does not name the {room}s {missing}"


@pytest.mark.parametrize(("room", "name"), [(room, name) for room in ROOMS for name in unit_names(room)])
def test_each_unit_loads_and_is_not_empty(room: str, name: str) -> None:
    assert load_unit(room, name)


def test_every_rule_explains_itself_and_has_an_id_of_its_own() -> None:
    rules = load_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    silent = [rule.id for rule in rules if not (rule.summary and rule.why and rule.fix and rule.source)]
    assert not silent


def test_the_tree_of_the_page_is_the_tree() -> None:
    body = PAGE.partition("<!-- tree -->")[2].partition("<!-- /tree -->")[0]
    named = {
        line.split()[0].strip("`/") for line in body.splitlines() if line and not line.startswith(("```", " ", "<"))
    }
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and (path.name in (".ci", ".github") or path.name[0] != ".")
    }
    folders -= {"build", "dist", "site", *(path.name for path in ROOT.glob("*.egg-info"))}
    assert folders == {name for name in named if "." not in name or name in (".ci", ".github")}
    rooms = {path.name for path in (ROOT / "registry").iterdir() if (path / "__init__.py").is_file()}
    listed = {line.split()[0].strip("/") for line in body.splitlines() if line.startswith("  ")}
    assert rooms == listed
