"""References lead inside the registry, never outside it."""

import pytest

from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Refusal, Target
from crossdock.registry.documents.walk import walk_references
from crossdock.registry.model.location import Place, Side
from tests.registry.documents.registry import make_resolver

HERE = "contracts/wms/pick/v1/openapi.yaml"
FILES = {
    HERE: """
openapi: 3.1.0
components:
  schemas:
    Pick: {type: object}
    Alias: {$ref: '#/components/schemas/Second'}
    Second: {$ref: '#/components/schemas/Pick'}
    Loop: {$ref: '#/components/schemas/Pool'}
    Pool: {$ref: '#/components/schemas/Loop'}
    Self: {$ref: '#/components/schemas/Self'}
    Away: {$ref: '../../../canonical/status/v1/vocabulary.yaml#/schema'}
    "a/b~c d%20{e}": {type: string}
    é: {type: integer}
    Nothing: null
    List: [{a: 1}]
""",
    "contracts/canonical/shipment/v1/schema.json": """
{"$id": "https://schemas.example/shipment/", "$defs": {
  "line": {"$anchor": "line", "type": "object"},
  "old": {"$id": "#old", "type": "null"},
  "inner": {"$id": "https://schemas.example/inner", "$defs": {"line": {"type": "integer"}, "x": {"$anchor": "line"}},
            "items": {"$ref": "#/$defs/line"}}}}
""",
    "contracts/canonical/shipment/v1/my file.json": "{}",
    "contracts/canonical/status/v1/vocabulary.yaml": "codes: [A, B]\n",
    "contracts/canonical/broken/v1/schema.json": "{",
    "contracts/canonical/old/v1/schema.json": """
{"$schema": "http://json-schema.org/draft-04/schema#", "id": "http://schemas.example/old.json",
 "definitions": {"a": {"id": "#a", "type": "string"}, "b": {"id": "b.json", "type": "number"}}}
""",
    "openapi.yaml": "a: 1\n",
}
CLAIMS = {
    "https://schemas.example/shipment/": "contracts/canonical/shipment/v1/schema.json",
    "https://schemas.example/evil": "../outside.json",
    "https://schemas.example/absolute": "/etc/passwd",
    "https://schemas.example/shipment/status": "contracts/canonical/status/v1/vocabulary.yaml",
}
RESOLVER = make_resolver(FILES, CLAIMS)
SHIPMENT = "contracts/canonical/shipment/v1/schema.json"
OLD = "contracts/canonical/old/v1/schema.json"


def resolve(reference: str, path: str = HERE, pointer: str = "") -> Target | Refusal:
    return RESOLVER.resolve(reference, Place(path, pointer))


@pytest.mark.parametrize(
    ("reference", "path", "pointer"),
    [
        ("#/components/schemas/Pick", HERE, "/components/schemas/Pick"),
        ("", HERE, ""),
        ("#", HERE, ""),
        ("openapi.yaml#/openapi", HERE, "/openapi"),
        ("./openapi.yaml", HERE, ""),
        ("../../../../openapi.yaml#/a", "openapi.yaml", "/a"),
        ("../../../canonical/shipment/v1/schema.json#/$defs/line", SHIPMENT, "/$defs/line"),
        ("../../../canonical/shipment/v1/my%20file.json", "contracts/canonical/shipment/v1/my file.json", ""),
        ("#/components/schemas/a~1b~0c%20d%2520%7Be%7D", HERE, "/components/schemas/a~1b~0c d%20{e}"),
        ("#/components/schemas/a~1b~0c d%20{e}", HERE, "/components/schemas/a~1b~0c d%20{e}"),
        ("#/components/schemas/%C3%A9", HERE, "/components/schemas/é"),
        ("#/components/schemas/List/0/a", HERE, "/components/schemas/List/0/a"),
        ("#/components/schemas/Nothing", HERE, "/components/schemas/Nothing"),
        ("https://schemas.example/shipment/#line", SHIPMENT, "/$defs/line"),
        ("https://schemas.example/shipment/#/$defs/line", SHIPMENT, "/$defs/line"),
        (
            "../../../canonical/status/v1/vocabulary.yaml#/schema",
            "contracts/canonical/status/v1/vocabulary.yaml",
            "/schema",
        ),
    ],
)
def test_references_inside_the_registry(reference: str, path: str, pointer: str) -> None:
    target = resolve(reference)
    assert isinstance(target, Target), target
    assert (target.place.path, target.place.pointer, target.document.path) == (path, pointer, path)


