"""The schema languages that an AsyncAPI message names in `schemaFormat` (AsyncAPI 3.0, Schema formats table)."""

from crossdock.registry.model.interface import Dialect

_DRAFTS = {
    "draft-04": Dialect.DRAFT4,
    "draft-06": Dialect.DRAFT6,
    "draft-07": Dialect.DRAFT7,
    "2019-09": Dialect.DRAFT2019,
    "draft-2019-09": Dialect.DRAFT2019,
    "2020-12": Dialect.DRAFT2020,
    "draft-2020-12": Dialect.DRAFT2020,
}


def find_schema_format(stated: str | None) -> Dialect | None:
    """Return the dialect that a schema format means; `None` for languages that are not read (Protobuf, RAML …).

    >>> find_schema_format("application/vnd.apache.avro+json;version=1.9.0")
    <Dialect.AVRO: 'avro'>
    """
    if stated is None:
        return Dialect.ASYNCAPI
    media_type, _, parameters = stated.lower().partition(";")
    name, _, version = parameters.strip().partition("=")
    version = version.strip().strip('"') if name.strip() == "version" else ""
    bare = media_type.strip().split("+")[0]
    if bare in ("application/vnd.aai.asyncapi", "asyncapi"):
        return Dialect.ASYNCAPI
    if bare == "application/vnd.apache.avro":
        return Dialect.AVRO
    if bare == "application/vnd.oai.openapi":
        return Dialect.OPENAPI30 if version.startswith("3.0") or not version else Dialect.DRAFT2020
    return _DRAFTS.get(version, Dialect.DRAFT7) if bare == "application/schema" else None
