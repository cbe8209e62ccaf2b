"""Where the keys and values of a YAML text are: one pass over its events."""

from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from sys import intern

import yaml

from crossdock.registry.documents.spans import Entries, Spans
from crossdock.registry.documents.yaml_events import read_events

_MERGE = "<<"
MAX_OPENED = 1_024  # collections whose entries are at hand as places
_Kept = tuple[tuple[str, ...] | None, "array[int]"]  # names of a mapping's entries, and four numbers for each entry


@dataclass(slots=True)
class _Frame:
    """An open collection: `end` is the end of its last node; of the entry being filled, the key and where it stands."""

    start: int
    end: int
    anchor: str | None
    is_flow: bool
    entries: Entries
    has_key: bool = False
    key: str | None = None  # `None` with a key: the key is a collection, its value is left out
    key_start: int = -1
    key_end: int = -1
    is_merge: bool = False
    merges: list[Spans] = field(default_factory=list)


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

    def _open_entries(self, start: int) -> Entries:
        """Return the entries of a collection as they were before they were kept."""
        names, numbers = self._entries[start]
        four = iter(numbers)
        spans = map(Spans._make, zip(four, four, four, four, strict=True))
        return list(spans) if names is None else dict(zip(names, spans, strict=True))

    def _keep(self, start: int, entries: Entries) -> None:
        """Keep the entries of a collection as numbers, which need a tenth of the memory."""
        names = tuple(entries) if isinstance(entries, dict) else None
        spans = entries.values() if isinstance(entries, dict) else entries
        self._entries[start] = (names, array("i", chain.from_iterable(spans)))

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
        frame.end = (
            end  # most scalars are plain keys and values; the rest of this does at once what `_node` does for any node
        )
        if isinstance(frame.entries, list):
            frame.entries.append(Spans(start, end))
        elif frame.has_key:
            frame.has_key = False
            if frame.key is not None:
                frame.entries[frame.key] = Spans(start, end, frame.key_start, frame.key_end)
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
        entries: Entries = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Frame(start, end, event.anchor, bool(event.flow_style), entries))

    def _close(self, end: int) -> None:
        frame = self._stack.pop()
        place = Spans(frame.start, end)
        if isinstance(frame.entries, dict):
            for source in frame.merges:
                frame.entries = {**self._mapping(source), **frame.entries}
        self._keep(frame.start, frame.entries)
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
        if isinstance(frame.entries, list):
            frame.entries.append(place)
        elif not frame.has_key:
            frame.has_key, frame.key, frame.is_merge = True, text, is_merge
            frame.key_start, frame.key_end = start, end
        else:
            self._value(frame, frame.entries, place)

    def _value(self, frame: _Frame, entries: dict[str, Spans], place: Spans) -> None:
        frame.has_key = False
        merged = self._merge_sources(place) if frame.is_merge else []
        if merged:
            frame.merges.extend(merged)
        elif frame.key is not None:
            entries[frame.key] = Spans(place.start, place.end, frame.key_start, frame.key_end)

    def _merge_sources(self, place: Spans) -> list[Spans]:
        entries = self.entries(place)
        sources = entries if isinstance(entries, list) else [place]
        return sources if all(isinstance(self.entries(source), dict) for source in sources) else []

    def _mapping(self, source: Spans) -> dict[str, Spans]:
        entries = self.entries(source)
        return entries if isinstance(entries, dict) else {}
