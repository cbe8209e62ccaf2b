"""A small registry in memory: texts by path, and the remote addresses that it answers for."""

from collections.abc import Mapping

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.model.interface import Dialect, JsonSchema, Position, Schema
from crossdock.registry.model.location import Place


def make_resolver(files: Mapping[str, str], claims: Mapping[str, str] | None = None) -> Resolver:
    """Return a resolver for these files; each is read once."""
    documents: dict[str, Document] = {path: read_document(path, text.encode()) for path, text in files.items()}
    return Resolver(documents.get, (claims or {}).get, derive)


def derive(document: Document, pointer: str) -> object | None:
    """Return the schema of a vocabulary: any of its codes."""
    if pointer == "/schema" and isinstance(document.data, dict) and "codes" in document.data:
        return {"enum": document.data["codes"]}
    return None


def find_schema(resolver: Resolver, path: str, pointer: str = "", dialect: Dialect = Dialect.DRAFT2020) -> Schema:
    """Return the schema at a place."""
    document = resolver.load(path)
    assert document is not None
    return open_schema(find_data(document.data, pointer), dialect, Place(path, pointer), resolver)


def bundle(
    text: str, pointer: str = "", dialect: Dialect = Dialect.DRAFT2020, position: Position | None = None, **more: str
) -> JsonSchema:
    """Return the bundle of a schema in a text; `more` are further files, with `__` for the dot of their names."""
    files = {"a/schema.yaml": text, **{f"a/{name.replace('__', '.')}": content for name, content in more.items()}}
    return find_schema(make_resolver(files), "a/schema.yaml", pointer, dialect).bundle(position)
