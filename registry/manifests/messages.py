"""Turns what the validator says into findings that people can act on."""

from collections.abc import Callable

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from crossdock.registry.errors import closest
from crossdock.registry.manifests import problems
from crossdock.registry.manifests.certainty import find_certain
from crossdock.registry.manifests.names import quote_name, suggest_name
from crossdock.registry.manifests.origin import Origin, pointer_of
from crossdock.registry.manifests.problem import Problem, show_value
from crossdock.registry.manifests.rewriting import suggest_type
from crossdock.registry.manifests.shape import find_home, find_shape, is_mapping, known_fields, known_values
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Part
from crossdock.registry.model.rule import Rule

Description = tuple[Rule, str, str]  # the rule, the message, and a fix that is better than the rule's own, or ""

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
}
_BOUNDS = {
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
}


def describe_error(model: type[BaseModel], error: ErrorDetails, origin: Origin) -> Finding:
    """Return the finding for one error of a model's validator."""
    tokens = error["loc"]
    is_key = _is_key(model, error)
    place = tokens[:-1] if is_key else tokens
    problem = Problem(model, error["type"], place, error["input"], error.get("ctx", {}), is_key)
    rule, message, fix = _describe(problem)
    part = Part.KEY if is_key or rule is problems.UNKNOWN_FIELD else Part.VALUE
    pointer = pointer_of(place)
    contract = None if origin.is_inherited(pointer) else origin.contract
    at = origin.place(pointer, part)
    facts = find_certain(problem) if not is_key else ()
    return Finding(rule.id, rule.severity, message, at, contract, why=rule.why, fix=fix or rule.fix, facts=facts)


def _is_key(model: type[BaseModel], error: ErrorDetails) -> bool:
    """Whether the name of an entry is wrong, and not its value; the validator marks that by one more token."""
    tokens = error["loc"]
    is_marked = len(tokens) > 1 and tokens[-1] == "[key]" and error["type"] != "extra_forbidden"
    return is_marked and is_mapping(find_shape(model, tokens[:-2]))


def _describe(problem: Problem) -> Description:
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


def _describe_unknown_field(problem: Problem) -> Description:
    name = str(problem.tokens[-1])
    shape = find_shape(problem.model, problem.tokens[:-1])
    known = sorted(known_fields(shape))
    message = f"field {quote_name(name)} is not known"
    hint = getattr(shape, "hints", {}).get(name)
    if hint:
        return problems.UNKNOWN_FIELD, message, hint
    home = find_home(shape, name)
    if home:
        return problems.UNKNOWN_FIELD, f"{message} here; it belongs in `{home}`", f"write `{home}: {{{name}: …}}`"
    close = closest(name, known)
    if close:
        fix = f"write `{close}`, or start the name with `x-` if it is yours"
        return problems.UNKNOWN_FIELD, f"{message}; did you mean `{close}`?", fix
    names = ", ".join(f"`{field}`" for field in known)
    fix = f"remove it, or start its name with `x-` if it is yours; known here are {names}"
    return problems.UNKNOWN_FIELD, message, fix


def _describe_missing_field(problem: Problem) -> Description:
    name = str(problem.tokens[-1])
    where = "" if len(problem.tokens) == 1 else f" in {problem.enclosing.name}"
    values = _listed(known_values(find_shape(problem.model, problem.tokens)))
    about = f"one of {values}" if values else problem.about
    return problems.MISSING_FIELD, f"field `{name}` is missing{where}", f"add `{name}`: {about}"


def _describe_none_of(problem: Problem) -> Description:
    return (
        problems.MISSING_FIELD,
        f"{problem.name} states neither {problem.context['names']}",
        "state one of them, or remove the entry",
    )


def _describe_choice(problem: Problem) -> Description:
    known = known_values(find_shape(problem.model, problem.tokens))
    if not isinstance(problem.value, str):
        found, close = show_value(problem.value), None
    else:
        found, close = f"{show_value(problem.value)}, which is not known", closest(problem.value.lower(), known)
    hint = f"; did you mean `{close}`?" if close else ""
    return problems.UNKNOWN_VALUE, f"{problem.name} is {found}{hint}", f"use one of {_listed(known)}"


def _describe_empty(problem: Problem) -> Description:
    return problems.EMPTY_VALUE, f"{problem.name} is empty", ""


def _describe_empty_list(problem: Problem) -> Description:
    least = problem.context.get("min_length")
    if problem.value and least != 1:
        return problems.EMPTY_VALUE, f"{problem.name} lists fewer than {least}", "add what is missing, or leave it out"
    return problems.EMPTY_VALUE, f"{problem.name} is a list without entries", "add an entry, or leave the field out"


def _describe_type(problem: Problem) -> Description:
    wanted = _WANTED[problem.kind]
    message = f"{problem.name} must be {wanted}, and is {show_value(problem.value)}"
    return problems.WRONG_TYPE, message, suggest_type(problem)


def _describe_bound(problem: Problem) -> Description:
    wanted = _BOUNDS[problem.kind].format_map(problem.context)
    about = f"correct the value: {problem.about}" if problem.about else ""
    message = f"{problem.name} must be {wanted}, and is {show_value(problem.value)}"
    return problems.OUT_OF_RANGE, message, about


def _describe_notation(problem: Problem) -> Description:
    rule = _OWN[problem.kind]
    if rule is problems.VERSION_NOT_TEXT:
        message = f"{problem.name} is read as {show_value(problem.value)}, and its own spelling is lost"
        return rule, message, ""
    if rule is problems.EMPTY_VALUE:
        return _describe_empty(problem)
    name = suggest_name(problem.value) if rule is problems.BAD_NAME and isinstance(problem.value, str) else None
    fix = f"write `{name}`" if name else str(problem.context.get("fix", ""))
    reason = problem.context.get("reason", "")
    if problem.is_key:
        return rule, f"{show_value(problem.value)} cannot be a name here: {reason}", fix
    return rule, f"{problem.name} is {show_value(problem.value)}: {reason}", fix


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"`{value}`" for value in values)


_DESCRIBERS: dict[str, Callable[[Problem], Description]] = {
    "extra_forbidden": _describe_unknown_field,
    "missing": _describe_missing_field,
    "none_of": _describe_none_of,
    "enum": _describe_choice,
    "literal_error": _describe_choice,
    "string_pattern_mismatch": _describe_empty,
    "string_too_short": _describe_empty,
    "too_short": _describe_empty_list,
}
