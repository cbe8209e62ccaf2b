"""Where an interface carries a place, in each of the languages that schemas are written in."""

import json
from pathlib import Path

import pytest

from crossdock.registry.impact.consumers import rely
from crossdock.registry.impact.reach import Follower
from crossdock.registry.impact.trace import MAX_USES, Tracer
from crossdock.registry.model.impact import Reliance, Use
from crossdock.registry.model.interface import Role
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.model.location import Place
from crossdock.registry.model.reference import Reference
from crossdock.registry.open import open_registry

AVRO = {
    "type": "record",
    "name": "Load",
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["A", "B"]}},
        {"name": "before", "type": ["null", "State"]},
        {"name": "stops", "type": {"type": "array", "items": {"type": "record", "name": "Stop", "fields": [
            {"name": "at", "type": "string"}, {"name": "next", "type": ["null", "Stop"]}]}}},
    ],
}  # fmt: skip
TABLE = """title: Stock
file: {name: stock.csv, layout: delimited, direction: provides}
records:
  - name: position
    fields:
      - {name: SKU, type: string}
      - {name: QTY, type: integer}
"""
CODES = "title: Colours\ncodes:\n  - {code: RED, meaning: Red.}\n  - {code: BLUE, meaning: Blue.}\n"
USER = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "colour": {"$ref": "../../colours/v1/vocabulary.yaml#/schema"},
        "any": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/part"}]},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}},
        "byName": {"type": "object", "additionalProperties": {"$ref": "#/$defs/part"}},
        "stock": {"$ref": "../../stock/v1/table.yaml#/schema/position/properties/QTY"},
    },
    "$defs": {"part": {"type": "object", "properties": {"weight": {"type": "number"}, "of": {"$ref": "#/$defs/part"}}}},
}


class World:
    """A registry in a folder, without Git."""

    def __init__(self, root: Path) -> None:
        files = {
            "crossdock.yaml": "registry: world\n",
            "contracts/a/system.yaml": "title: A\nrole: erp\n",
            "contracts/a/load/v1/schema.avsc": json.dumps(AVRO),
            "contracts/a/stock/v1/table.yaml": TABLE,
            "contracts/a/colours/v1/vocabulary.yaml": CODES,
            "contracts/a/user/v1/schema.json": json.dumps(USER),
        }
        kinds = {"load": "event", "stock": "file", "colours": "vocabulary", "user": "schema"}
        for name, kind in kinds.items():
            files[f"contracts/a/{name}/v1/contract.yaml"] = f"kind: {kind}\ntitle: {name}\nversion: 1.0.0\n"
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        self.revision = open_registry(root).worktree()
        self.follower = Follower(self.revision)

    def tracer(self, name: str) -> Tracer:
        contract = self.revision.contract(f"a/{name}@1")
        assert contract is not None
        tracer = self.follower.tracer(contract)
        assert tracer is not None
        return tracer

    def paths(self, name: str, place: Place) -> list[str]:
        """Return the JSON paths at which a contract carries a place."""
        return sorted(use.path for use in self.tracer(name).uses(self.follower.places(place)))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def at(name: str, file: str, pointer: str) -> Place:
    return Place(f"contracts/a/{name}/v1/{file}", pointer)


@pytest.mark.parametrize(
    ("pointer", "paths"),
    [
        ("/fields/0", ["/id"]),
        ("/fields/0/type", ["/id"]),
        ("/fields/1/type/symbols/1", ["/before", "/state"]),
        ("/fields/3/type/items/fields/0", ["/stops/*/at"]),
        ("/fields/3", ["/stops"]),
        ("/fields/9", []),
        ("", [""]),
    ],
)
def test_avro(world: World, pointer: str, paths: list[str]) -> None:
    assert world.paths("load", at("load", "schema.avsc", pointer)) == paths


@pytest.mark.parametrize(
    ("pointer", "paths"),
    [
        ("/records/0/fields/1", ["/QTY"]),
        ("/records/0/fields/1/type", ["/QTY"]),
        ("/records/0", [""]),
        ("/file/layout", [""]),
        ("/title", []),
    ],
)
def test_tables(world: World, pointer: str, paths: list[str]) -> None:
    assert world.paths("stock", at("stock", "table.yaml", pointer)) == paths


def test_a_column_and_a_code_are_found_where_they_are_referenced(world: World) -> None:
    assert world.paths("user", at("stock", "table.yaml", "/records/0/fields/1")) == ["/stock"]
    assert world.paths("user", at("stock", "table.yaml", "/records/0/fields/0")) == []
    assert world.paths("user", at("colours", "vocabulary.yaml", "/codes/1")) == ["/colour"]
    assert world.paths("user", at("colours", "vocabulary.yaml", "/classifier")) == []


