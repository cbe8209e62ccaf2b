"""The function `oasExample`: an example keeps the schema that it is an example of."""

from collections.abc import Callable, Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.examples import Sample, judge_examples
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node, root_of
from crossdock.registry.rulesets.operations import pointer_of
from crossdock.registry.rulesets.schemas.dialects import detect_dialect

_OPTIONS = ("oasVersion", "schemaField", "type")
Examples = Callable[[Node, Resolver], Iterator[tuple[str, Node]]]


def _prepare(options: object) -> Judge:
    known = read_options(options, _OPTIONS, "{oasVersion: 3, schemaField: schema, type: media}")
    version, field, kind = (known.get(name) for name in _OPTIONS)
    if version not in (2, 3) or kind not in ("media", "schema") or not isinstance(field, str):
        raise BadOption("`oasVersion` is 2 or 3, `type` is media or schema, `schemaField` is a name or `$`")
    find_examples = _FINDERS[version, kind]

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if resolver is None or not isinstance(node.value, dict):
            return
        schema = node if field == "$" else node.child(field).follow(resolver)
        if not isinstance(schema.value, dict):
            return
        dialect = _dialect_of(node)
        left_out = ("examples", "required") if dialect is Dialect.SWAGGER2 and _is_flag(schema) else ("examples",)
        data = {name: part for name, part in schema.value.items() if name not in left_out}
        is_request = _is_request(node, version) if kind == "media" else None
        sample = Sample(schema, data, dialect, is_request=is_request)
        yield from judge_examples(sample, find_examples(node, resolver), resolver)

    return judge


def _is_flag(schema: Node) -> bool:
    """Whether `required` is that of a parameter, which is no keyword of schemas."""
    return isinstance(schema.child("required").value, bool)


def _named(names: tuple[str, ...]) -> Examples:
    def find(node: Node, resolver: Resolver) -> Iterator[tuple[str, Node]]:
        for name in names:
            example = node.child(name)
            if not example.is_missing:
                yield pointer_of(name), example

    return find


def _of_media_type(node: Node, resolver: Resolver) -> Iterator[tuple[str, Node]]:
    """Find the example of a media type, a header or a parameter of OpenAPI 3, or where there is none its examples."""
    example = node.child("example")
    if not example.is_missing:
        yield "/example", example
        return
    examples = node.child("examples").follow(resolver)
    for child in examples.children():
        source = child.follow(resolver)
        if source.is_collection and source.child("externalValue").is_missing:
            yield pointer_of("examples", child.key, "value"), source.child("value")


def _of_response(node: Node, resolver: Resolver) -> Iterator[tuple[str, Node]]:
    """Find the examples of a response of Swagger 2.0, one for each media type."""
    examples = node.child("examples").follow(resolver)
    for child in examples.children():
        yield pointer_of("examples", child.key), child


_FINDERS: dict[tuple[object, object], Examples] = {
    (2, "schema"): _named(("example", "x-example", "default")),
    (2, "media"): _of_response,
    (3, "schema"): _named(("example", "default")),
    (3, "media"): _of_media_type,
}


def _dialect_of(node: Node) -> Dialect:
    """Return the dialect of the document that leads to a node."""
    root = root_of(node).value
    formats = formats_of(root)
    if formats & {"oas3_1", "oas3_2"}:
        stated = root.get("jsonSchemaDialect") if isinstance(root, dict) else None
        return detect_dialect(stated) or Dialect.DRAFT2020
    if "oas3_0" in formats:
        return Dialect.OPENAPI30
    return Dialect.SWAGGER2 if "oas2" in formats else Dialect.DRAFT4


def _is_request(node: Node, version: object) -> bool | None:
    """Whether a node lies in a request; `None` when it lies in neither a request nor a response."""
    path: list[object] = []
    while node.parent is not None:
        path.insert(0, node.key)
        node = node.parent
    is_operation, is_component = path[:1] == ["paths"], path[:1] == ["components"]
    asked = path[3:4] if is_operation else path[1:2] if is_component else []
    if version == 3 and asked == (["requestBody"] if is_operation else ["requestBodies"]):
        return True
    is_shared = path[:1] == ["responses"] if version == 2 else is_component and asked == ["responses"]
    return False if is_shared or (is_operation and asked == ["responses"]) else None


FUNCTION = Function(
    "oasExample", _prepare, always("write the example so that it fits its schema, or correct the schema")
)
