"""What the templates print: pieces of the generated package, all their texts already source."""

from dataclasses import dataclass

from crossdock.generators.python_client.literals import Code


@dataclass(frozen=True, slots=True)
class FieldCode:
    """A field of a model: its line and its docstring (`""` for none)."""

    line: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class ModelCode:
    """A model. `nullable` are literals of the wire names whose `null` is sent."""

    name: Code
    doc: Code
    fields: tuple[FieldCode, ...]
    nullable: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasCode:
    """A named type that is no class. `uses` are the definitions it names."""

    name: Code
    doc: Code
    code: Code
    uses: frozenset[str]


def call(
    head: str, arguments: list[str], indent: int, *, tail: str = "", width: int = 100, brackets: str = "()"
) -> Code:
    """Return `head(arguments)tail` in one line when it fits, else one argument a line, as the usual formatters write it."""
    flat = f"{head}{brackets[0]}{', '.join(arguments)}{brackets[1]}{tail}"
    if (indent + len(flat) <= width and "\n" not in flat) or not arguments:
        return Code(flat)
    margin = " " * (indent + 4)
    lines = "".join(f"{margin}{argument},\n" for argument in arguments)
    return Code(f"{head}{brackets[0]}\n{lines}{' ' * indent}{brackets[1]}{tail}")
