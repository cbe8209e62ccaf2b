"""Fix: a version that is lower than its change needs, where the line takes the version that is needed."""

from collections.abc import Iterator

from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, SetScalar


def mend_version(subject: FixSubject) -> Iterator[Change]:
    """State the version that is needed."""
    needed = dict(subject.finding.facts).get("needed")
    if needed is not None:
        yield SetScalar(subject.finding.at.pointer, needed)


FIX = Fix(
    "version",
    "stating the version that the change needs",
    mend_version,
    rules=frozenset({"version-not-enough", "version-released-edited"}),
)
