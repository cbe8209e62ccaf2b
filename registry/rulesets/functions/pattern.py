"""The function `pattern`: a text matches a regular expression, or does not."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.validators import Validator
from crossdock.registry.rulesets.advice import Target, show_pattern
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.javascript import print_value
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.patterns import BadPattern, compile_pattern


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


def _advise(options: Mapping[str, object], target: Target) -> str:
    verbs = {"match": "matches", "notMatch": "does not match"}
    asked = [f"{verbs[name]} {show_pattern(options[name])}" for name in verbs if name in options]
    return f"write {target.name} so that it {' and '.join(asked)}"


FUNCTION = Function("pattern", _prepare_pattern, _advise)