@pytest.mark.parametrize(
    ("reference", "pointer", "expected"),
    [
        ("#/$defs/line", "", "/$defs/line"),
        ("#line", "", "/$defs/line"),
        ("#old", "", "/$defs/old"),
        ("https://schemas.example/shipment/", "", ""),
        ("https://schemas.example/inner", "", "/$defs/inner"),
        ("/inner#/$defs/line", "", "/$defs/inner/$defs/line"),
        ("#/$defs/line", "/$defs/inner/items", "/$defs/inner/$defs/line"),
        ("#line", "/$defs/inner/items", "/$defs/inner/$defs/x"),
        ("#", "/$defs/inner/items", "/$defs/inner"),
        ("#/$defs/old", "/$defs/inner/items", "/$defs/old"),  # not strict: many tools count from the top
    ],
)
def test_names_and_identifiers_inside_a_document(reference: str, pointer: str, expected: str) -> None:
    target = resolve(reference, SHIPMENT, pointer)
    assert isinstance(target, Target), target
    assert (target.place.path, target.place.pointer) == (SHIPMENT, expected)


def test_an_address_beside_the_documents_identifier_is_claimed() -> None:
    target = resolve("status#/schema", SHIPMENT)
    assert isinstance(target, Target)
    assert (target.data, target.is_derived) == ({"enum": ["A", "B"]}, True)


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [("#a", "/definitions/a"), ("b.json", "/definitions/b"), ("http://schemas.example/b.json", "/definitions/b")],
)
def test_identifiers_of_draft_4(reference: str, pointer: str) -> None:
    target = resolve(reference, OLD)
    assert isinstance(target, Target)
    assert target.place.pointer == pointer


@pytest.mark.parametrize(
    "reference",
    [
        "../../../../../openapi.yaml",
        "../../../../../../../etc/passwd",
        "/etc/passwd",
        "/openapi.yaml",
        "~/secrets.json",
        "~root/.ssh/id_rsa",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "file:openapi.yaml",
        "C:/windows/system.ini",
        "c:\\windows\\system.ini",
        "..\\openapi.yaml",
        "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/openapi.yaml",
        "..%2f..%2f..%2f..%2f..%2fopenapi.yaml",
        "%2Fetc%2Fpasswd",
        "..%5copenapi.yaml",
        "openapi.yaml\0.json",
        "openapi.yaml%00",
        "open\napi.yaml",
        "../../../..",
        "../../../../.",
        "https://schemas.example/evil",
        "https://schemas.example/absolute",
    ],
)
def test_what_leaves_the_registry_is_refused(reference: str) -> None:
    for fragment in ("", "#/a"):
        refusal = resolve(reference + fragment)
        assert isinstance(refusal, Refusal)
        assert refusal.rule == "reference-outside"
        assert refusal.message.isprintable()


@pytest.mark.parametrize(
    "reference",
    [
        "https://api.swaggerhub.com/domains/dcsaorg/EVENT_DOMAIN/1.0.1#/components/schemas/Event",
        "http://schemas.example/shipment/",
        "//schemas.example/shipment/",
        "ftp://example.com/x",
        "urn:example:shipment",
        "http://[unclosed",
        "data:application/json,{}",
    ],
)
def test_remote_addresses_are_refused_unless_claimed(reference: str) -> None:
    refusal = resolve(reference)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "reference-remote"