def test_alternatives_elements_and_maps(world: World) -> None:
    found = world.paths("user", at("user", "schema.json", "/$defs/part/properties/weight"))
    assert found == ["/any/weight", "/byName/*/weight", "/parts/*/weight"]


def test_a_property_that_is_gone_keeps_its_name_below_what_is_left(world: World) -> None:
    found = world.paths("user", at("user", "schema.json", "/$defs/part/properties/gone/items/properties/x"))
    assert found == ["/any/gone/*/x", "/byName/*/gone/*/x", "/parts/*/gone/*/x"]
    assert world.paths("user", at("user", "schema.json", "/$defs/gone")) == []


def test_a_payload_path_finds_its_schema(world: World) -> None:
    tracer = world.tracer("user")
    uses, places = tracer.find_path("/parts/0/of/weight")
    assert [use.path for use in uses] == ["/parts/*/of/weight"]
    assert [place.pointer for place in places] == ["/$defs/part/properties/weight"]
    assert tracer.find_path("/parts/0/colour") == ((), ())


def test_more_places_than_are_listed_leave_it_open(tmp_path: Path) -> None:
    World(tmp_path)
    many = {f"p{index}": {"$ref": "#/$defs/part"} for index in range(MAX_USES + 5)}
    path = tmp_path / "contracts/a/user/v1/schema.json"
    path.write_text(json.dumps({**USER, "properties": many}), "utf-8")
    world = World.__new__(World)
    world.revision = open_registry(tmp_path).worktree()
    world.follower = Follower(world.revision)
    tracer = world.tracer("user")
    uses = tracer.uses((at("user", "schema.json", "/$defs/part/properties/weight"),))
    assert len(uses) == MAX_USES
    assert all(use.is_open for use in uses)
    assert relies(tracer, uses, f"/p{MAX_USES + 4}/weight") is Reliance.DECLARED
    assert relies(tracer, uses, f"/p{MAX_USES + 4}/of/of/weight") is Reliance.DECLARED
    assert relies(tracer, uses, f"/p{MAX_USES + 4}") is Reliance.DECLARED
    assert relies(tracer, uses, "/other/weight") is Reliance.UNUSED


def test_a_schema_that_leads_back_to_itself_is_asked_however_deep(world: World) -> None:
    tracer = world.tracer("load")
    places = (at("load", "schema.avsc", "/fields/3/type/items/fields/0"),)
    uses = tracer.uses(places)
    deep = Consumption("b", Reference("a", "load", "1"), fields=("/stops/*/next/next/at",))
    other = Consumption("b", Reference("a", "load", "1"), fields=("/stops/*/next/next/on", "/id"))
    for consumption, reliance in ((deep, Reliance.DECLARED), (other, Reliance.UNUSED)):
        assert rely(consumption, uses, lambda use, field: tracer.carries(use, field, places))[0] is reliance


def relies(tracer: Tracer, uses: tuple[Use, ...], field: str) -> Reliance:
    consumption = Consumption("b", Reference("a", "user", "1"), fields=(field,))
    places = (at("user", "schema.json", "/$defs/part/properties/weight"),)
    return rely(consumption, uses, lambda use, name: tracer.carries(use, name, places))[0]


@pytest.mark.parametrize(
    ("use", "operations", "fields", "reliance"),
    [
        (Use(), (), (), Reliance.DECLARED),
        (Use("GET /a", name="getA"), (), ("/x",), Reliance.ASSUMED),
        (Use("GET /a", name="getA"), ("getA",), (), Reliance.DECLARED),
        (Use("GET /a", name="getA"), ("getB",), (), Reliance.UNUSED),
        (Use("GET /a", "200", "/x"), ("GET /a",), (), Reliance.ASSUMED),
        (Use("GET /a", "200", "/x/y"), (), ("/x",), Reliance.DECLARED),
        (Use("GET /a", "200", "/x"), (), ("/x/y",), Reliance.DECLARED),
        (Use("GET /a", "200", "/x/*/y"), (), ("/x/0/y",), Reliance.DECLARED),
        (Use("GET /a", "200", "/x/y"), (), ("/x/z",), Reliance.UNUSED),
        (Use("GET /a", "200", ""), (), ("/x/z",), Reliance.DECLARED),
        (Use("GET /a", "query q", "", role=Role.PARAMETER), (), ("/x",), Reliance.ASSUMED),
    ],
)
def test_how_a_consumer_relies_on_a_use(
    use: Use, operations: tuple[str, ...], fields: tuple[str, ...], reliance: Reliance
) -> None:
    consumption = Consumption("b", Reference("a", "c", "1"), operations=operations, fields=fields)
    assert rely(consumption, [use])[0] is reliance
