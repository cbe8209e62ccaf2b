"""What a caller must show: security schemes, and the alternatives that an operation accepts."""

from collections.abc import Iterable, Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import canonical

Alternative = tuple[str, ...]


def read_alternatives(own: Node, inherited: Node | None) -> tuple[Alternative, ...]:
    """Return an operation's alternatives: its own when it states any, even none, else the document's.

    Each is a sorted tuple of `scheme` or `scheme:scope`; the empty one means that nothing need be shown.
    """
    node = own if isinstance(own.data, list) else inherited
    elements = node.elements() if node is not None else ()
    return tuple(tuple(sorted(_read_requirement(element))) for element in elements if element.is_mapping)


def any_server(asked: Iterable[tuple[Alternative, ...]]) -> tuple[Alternative, ...]:
    """Join what each server accepts, whatever the order of the servers; one that asks for nothing lets everybody in.

    >>> any_server([(("certs",),), (("basic",), ("certs",))])
    (('basic',), ('certs',))
    """
    found = list(asked)
    if not any(found):
        return ()
    return tuple(sorted({alternative for accepted in found for alternative in accepted or ((),)}))


def read_schemes(schemes: Node, resolver: Resolver) -> tuple[tuple[str, str], ...]:
    """Return (name, canonical JSON) of the schemes that a document defines, without their descriptions."""
    found = []
    for name, written in schemes.entries():
        scheme = written.follow(resolver)
        if scheme.is_mapping:
            found.append(
                (name, canonical({key: value for key, value in scheme.mapping.items() if key != "description"}))
            )
    return tuple(sorted(found))


def _read_requirement(requirement: Node) -> Iterator[str]:
    for scheme, scopes in requirement.entries():
        named = [scope.text for scope in scopes.elements() if scope.text]
        yield from (f"{scheme}:{scope}" for scope in named)
        if not named:
            yield scheme
