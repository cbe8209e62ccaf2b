"""Fix: entries of a list that stand there twice, alike to the letter."""

import json
from collections.abc import Iterator

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change, Remove
from crossdock.registry.model.location import split_pointer


def mend_duplicates(subject: FixSubject) -> Iterator[Change]:
    """Remove each entry that an earlier one equals; of tags of one name only those that say the same of it."""
    pointer = _list_pointer(subject)
    values = find_data(subject.document.data, pointer) if pointer is not None else None
    seen: set[str] = set()
    for index, value in enumerate(values if isinstance(values, list) else ()):
        text = json.dumps(value, sort_keys=True, default=str)
        if text in seen:
            yield Remove(f"{pointer}/{index}")
        seen.add(text)


def _list_pointer(subject: FixSubject) -> str | None:
    """Return the nearest list that holds the place of the finding, or is it."""
    pointer = subject.finding.at.pointer
    for _ in range(len(split_pointer(pointer)) + 1):
        if isinstance(find_data(subject.document.data, pointer), list):
            return pointer
        pointer = pointer.rpartition("/")[0]
    return None


FIX = Fix(
    "duplicates",
    "removing the repetition",
    mend_duplicates,
    rules=frozenset({"duplicated-entry-in-enum"}),
    functions=frozenset({"uniquenessTags"}),
)
