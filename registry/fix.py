"""What a fix is: the one right mend of what a rule finds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.documents.document import Document
from crossdock.registry.mending.change import Change
from crossdock.registry.model.finding import Finding


@dataclass(frozen=True, slots=True)
class FixSubject:
    """What is to be mended: the finding, the document it is in, and the options of the ruleset's function that found it."""

    finding: Finding
    document: Document
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fix:
    """One fix. A unit is a file in `fixes/` whose constant `FIX` is one of these.

    It speaks of rules by their id, and of rules of any ruleset by the function they ask. `mend` yields the changes that belong together,
    and none where it is not certain what was meant. `summary` completes "mended by".
    """

    name: str
    summary: str
    mend: Callable[[FixSubject], Iterator[Change]]
    rules: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
