"""The function `oasExample`: an example keeps the schema that it is an example of."""

from collections.abc import Callable, Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.direction import keep_required
from crossdock.registry.rulesets.examples import judge_examples
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node, root_of
from crossdock.registry.rulesets.open_references import has_open_reference
from crossdock.registry.rulesets.operations import pointer_of

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
        examples = list(find_examples(node, resolver))
        if not examples:
            return
        bundle = open_schema(_without_examples(schema), _dialect_of(node), schema.place, resolver).bundle()
        if kind == "media" and version == 3:
            bundle = keep_required(bundle, is_request=_is_request(node))
        complaints = list(judge_examples(examples, bundle, resolver))
        if complaints and not has_open_reference(schema, resolver):
            yield from complaints

    return judge


def _without_examples(schema: Node) -> object:
    """Return a schema without what is judged by it."""
    value = schema.value
    return {name: part for name, part in value.items() if name != "examples"} if isinstance(value, Mapping) else value


def _named(names: tuple[str, ...]) -> Examples:
    def find(node: Node, resolver: Resolver) -> Iterator[tuple[str, Node]]:
        for name in names:
            example = node.child(name)
            if not example.is_missing:
                yield pointer_of(name), example

    return find


def _of_media_type(node: Node, resolver: Resolver) -> Iterator[tuple[str, Node]]:
    """Find the examples of a media type, a header or a parameter of OpenAPI 3."""
    example = node.child("example")
    if not example.is_missing:
        yield "/example", example
    examples = node.child("examples").follow(resolver)
    for child in examples.children() if isinstance(examples.value, dict) else ():
        value = child.follow(resolver).child("value")
        if not value.is_missing:
            yield pointer_of("examples", child.key, "value"), value


def _of_response(node: Node, resolver: Resolver) -> Iterator[tuple[str, Node]]:
    """Find the examples of a response of Swagger 2.0, one for each media type."""
    examples = node.child("examples").follow(resolver)
    for child in examples.children() if isinstance(examples.value, dict) else ():
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
    data = root if isinstance(root, dict) else {}
    if "swagger" in data:
        return Dialect.SWAGGER2
    return Dialect.OPENAPI30 if str(data.get("openapi", "")).startswith("3.0") else Dialect.DRAFT2020


def _is_request(node: Node) -> bool | None:
    """Whether a node lies in a request; `None` when it lies in neither a request nor a response."""
    while node.parent is not None:
        if node.key in ("requestBody", "requestBodies", "parameters"):
            return True
        if node.key in ("responses", "headers"):
            return False
        node = node.parent
    return None


FUNCTION = Function(
    "oasExample", _prepare, always("write the example so that it fits its schema, or correct the schema")
)
