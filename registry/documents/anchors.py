"""The names that a document gives its own parts: `$anchor`, `$dynamicAnchor`, `$id` and draft 4's `id`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.walk import pointer_of, walk_mappings

_HINTS = (b"$anchor", b"$dynamicAnchor", b"$recursiveAnchor")
_NAMING = ("$anchor", "$dynamicAnchor")
_KEYWORDS = frozenset(("$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"))
_OLD_DRAFT = re.compile(r"draft-0[34]/")  # before `$id` there was `id`


@dataclass(frozen=True, slots=True)
class Anchors:
    """The names of one document.

    `base` is the identifier of the whole document, `None` when it has none. `resources` leads from identifiers to the pointers of the
    schemas that have one, `names` from a schema's pointer and a plain-name fragment to a pointer, and `dynamic` holds for each such
    schema its dynamic anchors (`""` is draft 2019-09's `$recursiveAnchor`). `roots` are the pointers of schemas with an identifier.
    """

    base: str | None = None
    resources: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    dynamic: dict[str, dict[str, str]] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)

    def find_resource(self, address: str) -> str | None:
        """Return the pointer of the schema that an address names, written in full or relative to the document's identifier."""
        if not self.resources:
            return None
        return self.resources.get(address, self.resources.get(join_addresses(self.base or "", address)))

    def root_of(self, pointer: str) -> str:
        """Return the pointer of the schema whose `#` a place means: the nearest one around it with its own identifier."""
        if not self.roots:
            return ""
        while pointer and pointer not in self.roots:
            pointer = pointer.rpartition("/")[0]
        return pointer


def find_anchors(document: Document) -> Anchors:
    """Find the names in a document; one pass over its data, none when its text holds no sign of them."""
    data = document.data
    is_old = isinstance(data, dict) and _OLD_DRAFT.search(str(data.get("$schema", ""))) is not None
    keyword = "id" if is_old else "$id"
    if not any(hint in document.content for hint in (*_HINTS, keyword.encode())):
        return Anchors()
    anchors = Anchors(_string(data.get(keyword)) if isinstance(data, dict) else None)
    named: list[tuple[str, str]] = []
    dynamic: list[tuple[str, str]] = []
    for trail, node in walk_mappings(data):
        pointer = pointer_of(trail) if _KEYWORDS & node.keys() or is_old else ""
        identifier = _string(node.get(keyword))
        if identifier is not None and not identifier.startswith("#"):
            anchors.roots.add(pointer)
            anchors.resources.setdefault(identifier.removesuffix("#"), pointer)
            anchors.resources.setdefault(join_addresses(anchors.base or "", identifier).removesuffix("#"), pointer)
        elif identifier is not None:
            named.append((identifier[1:], pointer))
        named.extend((str(node[key]), pointer) for key in _NAMING if isinstance(node.get(key), str))
        dynamic.extend((name, pointer) for name in _read_dynamic(node))
    for name, pointer in named:
        anchors.names.setdefault((anchors.root_of(pointer), name), pointer)
    for name, pointer in dynamic:
        anchors.dynamic.setdefault(anchors.root_of(pointer), {}).setdefault(name, pointer)
    return anchors


def _read_dynamic(node: dict[str, object]) -> Iterator[str]:
    if isinstance(name := node.get("$dynamicAnchor"), str):
        yield name
    if node.get("$recursiveAnchor") is True:
        yield ""


def join_addresses(base: str, address: str) -> str:
    """Return an address as seen from a base address (RFC 3986, section 5); as it is where one of them is no address."""
    try:
        return urljoin(base, address)
    except ValueError:  # such as an unclosed bracket in the host
        return address


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
