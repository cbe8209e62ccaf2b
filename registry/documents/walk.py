"""Walks parsed data; pointers are built only for what is found."""

from collections.abc import Callable, Iterable, Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.sieve import mentions
from crossdock.registry.model.location import Place, escape_token

# Below these a mapping's keys are names that people chose, not keywords.
_NAMING = frozenset(
    (
        *(
            "properties",
            "patternProperties",
            "definitions",
            "$defs",
            "dependentSchemas",
            "dependencies",
            "schemas",
            "headers",
        ),
        *(
            "parameters",
            "responses",
            "requestBodies",
            "securitySchemes",
            "links",
            "callbacks",
            "pathItems",
            "paths",
            "examples",
        ),
        *("channels", "operations", "messages", "servers", "variables", "replies", "correlationIds", "messageTraits"),
        *(
            "operationTraits",
            "serverBindings",
            "channelBindings",
            "operationBindings",
            "messageBindings",
            "content",
            "encoding",
        ),
    )
)
# A trail is a place as a chain from the inside out: (trail of the parent, token), `None` for the root.
Trail = tuple["Trail | None", "str | int"]

_REFERENCE = (b'"$ref"',)
_LITERAL = frozenset(("example", "default", "const", "enum"))
_LITERAL_OF_EXAMPLE = frozenset(("value", "payload", "dataValue"))


def walk_references(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield each `$ref` of a document with its place, in the order of the document; examples and defaults are data, not references."""
    for trail, node in walk_mappings(document.data, skip=_holds_none):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference, Place(document.path, pointer_of((trail, "$ref")))


def walk_mappings(
    data: object, skip: Callable[[Trail, object], bool] | None = None
) -> Iterator[tuple[Trail | None, dict[str, object]]]:
    """Yield each mapping in data with its trail, in order; `skip` says of a mapping or list that it is left out with all it holds."""
    stack: list[tuple[Trail | None, object]] = [(None, data)]
    while stack:
        trail, node = stack.pop()
        if isinstance(node, dict):
            yield trail, node
            entries: Iterable[tuple[str | int, object]] = node.items()
        elif isinstance(node, list):
            entries = enumerate(node)
        else:
            continue
        below = [((trail, key), value) for key, value in entries if isinstance(value, dict | list)]
        stack.extend(reversed(below if skip is None else [child for child in below if not skip(*child)]))


def pointer_of(trail: Trail | None) -> str:
    """Return the JSON Pointer of a trail."""
    tokens: list[str] = []
    while trail is not None:
        trail, token = trail
        tokens.append("/" + escape_token(str(token)))
    return "".join(reversed(tokens))


def _holds_none(trail: Trail, value: object) -> bool:
    """Whether a node holds no reference: it is a value of the document's user, or a part in whose text there is no `$ref`."""
    above = trail[0]
    is_entry = above is not None and (above[0] is None or above[0][0] is None)  # two or three steps below the root
    return _is_literal(trail, value) or (is_entry and not mentions(value, _REFERENCE))


def _is_literal(trail: Trail, value: object) -> bool:
    """Whether a node is data of the document's user: an example, a default, a constant."""
    parent, key = trail
    if key in _LITERAL or (key == "examples" and isinstance(value, list)):
        return not _is_name(trail)
    return key in _LITERAL_OF_EXAMPLE and parent is not None and parent[0] is not None and parent[0][1] == "examples"


def _is_name(trail: Trail) -> bool:
    """Whether a key is a name that someone chose, not a keyword: it stands below a keyword that holds names."""
    parent = trail[0]
    return parent is not None and parent[1] in _NAMING and not _is_name(parent)
