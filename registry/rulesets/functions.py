"""The core functions of the ruleset format: each looks at one value and says what is wrong with it, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.validators import Validator
from crossdock.registry.rulesets.alphabetical_function import prepare_alphabetical
from crossdock.registry.rulesets.casing_function import prepare_casing
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_number, read_options
from crossdock.registry.rulesets.javascript import is_strictly_equal, is_truthy, print_value
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.patterns import BadPattern, compile_pattern
from crossdock.registry.rulesets.schema_function import prepare_schema


def _plain(test: Callable[[Node], bool], text: str) -> Callable[[object], Judge]:
    """Return a function without options: `text` is said where `test` does not hold."""

    def judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
        return () if test(node) else (Complaint(text, "property"),)

    def prepare(options: object) -> Judge:
        if options is not None:
            raise BadOption("the function has no options")
        return judge

    return prepare


def _has_truth(node: Node) -> bool:
    return not node.is_missing and is_truthy(node.value)


def _prepare_pattern(options: object) -> Judge:
    known = read_options(options, ("match", "notMatch"), "{match: '^[a-z]+$'}")
    if not known:
        raise BadOption("`match` or `notMatch` is missing")
    patterns = [(_read_pattern(known, name), name == "match", str(known[name])) for name in known]

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        for pattern, is_wanted, text in patterns if isinstance(node.value, str) else ():
            if pattern.is_valid(node.value) is not is_wanted:
                verb = "must match" if is_wanted else "must not match"
                yield Complaint(f"{verb} the pattern {print_value(text)}", "value")

    return judge


def _read_pattern(options: Mapping[str, object], name: str) -> Validator:
    text = options[name]
    if not isinstance(text, str):
        raise BadOption(f"`{name}` must be a regular expression", name)
    try:
        return compile_pattern(text)
    except BadPattern as error:
        raise BadOption(str(error), name) from None


def _prepare_length(options: object) -> Judge:
    known = read_options(options, ("min", "max"), "{min: 1}")
    low, high = read_number(known, "min"), read_number(known, "max")
    if low is None and high is None:
        raise BadOption("`min` or `max` is missing")

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        size = _size(node.value)
        if size is not None and low is not None and size < low:
            yield Complaint(f"must be longer than {low}", "property")
        if size is not None and high is not None and size > high:
            yield Complaint(f"must be shorter than {high}", "property")

    return judge


def _size(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    return len(value) if isinstance(value, (str, list, dict)) else value if isinstance(value, (int, float)) else None


def _prepare_enumeration(options: object) -> Judge:
    values = read_options(options, ("values",), "{values: [planned, actual]}").get("values")
    if not isinstance(values, list) or any(isinstance(value, (dict, list)) for value in values):
        raise BadOption("`values` must be a list of single values", "values")
    text = f"must be equal to one of the allowed values: {', '.join(map(print_value, values))}"

    def judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
        is_judged = not node.is_missing and not node.is_collection and node.value is not None
        is_allowed = any(is_strictly_equal(node.value, value) for value in values)
        return (Complaint(text, "value"),) if is_judged and not is_allowed else ()

    return judge


def _prepare_xor(options: object) -> Judge:
    names = _read_names(options)

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        count = sum(name in node.value for name in names) if isinstance(node.value, dict) else 1
        if count == 0:
            yield Complaint(f"At least one of {' or '.join(map(print_value, names))} must be defined")
        elif count > 1:
            yield Complaint(f"Just one of {' and '.join(map(print_value, names))} must be defined")

    return judge


def _prepare_or(options: object) -> Judge:
    names = _read_names(options)

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if isinstance(node.value, dict) and not any(name in node.value for name in names):
            yield Complaint(f"At least one of {' or '.join(map(print_value, names))} must be defined")

    return judge


def _read_names(options: object) -> list[str]:
    names = read_options(options, ("properties",), "{properties: [value, externalValue]}").get("properties")
    if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) for name in names):
        raise BadOption("`properties` must be a list of at least two names", "properties")
    return names


FUNCTIONS = {
    function.name: function
    for function in (
        Function("alphabetical", prepare_alphabetical),
        Function("casing", prepare_casing),
        Function("defined", _plain(lambda node: not node.is_missing, "must be defined")),
        Function("enumeration", _prepare_enumeration),
        Function("falsy", _plain(lambda node: not _has_truth(node), "must be falsy")),
        Function("length", _prepare_length),
        Function("or", _prepare_or),
        Function("pattern", _prepare_pattern),
        Function("schema", prepare_schema),
        Function("truthy", _plain(_has_truth, "must be truthy")),
        Function("undefined", _plain(lambda node: node.is_missing, "must be undefined")),
        Function("xor", _prepare_xor),
    )
}
