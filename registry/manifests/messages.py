"""Turns what the validator says into findings that people can act on."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from crossdock.registry.errors import closest
from crossdock.registry.manifests import problems
from crossdock.registry.manifests.origin import Origin, pointer_of
from crossdock.registry.manifests.shape import find_home, find_shape, known_fields, known_values
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Part
from crossdock.registry.model.rule import Rule

_OWN = {rule.id: rule for rule in problems.RULES}
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "`true` or `false`",
    "list_type": "a list",
    "dict_type": "a mapping of names to values",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
}
_BOUNDS = {
    "greater_than": "greater than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
    "string_too_long": "at most {max_length} characters long",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One error of the validator, with what is known about its place."""

    model: type[BaseModel]
    kind: str
    tokens: tuple[int | str, ...]
    value: object
    context: dict[str, object]

    @property
    def name(self) -> str:
        """The field's name, or `entry 2 of …` for an element (1-based), in backticks."""
        names = [str(token) for token in self.tokens if not isinstance(token, int)]
        if not self.tokens:
            return "the file"
        if isinstance(self.tokens[-1], int):
            return f"entry {self.tokens[-1] + 1} of `{names[-1]}`" if names else f"entry {self.tokens[-1] + 1}"
        return f"`{names[-1]}`"


def describe_error(model: type[BaseModel], error: ErrorDetails, origin: Origin) -> Finding:
    """Return the finding for one error of a model's validator."""
    tokens = error["loc"]
    is_key = bool(tokens) and tokens[-1] == "[key]"
    problem = Problem(model, error["type"], tokens[:-1] if is_key else tokens, error["input"], error.get("ctx", {}))
    rule, message, fix = _describe(problem)
    part = Part.KEY if is_key or rule is problems.UNKNOWN_FIELD else Part.VALUE
    pointer = pointer_of(problem.tokens)
    contract = None if origin.is_inherited(pointer) else origin.contract
    return Finding(
        rule.id, rule.severity, message, origin.place(pointer, part), contract, why=rule.why, fix=fix or rule.fix
    )


def _describe(problem: Problem) -> tuple[Rule, str, str]:
    describe = _DESCRIBERS.get(problem.kind)
    if describe is not None:
        return describe(problem)
    if problem.kind in _OWN:
        return _describe_notation(problem)
    if problem.kind in _WANTED:
        return _describe_type(problem)
    if problem.kind in _BOUNDS:
        return _describe_bound(problem)
    raise LookupError(f"no message is written for the validator's error `{problem.kind}`")


def _describe_unknown_field(problem: Problem) -> tuple[Rule, str, str]:
    name = str(problem.tokens[-1])
    known = known_fields(find_shape(problem.model, problem.tokens[:-1]))
    close = closest(name, known)
    message = f"field `{name}` is not known"
    if close:
        return (
            problems.UNKNOWN_FIELD,
            f"{message}; did you mean `{close}`?",
            f"write `{close}`, or start the name with `x-`",
        )
    home = find_home(problem.model, name) if len(problem.tokens) == 1 else None
    if home:
        return problems.UNKNOWN_FIELD, f"{message} here; it belongs in `{home}`", f"write `{home}: {{{name}: …}}`"
    names = ", ".join(f"`{field}`" for field in known)
    return problems.UNKNOWN_FIELD, message, f"remove it, or start its name with `x-`; known here: {names}"


def _describe_missing_field(problem: Problem) -> tuple[Rule, str, str]:
    name = str(problem.tokens[-1])
    field = known_fields(find_shape(problem.model, problem.tokens[:-1])).get(name)
    where = Problem(problem.model, "", problem.tokens[:-1], None, {}).name
    message = f"field `{name}` is missing" + ("" if len(problem.tokens) == 1 else f" in {where}")
    about = f": {field.description}" if field and field.description else ""
    return problems.MISSING_FIELD, message, f"add `{name}`{about}"


def _describe_choice(problem: Problem) -> tuple[Rule, str, str]:
    known = known_values(find_shape(problem.model, problem.tokens))
    listed = ", ".join(f"`{value}`" for value in known)
    close = closest(str(problem.value).lower(), known) if isinstance(problem.value, str) else None
    hint = f"; did you mean `{close}`?" if close else ""
    return (
        problems.UNKNOWN_VALUE,
        f"{problem.name} is {_show(problem.value)}, which is not known{hint}",
        f"use one of {listed}",
    )


def _describe_pattern(problem: Problem) -> tuple[Rule, str, str]:
    return problems.EMPTY_VALUE, f"{problem.name} is empty", ""


def _describe_type(problem: Problem) -> tuple[Rule, str, str]:
    wanted = _WANTED[problem.kind]
    return problems.WRONG_TYPE, f"{problem.name} must be {wanted}, and is {_show(problem.value)}", _retype(problem)


def _retype(problem: Problem) -> str:
    """Say how to write the value in the type that is asked for."""
    name = next((str(token) for token in reversed(problem.tokens) if isinstance(token, str)), "value")
    value = problem.value
    if problem.kind == "string_type" and isinstance(value, int | float):
        return f'put it in quotes: `"{json.dumps(value)}"`'
    if problem.kind == "bool_type":
        return "write `true` or `false`, without quotes"
    if problem.kind in ("int_type", "float_type") and isinstance(value, str):
        return "write a number, without quotes"
    if problem.kind == "list_type" and isinstance(value, str | int | float):
        return f"write it as a list: `{name}: [{value}]`"
    fields = known_fields(find_shape(problem.model, problem.tokens))
    if fields:
        return f"write it as fields: `{name}: {{{next(iter(fields))}: …}}`; known are {', '.join(f'`{field}`' for field in fields)}"
    return ""


def _describe_bound(problem: Problem) -> tuple[Rule, str, str]:
    wanted = _BOUNDS[problem.kind].format_map(problem.context)
    return problems.OUT_OF_RANGE, f"{problem.name} must be {wanted}, and is {_show(problem.value)}", ""


def _describe_notation(problem: Problem) -> tuple[Rule, str, str]:
    rule = _OWN[problem.kind]
    reason = problem.context.get("reason", "")
    if rule is problems.VERSION_NOT_TEXT:
        return rule, f"{problem.name} is written as the number {problem.value}, which loses its last zeros", ""
    return rule, f"{problem.name} is {_show(problem.value)}: {reason}", ""


def _show(value: object) -> str:
    """Say what was found, in a few words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{json.dumps(value)}`"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"`{value if len(value) <= 60 else value[:59] + '…'}`" if value.strip() else "empty"
    return "a list" if isinstance(value, list) else "a mapping"


_DESCRIBERS: dict[str, Callable[[Problem], tuple[Rule, str, str]]] = {
    "extra_forbidden": _describe_unknown_field,
    "missing": _describe_missing_field,
    "enum": _describe_choice,
    "literal_error": _describe_choice,
    "string_pattern_mismatch": _describe_pattern,
}
