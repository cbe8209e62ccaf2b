"""Fix: a field, or a value from a closed list, of which exactly one known name is close."""

from collections.abc import Iterator

from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, RenameKey, SetScalar


def mend_name(subject: FixSubject) -> Iterator[Change]:
    """Write the name that is close; the rule says whether it is a field's or a value."""
    finding = subject.finding
    name = dict(finding.facts).get("write")
    if name is None:
        return
    if finding.rule == "manifest-unknown-field":
        yield RenameKey(finding.at.pointer, name)
    else:
        yield SetScalar(finding.at.pointer, name)


FIX = Fix(
    "manifest-name",
    "writing the known name that is close",
    mend_name,
    rules=frozenset({"manifest-unknown-field", "manifest-unknown-value"}),
)
