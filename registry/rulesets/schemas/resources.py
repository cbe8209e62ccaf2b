"""Where the references of a schema lead: into itself, or to schemas that it is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urldefrag, urljoin

from crossdock.registry.documents.pointer import find_data

START = "schema:"  # the address of a schema that has none
_REFERENCES = frozenset(("$ref", "$recursiveRef", "$recursiveAnchor", "$dynamicRef", "$dynamicAnchor"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a reference means, and the address of the resource that it lies in."""

    schema: object
    base: str


class Resources:
    """A schema and others by address, with all that they embed. `key` is the keyword of addresses: `id` in draft 4."""

    def __init__(self, root: object, others: Mapping[str, object] | None = None, key: str = "$id") -> None:
        self.root = root
        self.key = key
        self.others = dict(others or {})
        self._schemas: dict[str, object] = {}
        self._anchors: dict[tuple[str, str], object] = {}
        self._dynamic: dict[tuple[str, str], object] = {}
        self._inlined: dict[int, bool] = {}
        for address, schema in (others or {}).items():
            self._collect(schema, address)
        self.start = self.address_of(root, START) if isinstance(root, Mapping) else START
        self._collect(root, START)

    def address_of(self, schema: Mapping[str, object], base: str) -> str:
        """Return the address of the resource that a schema is, or lies in."""
        stated = schema.get(self.key)
        return _join(base, stated) if isinstance(stated, str) and not stated.startswith("#") else base

    def is_inlined(self, schema: object) -> bool:
        """Whether Ajv puts what a reference means in its place: a schema without references is no function of its own."""
        if id(schema) not in self._inlined:  # schemas live as long as this does
            self._inlined[id(schema)] = not _has_references(schema)
        return self._inlined[id(schema)]

    def find(self, reference: str, base: str, dynamic: tuple[str, ...] = ()) -> Found | None:
        """Return what a reference means, `None` when it leads nowhere; `dynamic` are the resources that led here (`$dynamicRef`)."""
        address, fragment = urldefrag(_join(base, reference))
        if address not in self._schemas and not reference.startswith("#"):
            return None
        address = address if address in self._schemas else base
        for outer in dynamic if (address, fragment) in self._dynamic or not fragment else ():
            if (outer, fragment) in self._dynamic:
                return Found(self._dynamic[outer, fragment], outer)
        if (address, fragment) in self._anchors:
            return Found(self._anchors[address, fragment], address)
        return self._point(address, unquote(fragment))

    def _point(self, address: str, pointer: str) -> Found | None:
        schema = self._schemas.get(address)
        try:
            found = find_data(schema, "" if pointer == "/" else pointer)
        except (KeyError, ValueError):
            return None
        return Found(found, self._base_of(schema, address, pointer))

    def _base_of(self, schema: object, base: str, pointer: str) -> str:
        """Return the address of the innermost resource above what a pointer means, the found one left out."""
        tokens = [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
        for token in tokens:
            if isinstance(schema, Mapping):
                base = self.address_of(schema, base)
                schema = schema.get(token)
            elif isinstance(schema, list) and token.isdigit() and int(token) < len(schema):
                schema = schema[int(token)]
        return base

    def _collect(self, schema: object, base: str) -> None:
        """Note the schemas that have an address or an anchor."""
        self._schemas.setdefault(base, schema)
        for part, address in self._walk(schema, base):
            self._schemas.setdefault(address, part)
            for name in ("$anchor", "$dynamicAnchor"):
                if isinstance(anchor := part.get(name), str):
                    self._anchors.setdefault((address, anchor), part)
                    if name == "$dynamicAnchor":
                        self._dynamic.setdefault((address, anchor), part)
            if part.get("$recursiveAnchor") is True:
                self._dynamic.setdefault((address, ""), part)
            stated = part.get(self.key)
            if isinstance(stated, str) and stated.startswith("#"):
                self._anchors.setdefault((address, stated[1:]), part)

    def _walk(self, schema: object, base: str) -> Iterator[tuple[Mapping[str, object], str]]:
        waiting: list[tuple[object, str]] = [(schema, base)]
        while waiting:
            value, around = waiting.pop()
            if isinstance(value, Mapping):
                address = self.address_of(value, around)
                yield value, address
                waiting.extend((child, address) for child in value.values())
            elif isinstance(value, list):
                waiting.extend((child, around) for child in value)


@lru_cache(maxsize=4096)
def _join(base: str, reference: str) -> str:
    """Return the address that a reference means; one that stays in a schema without address is kept there."""
    if reference.startswith("#"):
        return urldefrag(base)[0] + reference
    return (reference if base == START else urljoin(base, reference)).rstrip("#")


def _has_references(schema: object) -> bool:
    waiting = [schema]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            if not _REFERENCES.isdisjoint(value):
                return True
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return False
