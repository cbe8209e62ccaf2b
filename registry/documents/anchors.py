"""The names that a document gives its own parts: `$anchor`, `$dynamicAnchor`, `$id` and draft 4's `id`."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.walk import pointer_of, walk_mappings

_OLD_DRAFT = re.compile(r"draft-0[34]/")  # before `$id` there was `id`


@dataclass(frozen=True, slots=True)
class Anchors:
    """`names` leads from plain-name fragments to pointers, `resources` from the identifiers of embedded schemas; `base` is the
    identifier of the whole document, `None` when it has none. `roots` are the pointers of schemas with an identifier of their own.
    """

    names: dict[str, str] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)
    base: str | None = None
    roots: frozenset[str] = frozenset()

    def find_resource(self, address: str) -> str | None:
        """Return the pointer of the schema that an address names, written in full or relative to the document's identifier."""
        if not self.resources:
            return None
        return self.resources.get(address, self.resources.get(join_addresses(self.base or "", address)))

    def root_of(self, pointer: str) -> str:
        """Return the pointer of the schema whose `#` a place means: the nearest one around it with its own identifier."""
        while pointer and pointer not in self.roots:
            pointer = pointer.rpartition("/")[0]
        return pointer


def find_anchors(document: Document) -> Anchors:
    """Find the names in a document; one pass over its data, none when its text holds no sign of them."""
    data = document.data
    keyword = "id" if isinstance(data, dict) and _OLD_DRAFT.search(str(data.get("$schema", ""))) else "$id"
    if not any(hint in document.content for hint in (b"$anchor", b"$dynamicAnchor", keyword.encode())):
        return Anchors()
    base = _string(data.get(keyword)) if isinstance(data, dict) else None
    names: dict[str, str] = {}
    resources: dict[str, str] = {}
    for trail, node in walk_mappings(data):
        identifier = _string(node.get(keyword))
        found = [_string(node.get("$anchor")), _string(node.get("$dynamicAnchor"))]
        if identifier is not None and identifier.startswith("#"):
            found.append(identifier[1:])
        elif identifier is not None:
            pointer = pointer_of(trail)
            resources.setdefault(identifier.removesuffix("#"), pointer)
            resources.setdefault(join_addresses(base or "", identifier).removesuffix("#"), pointer)
        for name in found:
            if name is not None and not name.startswith("/"):
                names.setdefault(name, pointer_of(trail))
    return Anchors(names, resources, base, frozenset(resources.values()))


def join_addresses(base: str, address: str) -> str:
    """Return an address as seen from a base address (RFC 3986, section 5); as it is where one of them is no address."""
    try:
        return urljoin(base, address)
    except ValueError:  # such as an unclosed bracket in the host
        return address


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
