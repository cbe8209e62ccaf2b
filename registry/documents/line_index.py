"""Where the keys and values of a YAML text are, read from its lines: only what is asked for is looked at.

The entries of a block collection are the lines that begin in its column, and they are as many as its data has. Where they are not, or
where a text uses more of YAML than its lines show, all of its events are read instead.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from crossdock.registry.documents.entry_lines import KEY, MARK, SCALAR, name_of, read_lines
from crossdock.registry.documents.flow_spans import read_flow
from crossdock.registry.documents.last_scalar import find_last_scalar
from crossdock.registry.documents.spans import Entries, Spans, Unclear, last_leaf_of, last_of
from crossdock.registry.documents.value_spans import find_value
from crossdock.registry.documents.yaml_index import MAX_OPENED, YamlIndex

MAX_PASSES = 30  # how often a text may be looked at as a whole, before its events are read
MAX_CLIMBED = 50  # collections in a row whose end only their last entries tell
_HEAD = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*)?[ \t]*")
_MARKER = re.compile(r"\n(?:---|\.\.\.)")
_FOREIGN = ("\x85", "\u2028", "\u2029")  # line breaks of YAML 1.1
_Data = dict[str, object] | list[object]


class LineIndex:
    """The places of a YAML text whose data is known, and without fault."""

    def __init__(self, text: str, data: object) -> None:
        self._text = text
        self._left = MAX_PASSES * len(text)  # characters that may be looked at
        self._data: dict[int, _Data] = {}  # of the collections that were met, by where they start
        self._opened = lru_cache(maxsize=MAX_OPENED)(self._open)
        self._events: YamlIndex | None = None
        try:
            self.root = self._find_root(data)
        except Unclear:
            self.root = self._read_events().root

    def entries(self, node: Spans) -> Entries | None:
        """Return the entries of a collection, `None` for a scalar."""
        if self._events is not None:
            return self._events.entries(node)
        if node.start not in self._data:
            return None
        try:
            return self._opened(node.start, node.end)
        except Unclear:
            return self._read_events().entries(node)

    def is_collection(self, node: Spans) -> bool:
        """Whether a node may have entries."""
        return node.start in self._data if self._events is None else self._events.is_collection(node)

    def last_leaf(self, node: Spans) -> Spans:
        """Return the node that ends last in a collection: the node itself when it is a scalar or empty."""
        data = self._data.get(node.start)
        return (find_last_scalar(self._text, node, data) if data else None) or last_leaf_of(self, node)

    def _read_events(self) -> YamlIndex:
        self._data.clear()
        self._opened.cache_clear()
        self._events = YamlIndex(self._text)
        return self._events

    def _find_root(self, data: object) -> Spans:
        text = self._text
        head = _HEAD.match(text)
        start = head.end() if head else 0
        is_plain = text.count("\r") == text.count("\r\n") and not any(each in text for each in _FOREIGN)
        if not is_plain or not isinstance(data, (dict, list)) or _MARKER.search(text, start):
            raise Unclear
        return Spans(*self._place(start, len(text), -1, data))

    def _place(self, start: int, stop: int, column: int, data: object, climbed: int = 0) -> tuple[int, int]:
        """Return start and end of a value, and remember that it is a collection. Raises Unclear."""
        at, end = find_value(self._text, start, stop, column, data)
        if isinstance(data, (dict, list)):
            self._data[at] = data
        if end is None:
            if climbed == MAX_CLIMBED:
                raise Unclear
            if not (entries := self._open(at, stop, climbed + 1)):
                raise Unclear
            end = last_of(entries).end
        return at, end

    def _open(self, start: int, stop: int, climbed: int = 0) -> Entries:
        """Return the entries of a collection. Raises Unclear."""
        data = self._data[start]
        self._left -= stop - start
        if self._left < 0:
            raise Unclear
        if self._text[start] in "{[":
            return self._open_flow(start, stop, data)
        column = start - self._text.rfind("\n", 0, start) - 1
        lines = read_lines(self._text, start, stop, column, is_mapping=isinstance(data, dict))
        if len(lines) != len(data):
            raise Unclear
        stops = [*(line.start() for line in lines[1:]), stop]
        if isinstance(data, list):
            return [
                self._make(line, end, column, value, climbed)
                for line, end, value in zip(lines, stops, data, strict=True)
            ]
        found: dict[str, Spans] = {}
        for line, end in zip(lines, stops, strict=True):
            name = name_of(line[KEY])
            if name not in data:
                raise Unclear
            found[name] = self._make(line, end, column, data[name], climbed)
        if len(found) != len(data):
            raise Unclear
        return found

    def _make(self, line: re.Match[str], stop: int, column: int, data: object, climbed: int = 0) -> Spans:
        """Return the place of the entry that begins in a line. Raises Unclear."""
        key_start, key_end = line.span(KEY)
        if line.end() == stop and line[SCALAR] is not None and not isinstance(data, (dict, list)):
            start, end = line.span(SCALAR)
        else:
            start, end = self._place(line.end(MARK), stop, column, data, climbed)
        return Spans(start, end, key_start, key_end)

    def _open_flow(self, start: int, stop: int, data: _Data) -> Entries:
        keys, values, _ = read_flow(self._text, start, stop)
        if len(values) != len(data) or (keys is None) is not isinstance(data, list):
            raise Unclear
        if isinstance(data, list) or keys is None:
            self._note(values, data)
            return values
        names = [name_of(self._text[key.start : key.end]) for key in keys]
        if set(names) != data.keys():
            raise Unclear
        self._note(values, [data[name] for name in names])
        return {name: Spans(*value[:2], *key[:2]) for name, key, value in zip(names, keys, values, strict=True)}

    def _note(self, values: list[Spans], data: Iterable[object]) -> None:
        """Remember which values of a flow collection are collections. Raises Unclear where the text has it otherwise."""
        for span, value in zip(values, data, strict=True):
            if isinstance(value, (dict, list)) is not (self._text[span.start] in "{["):
                raise Unclear
            if isinstance(value, (dict, list)):
                self._data[span.start] = value
