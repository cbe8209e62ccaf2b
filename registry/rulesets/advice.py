"""How a rule's demand is put in words: what is meant by its path and field, and the sentences that functions share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crossdock.registry.rulesets.path import Move, Step

MAX_SHOWN = 8  # values of a list
MAX_PATTERN = 160  # characters


@dataclass(frozen=True, slots=True)
class Target:
    """What a demand is made of, as a sentence calls it. `is_selected`: a filter finds it, and would no more if it were changed."""

    name: str
    is_selected: bool = False


Advise = Callable[[Mapping[str, object], Target], str]


def always(sentence: str) -> Advise:
    """Return the advice of a function that knows what it looks at: one sentence, whatever its options."""
    return lambda options, target: sentence


def leave_out(target: Target) -> str:
    """Say that something has to go."""
    return f"leave {target.name} out" + (", or change what the rule finds it by" if target.is_selected else "")


def show_values(values: object) -> str:
    """Return values as a sentence lists them: `a`, `b` or `c`.

    >>> show_values(["planned", True])
    '`planned` or `true`'
    """
    listed = values if isinstance(values, list) else [values]
    shown = [f"`{_plain(value)}`" for value in listed[:MAX_SHOWN]]
    if len(listed) > MAX_SHOWN:
        shown.append(f"{len(listed) - MAX_SHOWN} more")
    return " or ".join([part for part in (", ".join(shown[:-1]), *shown[-1:]) if part])


def show_pattern(pattern: object) -> str:
    """Return a regular expression as the ruleset has it, cut when it is long."""
    text = str(pattern)
    return f"`{text}`" if len(text) <= MAX_PATTERN else f"`{text[:MAX_PATTERN]}…`"


def name_target(steps: tuple[Step, ...], field: str | None) -> Target:
    """Return what a path and a field mean, by name where they have one.

    >>> from crossdock.registry.rulesets.path import read_path
    >>> name_target(read_path("$.info"), "contact").name, name_target(read_path("$.paths[*]~"), None).name
    ('`info.contact`', 'this name')
    """
    last = steps[-1] if steps else None
    if field == "@key" or (field is None and last is not None and last.move is Move.KEY):
        return Target("this name")
    names = [step.names[0] for step in steps if step.move is Move.NAMES and len(step.names) == 1]
    path = ".".join(names) if len(names) == len(steps) else ""
    if field is not None:
        return Target(f"`{path}.{field}`" if path else f"`{field}`")
    if path or last is None:
        return Target(f"`{path}`" if path else "the document")
    if last.move is Move.NAMES:
        return Target(" or ".join(f"`{name}`" for name in last.names[:MAX_SHOWN]))
    before = steps[-2] if len(steps) > 1 else None
    home = f"this entry of `{before.names[0]}`" if before is not None and len(before.names) == 1 else "this value"
    return Target(home, last.move is Move.FILTER)


def _plain(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else "null" if value is None else str(value)
