"""A mapping: how the fields of one contract's payload fill another's."""

from dataclasses import dataclass

from crossdock.registry.model.location import split_pointer
from crossdock.registry.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Conversion:
    """From one unit or time format to another (`lb` to `kg`, `date:%d.%m.%Y` to `date-time`).

    `round` is a number of decimal places, `zone` the IANA time zone of times that state none.
    """

    source: str
    target: str
    round: int | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule applies: these fields (JSON Pointers) are there, or are not, or one holds one of some values."""

    present: str | None = None
    absent: str | None = None
    field: str | None = None
    one_of: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a concatenation: a field (JSON Pointer) or, when that is `None`, a text."""

    field: str | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class MappingRule:
    """Fills one place of the target: from a field, a constant, a concatenation, or for each element of an array.

    Exactly one of `source`, `has_value`, `concat` and `each` holds. Pointers inside `rules` are relative to the element.
    `pointer` is where in the file the rule stands.
    """

    target: str
    pointer: str
    source: str | None = None
    value: object = None
    has_value: bool = False
    concat: tuple[Part, ...] = ()
    each: str | None = None
    rules: "tuple[MappingRule, ...]" = ()
    table: str | None = None
    conversion: Conversion | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A look-up. `codes` are (theirs, value) pairs; a code that is not listed is refused, or turns into `default`."""

    name: str
    codes: tuple[tuple[str, object], ...]
    refuses_unlisted: bool = True
    default: object = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A `mapping.yaml`. The schema names say which message, component schema or record is meant; `None` is the contract's own."""

    title: str
    source: Reference
    target: Reference
    rules: tuple[MappingRule, ...]
    source_schema: str | None = None
    target_schema: str | None = None
    tables: tuple[CodeTable, ...] = ()
    description: str = ""

    def find_table(self, name: str) -> CodeTable | None:
        """Return the look-up table of that name."""
        return next((table for table in self.tables if table.name == name), None)


def split_steps(pointer: str) -> tuple[str | int, ...]:
    """Split a pointer of a mapping into its steps; a number is the place of an element in an array.

    >>> split_steps("/lines/0/itemId")
    ('lines', 0, 'itemId')
    """
    return tuple(
        int(token) if token.isascii() and token.isdigit() and str(int(token)) == token else token
        for token in split_pointer(pointer)
    )
