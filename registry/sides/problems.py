"""What can be found of a folder of documents beside what its documents say."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

DOCUMENT_REMOVED = Rule(
    "document-removed",
    Severity.ERROR,
    "A document of the base folder has no counterpart in the revision folder.",
    why="Whoever calls, reads or writes by the document finds nothing to rely on any more.",
    fix="Keep it and mark what it offers `deprecated`; if it was moved, compare the two files by name.",
    source="Crossdock, docs/diff.md",
)
DOCUMENT_ADDED = Rule(
    "document-added",
    Severity.INFO,
    "The revision folder has a document that the base folder does not have.",
    why="Nobody relies on it yet.",
    fix="Nothing is to be done.",
    source="Crossdock, docs/diff.md",
)
REFERENCE_NOT_FOLLOWED = Rule(
    "reference-not-followed",
    Severity.ERROR,
    "A `$ref` of one of two compared documents leads nowhere, and not of the other.",
    why="What stands there is read as anything, so what is said of that place is not known to be true.",
    fix="Put the file that is meant where the reference leads; remote addresses are never fetched.",
    source="Crossdock, docs/diff.md",
)
