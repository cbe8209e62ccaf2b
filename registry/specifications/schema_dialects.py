"""Which dialect a schema is written in, by what it states of itself."""

from crossdock.registry.model.interface import Dialect

_BY_ADDRESS = {
    "http://json-schema.org/draft-04/schema": Dialect.DRAFT4,
    "http://json-schema.org/draft-06/schema": Dialect.DRAFT6,
    "http://json-schema.org/draft-07/schema": Dialect.DRAFT7,
    "https://json-schema.org/draft/2019-09/schema": Dialect.DRAFT2019,
    "https://json-schema.org/draft/2020-12/schema": Dialect.DRAFT2020,
    "https://spec.openapis.org/oas/3.1/dialect/base": Dialect.DRAFT2020,
    "https://spec.openapis.org/oas/3.2/dialect/base": Dialect.DRAFT2020,
    "https://spec.openapis.org/oas/3.2/dialect/2025-09-17": Dialect.DRAFT2020,
    # Snowplow's self-describing schemas are draft 4 with a `self` object
    "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0": Dialect.DRAFT4,
}


def find_dialect(address: str | None) -> Dialect | None:
    """Return the dialect that a `$schema` address names, `None` when it is not known.

    `http` and `https` are taken as the same, and an empty fragment is ignored.

    >>> find_dialect("https://json-schema.org/draft-07/schema#")
    <Dialect.DRAFT7: 'draft-07'>
    """
    if address is None:
        return None
    bare = address.strip().removesuffix("#")
    swapped = (
        bare.replace("https://", "http://", 1) if bare.startswith("https:") else bare.replace("http://", "https://", 1)
    )
    return _BY_ADDRESS.get(bare) or _BY_ADDRESS.get(swapped)


def guess_dialect(data: object) -> Dialect:
    """Return the dialect of a schema that names none that is known, by keywords that only some drafts have; else the newest."""
    if not isinstance(data, dict) or "$defs" in data:
        return Dialect.DRAFT2020
    if "id" in data and "$id" not in data and isinstance(data["id"], str):
        return Dialect.DRAFT4
    return Dialect.DRAFT7 if "definitions" in data else Dialect.DRAFT2020
