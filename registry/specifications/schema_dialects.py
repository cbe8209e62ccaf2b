"""Which dialect a schema that stands alone is written in: what it states of itself, else what its keywords show."""

from crossdock.registry.documents.dialects import read_dialect
from crossdock.registry.model.interface import Dialect

# Snowplow's self-describing schemas are draft 4 with a `self` object.
_SNOWPLOW = "iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0"


def find_dialect(address: str | None) -> Dialect | None:
    """Return the dialect that a `$schema` address names, `None` when it is not known.

    >>> find_dialect("https://json-schema.org/draft-07/schema#")
    <Dialect.DRAFT7: 'draft-07'>
    """
    if address is None:
        return None
    return Dialect.DRAFT4 if _SNOWPLOW in address else read_dialect(address)


def guess_dialect(data: object) -> Dialect:
    """Return the dialect of a schema that names none that is known, by keywords that only some drafts have; else the newest."""
    if not isinstance(data, dict) or "$defs" in data:
        return Dialect.DRAFT2020
    if "id" in data and "$id" not in data and isinstance(data["id"], str):
        return Dialect.DRAFT4
    return Dialect.DRAFT7 if "definitions" in data else Dialect.DRAFT2020
