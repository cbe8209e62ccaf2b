"""What a function of the ruleset format is: options are read when the ruleset is, values are judged when it runs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a function has against a value.

    `names` says what the sentence begins with: `property` (its name, or "The document"), `value` (the value as it is written) or
    `None`. `pointer` leads from the value to the part that is meant.
    """

    text: str
    names: str | None = None
    pointer: str = ""


Judge = Callable[[Node, Resolver | None], Iterable[Complaint]]
Options = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Function:
    """A function by its name; `prepare` reads its options (`None`: none are written) and raises BadOption."""

    name: str
    prepare: Callable[[object], Judge]


class BadOption(Exception):
    """Options that a function cannot work with: the message says why, `option` which one, `None` all of them."""

    def __init__(self, message: str, option: str | None = None) -> None:
        super().__init__(message)
        self.option = option


def read_options(options: object, allowed: Iterable[str], example: str) -> Options:
    """Return options as a mapping. Raises BadOption when they are none, or one is not known."""
    if not isinstance(options, Mapping):
        raise BadOption(f"options are missing, such as `{example}`")
    known = tuple(allowed)
    for name in options:
        if name not in known:
            raise BadOption(f"there is no option `{name}`, only {', '.join(f'`{each}`' for each in known)}", str(name))
    return options


def read_number(options: Options, name: str) -> float | None:
    """Return an option that is a number. Raises BadOption."""
    value = options.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise BadOption(f"`{name}` must be a number", name)
    return value
