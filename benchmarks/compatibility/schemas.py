"""Runs a case of two JSON Schemas: does the revision admit everything that the base admits."""

from benchmarks.compatibility.case import Case, Node
from benchmarks.compatibility.confirming import is_confirmed
from benchmarks.compatibility.peer import Answer

from crossdock.registry.compat.inclusion import Included, Undecided, include
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import Dialect, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.schema_dialects import find_dialect, guess_dialect


def judge_schemas(case: Case, model: ContentModel) -> Answer:
    """Decide a case by inclusion; each witness is tried on the schemas as they are written."""
    stated = case.dialect or "https://json-schema.org/draft/2020-12/schema"
    sides = [open_side(data, stated).bundle() for data in (case.base, case.revision)]
    found = include(sides[0], sides[1], model)
    if isinstance(found, Included):
        return Answer(True, found.reason)
    if isinstance(found, Undecided):
        return Answer(None, found.reason)
    confirmed = is_confirmed(found.witness, case.base, case.revision, stated)
    if confirmed is None:  # it does not read one of them as written: what it says of our reading
        confirmed = is_confirmed(found.witness, sides[0], sides[1])
    why = f"{found.witness!r:.200} is rejected: {found.reason:.200}"
    return Answer(False, why, int(confirmed is True), int(confirmed is False), int(confirmed is None))


def open_side(data: Node, stated: str) -> Schema:
    """Return a schema by itself, in the dialect that it names, else in the one that is stated."""
    own = data.get("$schema") if isinstance(data, dict) else None
    address = own if isinstance(own, str) else stated
    dialect = find_dialect(address) or find_dialect(stated) or guess_dialect(data)
    return open_data(data, dialect)


def open_data(data: Node, dialect: Dialect) -> Schema:
    """Return a schema whose document is the data alone."""
    document = Document("schema.json", b"", data, Syntax.JSON)
    resolver = Resolver(lambda path: document if path == "schema.json" else None, lambda address: None, derive)
    return open_schema(data, dialect, Place("schema.json"), resolver)
