"""Fix: what stands beside a reference, where readers ignore it."""

from collections.abc import Iterator

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, Remove


def mend_siblings(subject: FixSubject) -> Iterator[Change]:
    """Remove the entry; nobody has read it."""
    pointer = subject.finding.at.pointer
    holder = find_data(subject.document.data, pointer.rpartition("/")[0]) if pointer else None
    if isinstance(holder, dict) and isinstance(holder.get("$ref"), str) and not pointer.endswith("/$ref"):
        yield Remove(pointer)


FIX = Fix(
    "ref-siblings",
    "removing what is ignored",
    mend_siblings,
    functions=frozenset({"refSiblings"}),
)
