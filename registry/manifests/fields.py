"""The base of all models of the files people write: strict, closed but for `x-…`, built when first used."""

import re
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, JsonValue

EXTENSION = "x-"


def _title(model: type) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.removesuffix("Fields"))
    return words.capitalize()


# what is stated of every model in the schemas for editors; one that states more adds to it
EXTENSIBLE: dict[str, JsonValue] = {"patternProperties": {"^x-": True}}


class Fields(BaseModel):
    """An object in a file: its known fields, and any whose name starts with `x-`.

    Building a model's validator costs more than defining it, and most of them live inside a larger one: so it is deferred.
    """

    # What to say of names that people try and that are no fields.
    hints: ClassVar[dict[str, str]] = {}

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        defer_build=True,
        model_title_generator=_title,
        json_schema_extra=EXTENSIBLE,
    )
