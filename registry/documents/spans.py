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

    def is_collection(self, node: Spans) -> bool:
        """Whether a node may have entries."""

    def last_leaf(self, node: Spans) -> Spans:
        """Return the node that ends last in a collection: the node itself when it is a scalar or empty."""


def last_leaf_of(index: Index, node: Spans) -> Spans:
    """Return the node that ends last in a collection: the node itself when it is a scalar or empty."""
    while entries := index.entries(node):
        node = last_of(entries)
    return node


def last_of(entries: Entries) -> Spans:
    """Return the last of some entries."""
    return entries[-1] if isinstance(entries, list) else next(reversed(entries.values()))


class Unclear(Exception):
    """Where something stands cannot be told from the lines of a text alone."""
