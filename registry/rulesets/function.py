"""What a function of the ruleset format is: options are read when the ruleset is, values are judged when it runs.

A unit is a file in `rulesets/functions/` whose constant `FUNCTION` is one.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from crossdock.registry.discovery import load_unit, unit_names
from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Advise
from crossdock.registry.rulesets.javascript import is_truthy, print_value
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
    """A function by its name; `prepare` reads its options (`None`: none are written) and raises BadOption.

    `advise` says how to mend what the function has something against, from its options and what it looks at.
    """

    name: str
    prepare: Callable[[object], Judge]
    advise: Advise | None = None


class BadOption(Exception):
    """Options that a function cannot work with: the message says why, `option` which one, `None` all; `known` are those there are."""

    def __init__(self, message: str, option: str | None = None, known: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.option = option
        self.known = known


class TooLarge(Exception):
    """A value that is too large for what a function does with it."""


def plain_function(test: Callable[[Node], bool], text: str) -> Callable[[object], Judge]:
    """Return how a function without options is prepared: `text` is said where `test` does not hold."""

    def judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
        return () if test(node) else (Complaint(text, "property"),)

    return plain_options(judge)


def plain_options(judge: Judge) -> Callable[[object], Judge]:
    """Return how a function without options is prepared."""

    def prepare(options: object) -> Judge:
        if options is not None:
            raise BadOption("the function has no options")
        return judge

    return prepare


def has_truth(node: Node) -> bool:
    """Whether the value is there and true in JavaScript's sense."""
    return not node.is_missing and is_truthy(node.value)


class SchemaOutside(BadOption):
    """A schema that references what is not in it, which is not read; `judge` is what is left of the function."""

    def __init__(self, message: str, judge: Judge) -> None:
        super().__init__(message, "schema")
        self.judge = judge


class SchemaWrong(SchemaOutside):
    """A schema that is none; `judge` tells so at each value."""


def read_options(options: object, allowed: Iterable[str], example: str) -> Options:
    """Return options as a mapping. Raises BadOption when they are none, or one is not known."""
    if not isinstance(options, Mapping):
        raise BadOption(f"options are missing, such as `{example}`")
    known = tuple(allowed)
    for name in options:
        if name not in known:
            text = f"there is no option `{name}`, only {', '.join(f'`{each}`' for each in known)}"
            raise BadOption(text, str(name), known)
    return options


def read_number(options: Options, name: str) -> float | None:
    """Return an option that is a number. Raises BadOption."""
    value = options.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise BadOption(f"`{name}` must be a number", name)
    return value


def read_names(options: object) -> list[str]:
    """Return the option `properties`, at least two names. Raises BadOption."""
    names = read_options(options, ("properties",), "{properties: [value, externalValue]}").get("properties")
    if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) for name in names):
        raise BadOption("`properties` must be a list of at least two names", "properties")
    return names


def list_missing(names: Sequence[str]) -> str:
    """Return that one of several members is to be there; of more than four, three are named.

    >>> list_missing(["a", "b"])
    'At least one of "a" or "b" must be defined'
    """
    if len(names) > 4:
        shown = " or ".join(map(print_value, names[:3]))
        return f"At least one of {shown} or {len(names) - 3} other properties must be defined"
    return f"At least one of {' or '.join(map(print_value, names))} must be defined"


@cache
def function_names() -> tuple[str, ...]:
    """Return the names of all functions as the format writes them: `unreferencedReusableObject`."""
    return tuple(re.sub("-([a-z])", lambda found: found[1].upper(), name) for name in unit_names("ruleset function"))


def load_function(name: str) -> Function:
    """Import and return a function. Raises UnknownName."""
    return cast(Function, load_unit("ruleset function", _unit_name(name)))


def is_supplied(name: str) -> bool:
    """Whether an installed package supplies a function that a ruleset means to bring along in JavaScript."""
    return _unit_name(name) in unit_names("policy function")


def load_supplied(name: str) -> Function:
    """Import and return a function that an installed package supplies. Raises UnknownName."""
    return cast(Function, load_unit("policy function", _unit_name(name)))


def _unit_name(name: str) -> str:
    return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
