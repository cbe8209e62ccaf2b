"""Fix: a value that is written in the wrong type, and reads as the right one with or without quotes."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.positions import descend, open_text
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, SetScalar

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_BOOLEANS = {"true": True, "false": False}


def mend_type(subject: FixSubject) -> Iterator[Change]:
    """Write a number as the text it was written as, a text as the number or the boolean that it says."""
    finding, document = subject.finding, subject.document
    wanted = "text" if finding.rule == "manifest-version-not-text" else dict(finding.facts).get("type")
    pointer = finding.at.pointer
    value = find_data(document.data, pointer)
    if wanted == "text" and isinstance(value, (int, float)):
        opened = open_text(document)
        node, _ = descend(opened.places, pointer)
        yield SetScalar(pointer, opened.text[node.start : node.end])  # with all its zeros
    elif wanted == "boolean" and isinstance(value, str) and value.lower() in _BOOLEANS:
        yield SetScalar(pointer, _BOOLEANS[value.lower()])
    elif wanted == "number" and isinstance(value, str) and _NUMBER.fullmatch(value):
        yield SetScalar(pointer, float(value) if "." in value else int(value))


FIX = Fix(
    "manifest-type",
    "writing the value in its type",
    mend_type,
    rules=frozenset({"manifest-wrong-type", "manifest-version-not-text"}),
)
