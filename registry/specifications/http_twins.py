"""Takes from two OpenAPI or Swagger documents the path items that are the same in both: those need not be lowered to be compared."""

from collections.abc import Mapping
from dataclasses import replace

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.equality import is_equal
from crossdock.registry.documents.twins import State, find_twins

_ITEMS = ("paths", "webhooks")
_NAMED = ("components", "definitions", "parameters", "responses")  # reached by reference only
_KEPT = "securitySchemes"  # compared by name
# what an operation that does not say it itself takes from the document
_INHERITED = ("security", "consumes", "produces")


def leave_out_twins(base: State, revision: State) -> tuple[Document, Document]:
    """Return both documents without what is the same in both, references included; as they are where operations inherit something else.

    The first path item stays, so that what is lowered still says where it stands.
    """
    one, other = base.document.data, revision.document.data
    if not isinstance(one, dict) or not isinstance(other, dict):
        return base.document, revision.document
    if not all(is_equal(one.get(word), other.get(word)) for word in _INHERITED):
        return base.document, revision.document
    parts = {
        f"{word}/{name}": (item, _map(other.get(word))[name])
        for word in _ITEMS
        for name, item in _map(one.get(word)).items()
        if name in _map(other.get(word))
    }
    first = next(iter(parts), None)
    twins = find_twins(base, revision, parts) - {first}
    return _without(base.document, one, twins), _without(revision.document, other, twins)


def _without(document: Document, data: Mapping[str, object], twins: frozenset[str]) -> Document:
    if not twins:
        return document
    kept = dict(data)
    for word in _ITEMS:
        items = _map(data.get(word))
        if items:
            kept[word] = {name: item for name, item in items.items() if f"{word}/{name}" not in twins}
    for word in _NAMED:
        if word in kept:
            named = _map(kept[word])
            kept[word] = {_KEPT: named[_KEPT]} if _KEPT in named else {}
    return replace(document, data=kept)


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
