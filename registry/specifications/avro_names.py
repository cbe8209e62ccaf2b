"""The names of Avro schemas: full names, and what is defined so far (Avro 1.12, Names)."""

import re
from dataclasses import dataclass, field

PRIMITIVES = ("null", "boolean", "int", "long", "float", "double", "bytes", "string")
NAMED = ("record", "error", "enum", "fixed")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


def is_name(text: str, *, has_dots: bool = True) -> bool:
    """Whether a text can be a name; with dots, a full one."""
    return _NAME.fullmatch(text) is not None and (has_dots or "." not in text)


def full_name(name: str, namespace: str) -> str:
    """Return the full name that a name means where `namespace` encloses it."""
    return name if "." in name or not namespace else f"{namespace}.{name}"


def namespace_of(schema: dict[str, object], enclosing: str) -> str:
    """Return the namespace that a named type's own definitions stand in."""
    name, stated = schema.get("name"), schema.get("namespace")
    if isinstance(name, str) and "." in name:
        return name.rpartition(".")[0]
    return stated if isinstance(stated, str) else enclosing


@dataclass
class Names:
    """The named types defined so far, by full name; grows as a schema is walked in the order of its text."""

    types: dict[str, dict[str, object]] = field(default_factory=dict)

    def find(self, name: str, namespace: str) -> dict[str, object] | None:
        """Return the type that a name means; a name without a namespace may also mean one that has none."""
        return self.types.get(full_name(name, namespace)) or self.types.get(name)
