"""Says how to write a value in the type that its field asks for."""

import json

from crossdock.registry.manifests.problem import Problem
from crossdock.registry.manifests.shape import find_shape, known_fields


def suggest_type(problem: Problem) -> str:
    """Return how to write the value of a problem in the right type, `""` when nothing better than the rule's fix is known."""
    value = problem.value
    if problem.kind == "string_type":
        return _suggest_text(value)
    if problem.kind == "bool_type":
        return "write `true` or `false`, without quotes"
    if problem.kind in ("int_type", "int_from_float", "float_type", "finite_number"):
        return "write a number, without quotes" if isinstance(value, str) else ""
    if problem.kind == "list_type":
        return _suggest_list(problem)
    if problem.kind == "dict_type":
        return "write each entry after its name: `name: …`"
    return _suggest_fields(problem)


def _suggest_text(value: object) -> str:
    if isinstance(value, bool):
        return f'put it in quotes: `"{json.dumps(value)}"`'
    if isinstance(value, int | float):
        return f'put it in quotes, with all its zeros: `"{json.dumps(value)}"`'
    return ""


def _suggest_list(problem: Problem) -> str:
    if isinstance(problem.value, str | int | float):
        return f"write it as a list: `{problem.field_name}: [{problem.value}]`"
    return "start each entry with `- `"


def _suggest_fields(problem: Problem) -> str:
    names = list(known_fields(find_shape(problem.model, problem.tokens)))
    listed = ", ".join(f"`{name}`" for name in sorted(names))
    if not problem.tokens:
        return f"write the file as fields, one `name: value` a line; known are {listed}"
    return f"write it as fields: `{problem.field_name}: {{{names[0]}: …}}`; known are {listed}" if names else ""
