"""Which language a schema is written in: what its document says, else what its reader assumes."""

from collections.abc import Mapping

from crossdock.registry.documents.document import Document
from crossdock.registry.model.interface import Dialect

_BY_ADDRESS = (
    ("draft-03", Dialect.DRAFT4),
    ("draft-04", Dialect.DRAFT4),
    ("draft-05", Dialect.DRAFT4),
    ("draft-06", Dialect.DRAFT6),
    ("draft-07", Dialect.DRAFT7),
    ("2019-09", Dialect.DRAFT2019),
    ("2020-12", Dialect.DRAFT2020),
    ("openapis.org/oas/3.1", Dialect.DRAFT2020),
    ("openapis.org/oas/3.2", Dialect.DRAFT2020),
    ("asyncapi", Dialect.ASYNCAPI),
)
_AVRO_TYPES = ("record", "enum", "fixed", "error")


def read_dialect(address: object) -> Dialect | None:
    """Return the dialect that a `$schema` or `jsonSchemaDialect` names, `None` when it is none that is known.

    >>> read_dialect("http://json-schema.org/draft-07/schema#")
    <Dialect.DRAFT7: 'draft-07'>
    """
    text = str(address)
    return next((dialect for part, dialect in _BY_ADDRESS if part in text), None)


def read_schema_format(media_type: str) -> Dialect:
    """Return the dialect that AsyncAPI's `schemaFormat` names (AsyncAPI 3.0, section Multi Format Schema Object)."""
    if "avro" in media_type:
        return Dialect.AVRO
    if "openapi" in media_type:
        return Dialect.OPENAPI30 if "3.0" in media_type else Dialect.DRAFT2020
    return read_dialect(media_type) or Dialect.ASYNCAPI


def find_dialect(document: Document) -> Dialect | None:
    """Return the dialect of the schemas in a document, `None` when the document does not say."""
    data = document.data
    if document.path.endswith(".avsc"):
        return Dialect.AVRO
    return _find_in(data) if isinstance(data, dict) else None


def _find_in(data: Mapping[str, object]) -> Dialect | None:
    if "$schema" in data:
        stated = read_dialect(data["$schema"])
        if stated is not None:
            return stated
    if "openapi" in data:
        if str(data["openapi"]).startswith("3.0"):
            return Dialect.OPENAPI30
        return read_dialect(data.get("jsonSchemaDialect")) or Dialect.DRAFT2020
    if "swagger" in data:
        return Dialect.SWAGGER2
    if "asyncapi" in data:
        return Dialect.ASYNCAPI
    if data.get("type") in _AVRO_TYPES and "name" in data:
        return Dialect.AVRO
    return None
