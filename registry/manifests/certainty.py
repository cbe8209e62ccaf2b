"""What a problem of a manifest leaves no doubt about: the name that was meant, the type to write a value in."""

from difflib import get_close_matches

from crossdock.registry.manifests.problem import Problem
from crossdock.registry.manifests.shape import find_home, find_shape, known_fields, known_values

Facts = tuple[tuple[str, str], ...]
_TYPES = {"string_type": "text", "bool_type": "boolean", "int_type": "number", "float_type": "number"}


def find_certain(problem: Problem) -> Facts:
    """Return `write`, the one close name, or `type`, what the value is to be written as; nothing where there is a choice."""
    if problem.kind == "extra_forbidden":
        return _name_of_field(problem)
    if problem.kind in ("enum", "literal_error"):
        known = known_values(find_shape(problem.model, problem.tokens))
        return _close(str(problem.value).lower(), known) if isinstance(problem.value, str) else ()
    wanted = _TYPES.get(problem.kind)
    return (("type", wanted),) if wanted else ()


def _name_of_field(problem: Problem) -> Facts:
    name, shape = str(problem.tokens[-1]), find_shape(problem.model, problem.tokens[:-1])
    if getattr(shape, "hints", {}).get(name) or find_home(shape, name):
        return ()
    return _close(name, tuple(known_fields(shape)))


def _close(name: str, known: tuple[str, ...]) -> Facts:
    found = get_close_matches(name, known, n=2, cutoff=0.7)
    return (("write", found[0]),) if len(found) == 1 else ()
