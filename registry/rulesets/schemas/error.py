"""One thing that a schema has against a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossdock.registry.model.location import escape_token


@dataclass(frozen=True, slots=True)
class SchemaError:
    """An error: the JSON Pointer of the value, the keyword, a sentence without its subject.

    `params` are what the keyword adds: `missingProperty`, `additionalProperty`, `allowedValues`, `passingSchemas`. `schema` is the one in
    which the keyword stands; `is_referred` means that it was reached by a reference.
    """

    pointer: str
    keyword: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    schema: object = None
    is_referred: bool = False


def point(pointer: str, key: str | int) -> str:
    """Return the pointer of a member."""
    return f"{pointer}/{escape_token(str(key))}"
