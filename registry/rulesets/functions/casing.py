"""The function `casing`: how a name is written."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.patterns import compile_pattern

_CASINGS = {
    "flat": "[a-z][a-z{d}]*",
    "camel": "[a-z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*",
    "pascal": "[A-Z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*",
    "kebab": "[a-z][a-z{d}]*(?:-[a-z{d}]+)*",
    "cobol": "[A-Z][A-Z{d}]*(?:-[A-Z{d}]+)*",
    "snake": "[a-z][a-z{d}]*(?:_[a-z{d}]+)*",
    "macro": "[A-Z][A-Z{d}]*(?:_[A-Z{d}]+)*",
}


def prepare_casing(options: object) -> Judge:
    """Read `type`, `disallowDigits` and `separator`. Raises BadOption."""
    known = read_options(options, ("type", "disallowDigits", "separator"), "{type: camel}")
    kind = known.get("type")
    if not isinstance(kind, str) or kind not in _CASINGS:
        raise BadOption(f"`type` must be one of {', '.join(_CASINGS)}", "type")
    word = _CASINGS[kind].replace("{d}", "" if known.get("disallowDigits") is True else "0-9")
    lead, expression = _separate(word, known.get("separator"))
    pattern = compile_pattern(f"^(?:{expression})$")

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        value = node.value
        if isinstance(value, str) and value not in ("", lead) and not pattern.is_valid(value):
            yield Complaint(f"must be {kind} case")

    return judge


def _separate(word: str, separator: object) -> tuple[str | None, str]:
    """Return the separator that may lead a name, `None` for none, and the expression of words with separators between them."""
    if separator is None:
        return None, word
    if not isinstance(separator, Mapping) or not separator.keys() <= {"char", "allowLeading"}:
        raise BadOption("`separator` has `char` and perhaps `allowLeading`", "separator")
    char, may_lead = separator.get("char"), separator.get("allowLeading") is True
    if not isinstance(char, str) or len(char) != 1:
        raise BadOption("`separator.char` must be one character", "separator")
    mark = f"[{char}]" if char.isalnum() or not char.isascii() or char in " _" else f"[\\{char}]"
    return char if may_lead else None, f"{mark}?{word}(?:{mark}{word})*" if may_lead else f"{word}(?:{mark}{word})*"


_EXAMPLES = {
    **{"flat": "shipmentorder", "camel": "shipmentOrder", "pascal": "ShipmentOrder", "kebab": "shipment-order"},
    **{"cobol": "SHIPMENT-ORDER", "snake": "shipment_order", "macro": "SHIPMENT_ORDER"},
}


def _advise(options: Mapping[str, object], target: Target) -> str:
    kind, separator = str(options.get("type")), options.get("separator")
    digits = ", without digits" if options.get("disallowDigits") is True else ""
    between = f", its parts between `{separator.get('char')}`" if isinstance(separator, Mapping) else ""
    return f"write {target.name} in {kind} case, such as `{_EXAMPLES.get(kind, '')}`{digits}{between}"


FUNCTION = Function("casing", prepare_casing, _advise)
