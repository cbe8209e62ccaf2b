"""One error of the validator, with what is known about its place."""

import json
from dataclasses import dataclass, field

from pydantic import BaseModel

from crossdock.registry.manifests.names import quote_name
from crossdock.registry.manifests.shape import find_shape, known_fields


@dataclass(frozen=True, slots=True)
class Problem:
    """What the validator of `model` refused: the value at `tokens`, or with `is_key` the name of the entry there."""

    model: type[BaseModel]
    kind: str
    tokens: tuple[int | str, ...]
    value: object = None
    context: dict[str, object] = field(default_factory=dict)
    is_key: bool = False

    @property
    def name(self) -> str:
        """What to call the value: the field in backticks, `entry 2 of …` for an element (1-based), or the file."""
        if not self.tokens:
            return "the file"
        last = self.tokens[-1]
        if isinstance(last, int):
            return f"entry {last + 1} of {quote_name(self.field_name)}"
        return quote_name(last)

    @property
    def field_name(self) -> str:
        """The nearest field around the value, by its name."""
        return next((token for token in reversed(self.tokens) if isinstance(token, str)), "")

    @property
    def enclosing(self) -> "Problem":
        """The place around this one."""
        return Problem(self.model, self.kind, self.tokens[:-1])

    @property
    def about(self) -> str:
        """What the field is for, `""` when nothing is known."""
        known = (
            known_fields(find_shape(self.model, self.tokens[:-1])).get(str(self.tokens[-1])) if self.tokens else None
        )
        return (known.description or "") if known else ""


def show_value(value: object) -> str:
    """Say what was found, in a few words."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "empty"
    if isinstance(value, bool):
        return f"`{json.dumps(value)}`"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return quote_name(value)
    return "a list" if isinstance(value, list) else "a mapping"
