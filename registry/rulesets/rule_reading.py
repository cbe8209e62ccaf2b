"""Reads one rule of a ruleset and compiles its paths and functions."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from crossdock.registry.errors import closest, suggest
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.aliases import BadAlias, expand
from crossdock.registry.rulesets.divided_path import read_any_path
from crossdock.registry.rulesets.formats import read_formats
from crossdock.registry.rulesets.function import (
    BadOption,
    Function,
    Judge,
    SchemaOutside,
    SchemaWrong,
    function_names,
    is_supplied,
    load_function,
    load_supplied,
)
from crossdock.registry.rulesets.path import Move, Step, Unsupported
from crossdock.registry.rulesets.problems import (
    INVALID,
    NEEDS_FUNCTION,
    SCHEMA_OUTSIDE,
    SCHEMA_WRONG,
    UNSUPPORTED,
    UNUSED,
    make_problem,
)
from crossdock.registry.rulesets.ruleset import Clause, Given, Owner, RulesetRule
from crossdock.registry.rulesets.severities import LEVEL_NAMES, NO_LEVEL, read_level

_KEYS = (
    *("description", "message", "severity", "given", "then", "formats", "documentationUrl"),
    *("resolved", "recommended", "tags", "type", "extensions"),
)
_THEN_KEYS = ("field", "function", "functionOptions")
_THEN_HAS = "`field`, `function` and `functionOptions`"
_TYPES: Mapping[str, tuple[type, str]] = {  # what a key holds when it holds anything, as the format says
    "message": (str, "a text"),
    "description": (str, "a text"),
    "recommended": (bool, "true or false"),
    "resolved": (bool, "true or false"),
    "formats": (list, "a list"),
    "tags": (list, "a list"),
    "extensions": (dict, "a mapping"),
}
_PATH_FIX = "docs/rulesets.md lists what paths may hold"


def read_rule(
    name: str, data: Mapping[str, object], owner: Owner, place: Place, findings: list[Finding]
) -> RulesetRule | None:
    """Read a rule; what is not understood of it is added to the findings. `None` when nothing of it can run."""
    for key in data:
        if key not in _KEYS and not str(key).startswith("x-"):
            message = f"`{key}` of rule `{name}` is not supported"
            fix = suggest(str(key), _KEYS, "remove it")
            findings.append(make_problem(UNSUPPORTED, message, place.child(key).key(), fix))
    for key, (kind, words) in _TYPES.items():
        if data.get(key) is not None and not isinstance(data[key], kind):
            message = f"`{key}` of rule `{name}` is not {words}"
            findings.append(make_problem(INVALID, message, place.child(key), f"write {words}"))
    severity = data.get("severity", "warn")
    level = read_level(severity)
    if level == NO_LEVEL:
        fix = suggest(str(severity), LEVEL_NAMES, f"use one of {', '.join(LEVEL_NAMES)}")
        findings.append(make_problem(INVALID, f"`{severity}` is no severity", place.child("severity"), fix))
        level = 0
    given = tuple(_read_given(data.get("given"), owner, place.child("given"), findings))
    clauses = tuple(_read_clauses(data.get("then"), owner, place.child("then"), findings))
    for key in ("given", "then"):
        if not data.get(key):
            fix = f"write `{key}`; a rule says where it looks and what it asks for"
            findings.append(make_problem(INVALID, f"rule `{name}` has no `{key}`", place, fix))
    formats = read_formats(data.get("formats"), place.child("formats"), findings)
    if not given or not clauses or (data.get("formats") and not formats):
        return None
    return RulesetRule(
        name,
        str(data.get("description") or ""),
        str(data["message"]) if isinstance(data.get("message"), str) else None,
        level,
        level is not None,
        data.get("recommended") is not False,
        given,
        clauses,
        formats or owner.formats,
        data.get("resolved") is not False,
        _read_documentation(name, data, owner),
        place,
        data,
        owner,
    )


def _read_documentation(name: str, data: Mapping[str, object], owner: Owner) -> str | None:
    url = data.get("documentationUrl")
    if isinstance(url, str):
        return url
    return f"{owner.documentation}#{name}" if owner.documentation else None


def _read_given(value: object, owner: Owner, place: Place, findings: list[Finding]) -> Iterator[Given]:
    for index, path in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
        at = place.child(index) if isinstance(value, list) else place
        try:
            for text, conditions in expand(str(path), owner.aliases):
                yield Given(text, read_any_path(text), conditions)
        except BadAlias as error:
            findings.append(make_problem(INVALID, str(error), at, "name an alias of this ruleset"))
        except Unsupported as error:
            findings.append(make_problem(UNSUPPORTED, f"this path is not supported: {error}", at, _PATH_FIX))


def _read_clauses(value: object, owner: Owner, place: Place, findings: list[Finding]) -> Iterator[Clause]:
    for index, then in enumerate(value if isinstance(value, list) else [] if value is None else [value]):
        at = place.child(index) if isinstance(value, list) else place
        problem = _find_problem(then, owner)
        if problem:
            rule, message, fix = problem
            findings.append(make_problem(rule, message, at, fix))
        elif isinstance(then, Mapping):
            for key in then:
                if key not in _THEN_KEYS:
                    text = f"`then` has no `{key}`; it is not used"
                    fix = "" if key in _KEYS else suggest(str(key), _THEN_KEYS, f"`then` has {_THEN_HAS}")
                    findings.append(make_problem(UNUSED, text, at.child(key).key(), fix))
            clause = _read_clause(then, owner, at, findings)
            if clause is not None:
                yield clause


def _find_problem(then: object, owner: Owner) -> tuple[Rule, str, str] | None:
    """Return what is wrong with a `then` by itself."""
    if not isinstance(then, Mapping):
        return INVALID, "`then` is no mapping", "write `then: {function: truthy}`"
    if then.get("function") is None:
        misspelt = next((str(key) for key in then if key not in _THEN_KEYS and closest(str(key), ["function"])), None)
        return (
            INVALID,
            "`then` names no `function`",
            f"write `function` for `{misspelt}`" if misspelt else f"`then` has {_THEN_HAS}",
        )
    function = str(then["function"])
    if function in owner.functions and not is_supplied(function):
        return NEEDS_FUNCTION, function, ""
    if function not in function_names() and function not in owner.functions:
        fix = suggest(function, function_names(), f"there are {', '.join(function_names())}")
        return UNSUPPORTED, f"there is no function `{function}`", fix
    return None


def _read_clause(then: Mapping[str, object], owner: Owner, place: Place, findings: list[Finding]) -> Clause | None:
    name = str(then["function"])
    function = load_supplied(name) if name in owner.functions else load_function(name)
    field = str(then["field"]) if then.get("field") is not None else None
    try:
        judge = _prepare(function, then, place, findings)
        return Clause(function.name, judge, field, _read_field(field), place, _advise(function, then))
    except BadOption as error:
        at = place.child("functionOptions", *([error.option] if error.option else []))
        known = closest(error.option, error.known) if error.option is not None else None
        fix = f"did you mean `{known}`?" if known else "docs/rulesets.md lists the options"
        findings.append(make_problem(INVALID, f"`{function.name}`: {error}", at, fix))
    except Unsupported as error:
        findings.append(make_problem(UNSUPPORTED, f"this field is not supported: {error}", place, _PATH_FIX))
    return None


def _prepare(function: Function, then: Mapping[str, object], place: Place, findings: list[Finding]) -> Judge:
    """Return the judgement of a function; a schema that cannot be applied is told, and what is left of it is returned."""
    try:
        return function.prepare(then.get("functionOptions"))
    except SchemaOutside as error:
        problem = SCHEMA_WRONG if isinstance(error, SchemaWrong) else SCHEMA_OUTSIDE
        findings.append(make_problem(problem, str(error), place.child("functionOptions", "schema")))
        return error.judge


def _advise(function: Function, then: Mapping[str, object]) -> Callable[[Target], str]:
    stated, words = then.get("functionOptions"), function.advise
    if words is None:
        return lambda target: f"write {target.name} so that the function `{function.name}` has nothing against it"
    return partial(words, stated if isinstance(stated, Mapping) else {})


def _read_field(field: str | None) -> tuple[Step, ...] | None:
    """Return the steps of a field that begins with `$`: a path, or a name such as `$ref`."""
    if field is None or not field.startswith("$"):
        return None
    return read_any_path(field) if field[1:2] in ("", ".", "[") else (Step(Move.NAMES, (field,)),)
