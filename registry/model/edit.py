"""A replacement in the text of a file."""

from dataclasses import dataclass

from crossdock.registry.model.location import Location


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `text` in the place of the characters from `start` to `end`, which is also `at`.

    Both are offsets from 0; a byte-order mark is not counted.
    """

    start: int
    end: int
    text: str
    at: Location


def apply_edits(text: str, edits: tuple[Edit, ...]) -> tuple[str, int]:
    """Return a text with edits applied, and how many were; of two that overlap the one that stands first.

    >>> at = Location("a.yaml")
    >>> apply_edits("tags: [b, b]", (Edit(8, 11, "", at), Edit(0, 4, "names", at), Edit(9, 10, "c", at)))
    ('names: [b]', 2)
    """
    parts: list[str] = []
    done, number = 0, 0
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end)):
        if edit.start < done:
            continue
        parts += [text[done : edit.start], edit.text]
        done, number = edit.end, number + 1
    return "".join([*parts, text[done:]]), number
