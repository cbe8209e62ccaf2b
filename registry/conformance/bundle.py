"""One self-contained document out of many: what a contract references elsewhere in the registry is copied into it."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Refusal, Resolver, Target
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.location import Place

# Members whose value maps names to nodes, so that no name in it is a keyword.
_NAMES = frozenset(
    {
        "properties",
        "patternProperties",
        "$defs",
        "definitions",
        "dependentSchemas",
        "schemas",
        "responses",
        "parameters",
    }
    | {"examples", "requestBodies", "headers", "securitySchemes", "securityDefinitions", "links", "callbacks"}
    | {"pathItems", "paths", "webhooks", "content", "encoding", "variables"}
)
_DATA = frozenset(("example", "enum", "const", "default", "value"))  # payloads: nothing in them is a reference
_OWN_ADDRESS = frozenset(("$id", "id", "$schema", "$anchor"))  # would change what a reference inside means


def bundle_document(document: Document, resolver: Resolver) -> dict[str, object]:
    """Return a document's data with every reference leading into it. Raises RegistryError when one leads nowhere."""
    if not isinstance(document.data, dict):
        raise RegistryError(f"`{document.path}` cannot be read", "`crossdock check --all` says why")
    return _Bundle(document, resolver).run()


class _Bundle:
    def __init__(self, document: Document, resolver: Resolver) -> None:
        self.document = document
        self.resolver = resolver
        self.names: dict[tuple[str, str], str] = {}
        self.waiting: list[tuple[str, Target]] = []
        self.is_swagger = isinstance(document.data, dict) and "swagger" in document.data

    def run(self) -> dict[str, object]:
        data = self.copy(self.document.data, Place(self.document.path))
        assert isinstance(data, dict)  # noqa: S101 - asked before
        shared = {}
        while self.waiting:
            name, target = self.waiting.pop()
            shared[name] = self.copy(target.data, target.place, is_shared=True)
        parent = data if self.is_swagger else data.setdefault("components", {})
        parent.setdefault("definitions" if self.is_swagger else "schemas", {}).update(shared)
        return data

    def copy(self, node: object, place: Place, *, is_names: bool = False, is_shared: bool = False) -> object:
        if isinstance(node, list):
            return [self.copy(item, place.child(index), is_shared=is_shared) for index, item in enumerate(node)]
        if not isinstance(node, Mapping):
            return node
        return {
            key: self._member(key, value, place.child(key), is_names, is_shared)
            for key, value in node.items()
            if is_names or not (is_shared and key in _OWN_ADDRESS and isinstance(value, str))
        }

    def _member(self, key: str, value: object, place: Place, is_names: bool, is_shared: bool) -> object:
        if is_names:
            return self.copy(value, place, is_shared=is_shared)
        if key == "$ref" and isinstance(value, str):
            return self.refer(value, place)
        if key == "discriminator" and isinstance(value, Mapping) and isinstance(value.get("mapping"), Mapping):
            mapping = {name: self._mapped(to, place) for name, to in value["mapping"].items()}
            return {**value, "mapping": mapping}
        if key in _DATA or (key == "examples" and isinstance(value, list)):
            return value
        return self.copy(value, place, is_names=key in _NAMES, is_shared=is_shared)

    def _mapped(self, to: object, place: Place) -> object:
        is_reference = isinstance(to, str) and ("#" in to or "/" in to)
        return self.refer(str(to), place) if is_reference else to

    def refer(self, reference: str, place: Place) -> str:
        """Return the reference inside the bundle that means what `reference` means at `place`."""
        target = self.resolver.resolve(reference, place)
        if isinstance(target, Refusal):
            raise RegistryError(f"`{place.path}`: {target.message}", "`crossdock check` names all such references")
        if target.document.path == self.document.path and not target.is_derived:
            return "#" + quote(target.place.pointer, safe="/~!$&'()*+,;=:@-._")
        key = target.document.path, target.place.pointer
        if key not in self.names:
            self.names[key] = self._name(*key)
            self.waiting.append((self.names[key], target))
        return ("#/definitions/" if self.is_swagger else "#/components/schemas/") + self.names[key]

    def _name(self, path: str, pointer: str) -> str:
        folder, last = path.split("/")[-4:-1], pointer.rpartition("/")[2]
        wanted = re.sub(r"[^A-Za-z0-9_.-]", "_", "-".join(folder) + (f".{last}" if last else ""))
        taken, name, number = set(self.names.values()), wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        return name


def add_examples(data: dict[str, object], examples: Mapping[str, object]) -> None:
    """Add the example files of a contract to the request bodies whose component they are named after (`Order--first`)."""
    for content in _request_contents(data):
        for media in content.values():
            schema = media.get("schema") if isinstance(media, dict) else None
            reference = schema.get("$ref") if isinstance(schema, dict) else None
            component = str(reference).rpartition("/")[2]
            known = media.setdefault("examples", {}) if isinstance(media, dict) and "example" not in media else {}
            for name, value in examples.items():
                if name.startswith(f"{component}--") and not any(_value(each) == value for each in known.values()):
                    known[name.partition("--")[2]] = {"value": value}


def _value(example: object) -> object:
    return example.get("value") if isinstance(example, Mapping) else None


def _request_contents(data: Mapping[str, object]) -> list[dict[str, object]]:
    paths = data.get("paths")
    found = []
    for item in paths.values() if isinstance(paths, dict) else ():
        for operation in item.values() if isinstance(item, dict) else ():
            body = operation.get("requestBody") if isinstance(operation, dict) else None
            content = body.get("content") if isinstance(body, dict) else None
            found += [content] if isinstance(content, dict) else []
    return found