@pytest.mark.parametrize(
    ("reference", "fix"),
    [
        ("#/components/schemas/Pik", "did you mean `#/components/schemas/Pick`?"),
        ("#/component/schemas/Pick", "did you mean `#/components`?"),
        ("#/components/schemas/Pick/properties", ""),
        ("#/components/schemas/List/1", ""),
        ("#/components/schemas/List/00", ""),
        ("#/components/schemas/List/-1", ""),
        ("#Pick", "define the anchor `Pick`, or reference the place by its pointer (`#/…`)"),
        ("missing.yaml#/a", ""),
        ("openapi.yaml?query#/a", ""),
        ("../../../canonical/broken/v1/schema.json#/a", "correct `contracts/canonical/broken/v1/schema.json` first"),
    ],
)
def test_what_leads_to_nothing_names_the_closest(reference: str, fix: str) -> None:
    refusal = resolve(reference)
    assert isinstance(refusal, Refusal)
    assert (refusal.rule, refusal.fix) == ("reference-unresolved", fix)
    assert f"`{reference}`" in refusal.message


def test_one_reference_is_followed_or_all_in_a_row() -> None:
    once = RESOLVER.resolve("#/components/schemas/Alias", Place(HERE))
    fully = RESOLVER.resolve_fully("#/components/schemas/Alias", Place(HERE))
    assert isinstance(once, Target) and isinstance(fully, Target)
    assert once.data == {"$ref": "#/components/schemas/Second"}
    assert fully.data == {"type": "object"}


@pytest.mark.parametrize("name", ["Loop", "Pool", "Self"])
def test_a_circle_of_references_is_refused(name: str) -> None:
    refusal = RESOLVER.resolve_fully(f"#/components/schemas/{name}", Place(HERE))
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "reference-cycle"


def test_a_chain_that_ends_nowhere_says_where() -> None:
    resolver = make_resolver({"a.yaml": "a: {$ref: '#/b'}\nb: {$ref: '#/missing'}\n"})
    refusal = resolver.resolve_fully("#/a", Place("a.yaml"))
    assert isinstance(refusal, Refusal)
    assert (refusal.rule, "`#/missing`" in refusal.message) == ("reference-unresolved", True)


def test_a_long_chain_ends() -> None:
    text = "".join(f"a{i}: {{$ref: '#/a{i + 1}'}}\n" for i in range(5000))
    refusal = make_resolver({"a.yaml": text}).resolve_fully("#/a0", Place("a.yaml"))
    assert isinstance(refusal, Refusal)


def test_the_side_is_kept() -> None:
    target = RESOLVER.resolve("#/openapi", Place(HERE, side=Side.BASE))
    assert isinstance(target, Target)
    assert target.place.side is Side.BASE


def test_references_are_walked_in_order_and_not_in_examples() -> None:
    text = """
paths: {/a: {$ref: 'paths.yaml#/a'}}
components:
  schemas:
    A: {properties: {example: {$ref: '#/1'}, default: {$ref: '#/2'}, $ref: {type: string}}, example: {$ref: no}, default: {$ref: no}}
    B: {enum: [{$ref: no}], const: {$ref: no}, examples: [{$ref: no}], items: [{$ref: '#/3'}]}
    default: {$ref: '#/4'}
  examples:
    named: {$ref: '#/5'}
    full: {value: {$ref: no}}
  messages:
    m: {examples: [{payload: {$ref: no}}], payload: {$ref: '#/6'}}
content: {application/json: {examples: {x: {$ref: '#/7'}, y: {value: [{$ref: no}]}}}}
x-own: {$ref: '#/8', other: {$ref: 9}}
"""
    found = list(walk_references(read_document("a.yaml", text.encode())))
    assert [reference for reference, _ in found] == ["paths.yaml#/a", *(f"#/{i}" for i in range(1, 9))]
    assert found[0][1] == Place("a.yaml", "/paths/~1a/$ref")
    assert found[3][1] == Place("a.yaml", "/components/schemas/B/items/0/$ref")
