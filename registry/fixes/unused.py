"""Fix: a waiver that covers nothing."""

from collections.abc import Iterator

from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, Remove


def mend_unused(subject: FixSubject) -> Iterator[Change]:
    """Remove it."""
    if subject.finding.at.pointer:
        yield Remove(subject.finding.at.pointer)


FIX = Fix(
    "unused",
    "removing it",
    mend_unused,
    rules=frozenset({"waiver-unused"}),
)
