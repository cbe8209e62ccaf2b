"""Fix: a list that is to stand in alphabetical order."""

from collections.abc import Iterator

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Arrange, Change
from crossdock.registry.rulesets.functions.alphabetical import order_of


def mend_order(subject: FixSubject) -> Iterator[Change]:
    """Sort the list as its rule orders names; equal ones stay as they stand."""
    pointer, by = subject.finding.at.pointer, subject.options.get("keyedBy")
    items = find_data(subject.document.data, pointer)
    if not isinstance(items, list) and by is None and pointer:  # the rule names the item that stands wrong
        pointer = pointer.rpartition("/")[0]
        items = find_data(subject.document.data, pointer)
    if not isinstance(items, list):
        return
    names = [item.get(by) if by is not None and isinstance(item, dict) else item for item in items]
    if all(isinstance(name, (str, int, float)) and not isinstance(name, bool) for name in names):
        yield Arrange(pointer, tuple(sorted(range(len(items)), key=lambda index: order_of(names[index]))))


FIX = Fix(
    "alphabetical",
    "putting the list in order",
    mend_order,
    functions=frozenset({"alphabetical"}),
)
