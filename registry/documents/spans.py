"""Where a node of a text stands, and what an index of such places answers."""

from typing import NamedTuple, Protocol


class Spans(NamedTuple):
    """Offsets in characters of a value and, for an entry of a mapping, of its key; ends are exclusive, `-1` is no key."""

    start: int
    end: int
    key_start: int = -1
    key_end: int = -1


Entries = dict[str, Spans] | list[Spans]


class Index(Protocol):
    """The places of one text."""

    @property
    def root(self) -> Spans:
        """Return the place of the whole value."""

    def entries(self, node: Spans) -> Entries | None:
        """Return the entries of a collection, `None` for a scalar."""
