"""Where the keys and values of a YAML text are: one pass over its events."""

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from sys import intern

import yaml

from crossdock.registry.documents.spans import Entries, Spans, last_leaf_of
from crossdock.registry.documents.yaml_events import read_events

_MERGE = "<<"
MAX_OPENED = 1_024  # collections whose entries are at hand as places
_Kept = tuple[tuple[str, ...] | None, "array[int]"]  # names of a mapping's entries, and four numbers for each entry


class _Frame:
    """An open collection: `end` is the end of its last node; of the entry being filled, the key and where it stands.

    `names` and `numbers` are its entries as they are kept.
    """

    __slots__ = (
        "anchor",
        "end",
        "has_key",
        "is_flow",
        "is_merge",
        "key",
        "key_end",
        "key_start",
        "merges",
        "names",
        "numbers",
        "start",
    )

    def __init__(self, start: int, end: int, anchor: str | None, is_flow: bool, names: list[str] | None) -> None:
        self.start = start
        self.end = end
        self.anchor = anchor
        self.is_flow = is_flow
        self.names = names
        self.numbers: list[int] = []
        self.has_key = False
        self.key: str | None = None  # `None` with a key: the key is a collection, its value is left out
        self.key_start = self.key_end = -1
        self.is_merge = False
        self.merges: list[Spans] = []


class YamlIndex:
    """The places of a YAML text's first document; of one that cannot be parsed, the places before the error."""

    def __init__(self, text: str) -> None:
        self.root = Spans(0, len(text.rstrip()))
        self._text = text
        self._entries: dict[int, _Kept] = {}
        self._opened = lru_cache(maxsize=MAX_OPENED)(self._open_entries)
        self._anchors: dict[str, tuple[Spans, str | None]] = {}  # place, and text of a scalar
        self._stack: list[_Frame] = []
        try:
            self._read()
        except yaml.YAMLError:  # the document's own finding says so
            while self._stack:
                self._close(self._stack[-1].end)

    def entries(self, node: Spans) -> Entries | None:
        """Return the entries of a collection, `None` for a scalar."""
        return self._opened(node.start) if node.start in self._entries else None

    def is_collection(self, node: Spans) -> bool:
        """Whether a node may have entries."""
        return node.start in self._entries

    def last_leaf(self, node: Spans) -> Spans:
        """Return the node that ends last in a collection: the node itself when it is a scalar or empty."""
        return last_leaf_of(self, node)

    def _open_entries(self, start: int) -> Entries:
        """Return the entries of a collection as places; of a name that stands twice the last one counts."""
        names, numbers = self._entries[start]
        spans = _make_spans(numbers)
        return list(spans) if names is None else dict(zip(names, spans, strict=True))

    def _keep(self, frame: _Frame) -> None:
        """Keep the entries of a collection as numbers, which need a tenth of the memory."""
        names, numbers = frame.names, frame.numbers
        if names is not None and frame.merges:
            entries = dict(zip(names, _make_spans(numbers), strict=True))
            for source in frame.merges:
                entries = {**self._mapping(source), **entries}
            names, numbers = list(entries), [*chain.from_iterable(entries.values())]
        self._entries[frame.start] = (None if names is None else tuple(names), array("i", numbers))

    def _read(self) -> None:
        documents = 0
        for event, start, end in read_events(self._text):
            if type(event) is yaml.ScalarEvent:
                self._scalar(event, start, end)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event, start, end)
            elif isinstance(event, yaml.CollectionEndEvent):
                frame = self._stack[-1]
                self._close(end if frame.is_flow else frame.end)
            elif isinstance(event, yaml.AliasEvent):
                place, text = self._anchors.get(event.anchor or "", (Spans(0, 0), None))
                self._node(place, text, start, end)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        if event.style in ("|", ">"):
            end = max(start + 1, start + len(self._text[start:end].rstrip()))
        frame = self._stack[-1] if self._stack else None
        if frame is None or event.anchor or frame.is_merge or event.value == _MERGE:
            self._marked_scalar(event, start, end)
            return
        frame.end = end
        # most scalars are plain keys and values: this does at once what `_node` does for any node
        if frame.names is None:
            frame.numbers += (start, end, -1, -1)
        elif frame.has_key:
            frame.has_key = False
            if frame.key is not None:
                frame.names.append(frame.key)
                frame.numbers += (start, end, frame.key_start, frame.key_end)
        else:
            frame.has_key, frame.key = True, intern(event.value)
            frame.key_start, frame.key_end = start, end

    def _marked_scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        """Note a scalar that an alias may name, that merges, or that is the whole document."""
        place = Spans(start, end)
        if event.anchor:
            self._anchors[event.anchor] = (place, event.value)
        self._node(place, event.value, start, end, is_merge=event.implicit[0] and event.value == _MERGE)

    def _open(self, event: yaml.CollectionStartEvent, start: int, end: int) -> None:
        names: list[str] | None = [] if isinstance(event, yaml.MappingStartEvent) else None
        self._stack.append(_Frame(start, end, event.anchor, bool(event.flow_style), names))

    def _close(self, end: int) -> None:
        frame = self._stack.pop()
        place = Spans(frame.start, end)
        self._keep(frame)
        if frame.anchor:
            self._anchors[frame.anchor] = (place, None)
        self._node(place, None, frame.start, end)

    def _node(self, place: Spans, text: str | None, start: int, end: int, is_merge: bool = False) -> None:
        """Put a node, written from `start` to `end`, where it belongs; `text` is a scalar's, which may be a key."""
        if not self._stack:
            self.root = place
            return
        frame = self._stack[-1]
        frame.end = end
        if frame.names is None:
            frame.numbers += (place.start, place.end, place.key_start, place.key_end)
        elif not frame.has_key:
            frame.has_key, frame.key, frame.is_merge = True, text, is_merge
            frame.key_start, frame.key_end = start, end
        else:
            self._value(frame, frame.names, place)

    def _value(self, frame: _Frame, names: list[str], place: Spans) -> None:
        frame.has_key = False
        merged = self._merge_sources(place) if frame.is_merge else []
        if merged:
            frame.merges.extend(merged)
        elif frame.key is not None:
            names.append(frame.key)
            frame.numbers += (place.start, place.end, frame.key_start, frame.key_end)

    def _merge_sources(self, place: Spans) -> list[Spans]:
        entries = self.entries(place)
        sources = entries if isinstance(entries, list) else [place]
        return sources if all(isinstance(self.entries(source), dict) for source in sources) else []

    def _mapping(self, source: Spans) -> dict[str, Spans]:
        entries = self.entries(source)
        return entries if isinstance(entries, dict) else {}


def _make_spans(numbers: Iterable[int]) -> Iterator[Spans]:
    four = iter(numbers)
    return map(Spans._make, zip(four, four, four, four, strict=True))
