"""The function `alphabetical`: members stand in the order of their names."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import escape_token
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.javascript import print_value
from crossdock.registry.rulesets.node import Node


def prepare_alphabetical(options: object) -> Judge:
    """Read `keyedBy`. Raises BadOption."""
    by = read_options({} if options is None else options, ("keyedBy",), "{keyedBy: name}").get("keyedBy")
    if by is not None and not isinstance(by, str):
        raise BadOption("`keyedBy` must be a name", "keyedBy")

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        names = list(_names(node, by, resolver))
        if any(isinstance(name, bool) or not isinstance(name, (str, int, float)) for name in names):
            wanted = f"have the member `{by}` in each item" if by else "be one of the allowed types: number, string"
            yield Complaint(f"must {wanted}", "property")
            return
        for index, (first, second) in enumerate(pairwise(names)):
            if order_of(first) > order_of(second):
                if by:
                    yield Complaint("properties must follow the alphabetical order")
                    return
                token = str(first) if isinstance(node.value, dict) else str(index)
                text = f"{print_value(first)} must be placed after {print_value(second)}"
                yield Complaint(text, pointer=f"/{escape_token(token)}")
                return

    return judge


def _names(node: Node, by: str | None, resolver: Resolver | None) -> Iterator[object]:
    for child in node.children():
        if isinstance(node.value, dict):
            yield child.key
        else:
            item = child.follow(resolver)
            yield item.value if by is None else item.child(by).value


def order_of(name: object) -> tuple[int, float, str, str]:
    """Order as people read: numbers by value and first, texts by their letters, small before capital."""
    text = str(name)
    try:
        return 0, float(text), "", ""
    except ValueError:
        return 1, 0.0, text.casefold(), text.swapcase()


def _advise(options: Mapping[str, object], target: Target) -> str:
    by = options.get("keyedBy")
    return f"put {target.name} in alphabetical order" + (f" of `{by}`" if by else "")


FUNCTION = Function("alphabetical", prepare_alphabetical, _advise)
