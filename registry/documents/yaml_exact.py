"""Reads YAML event by event: slower than the native parser, exact where that one is not, and able to say where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from crossdock.registry.documents.core_schema import MAX_DIGITS, read_plain
from crossdock.registry.documents.limits import Limits
from crossdock.registry.documents.problems import (
    ALIAS_BOMB,
    DUPLICATE_KEY,
    NOT_JSON_VALUE,
    SEVERAL,
    TOO_DEEP,
    TOO_LARGE,
    UNREADABLE,
    Problem,
)
from crossdock.registry.documents.reading import Reading
from crossdock.registry.documents.yaml_events import read_events
from crossdock.registry.model.location import escape_token
from crossdock.registry.model.rule import Rule

_TAG = "tag:yaml.org,2002:"
_MERGE = "<<"


class Stop(Exception):
    """The text is not read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_exactly(text: str, limits: Limits) -> Reading:
    """Read the first YAML document of a text under the core schema of YAML 1.2, with merge keys (`<<`) as YAML 1.1 has them.

    Keys are their own text. Never raises on content.
    """
    builder = _Builder(limits)
    try:
        builder.read(read_events(text))
    except Stop as stop:
        return Reading(None, (*builder.problems, stop.problem), is_readable=False)
    except yaml.MarkedYAMLError as error:
        return Reading(None, (*builder.problems, _unreadable(error)), is_readable=False)
    except yaml.YAMLError as error:
        return Reading(None, (*builder.problems, Problem(UNREADABLE, str(error))), is_readable=False)
    return Reading(builder.root, tuple(builder.problems))


def _unreadable(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    context = f" {error.context}" if error.context else ""
    return Problem(UNREADABLE, f"{error.problem or 'cannot be parsed'}{context}", mark.index if mark else 0)


@dataclass(slots=True)
class _Frame:
    """An open collection. `key` is the entry that is being filled, `None` between entries; `count` the nodes before it."""

    data: dict[str, object] | list[object]
    start: int
    count: int
    anchor: str | None
    key: str | None = None
    is_merge: bool = False  # the key merges the mappings that are its value
    is_dropped: bool = False  # the key is no string: the value is read and forgotten
    keys: dict[str, int] = field(default_factory=dict)  # where each stands first
    merges: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: object
    text: str | None  # of a scalar
    size: int


class _Builder:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.problems: list[Problem] = []
        self.root: object = None
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored | None] = {}  # `None` while the node is open
        self.count = 0
        self.aliased = 0

    def read(self, events: Iterator[tuple[yaml.Event, int, int]]) -> None:
        documents = 0
        for event, start, end in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event, start, end)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event, start)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(end)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event, start, end)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "the file holds more than one YAML document; only the first is read"
                    self.problems.append(Problem(SEVERAL, message, start))
                    return
        if not documents:
            raise Stop(Problem(UNREADABLE, "the file is empty"))

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        frame = self._frame_without_key()
        value: object = event.value
        if frame is None and (event.implicit[0] or event.tag):
            value = self._resolve(event, start, end)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, event.value, 1)
        if frame is None:
            self._add(value)
        else:
            self._key(frame, event.value, start, end, is_merge=event.implicit[0] and event.value == _MERGE)

    def _frame_without_key(self) -> _Frame | None:
        """Return the mapping whose next node is a key, `None` when the next node is a value."""
        frame = self.stack[-1] if self.stack else None
        is_waiting = frame is not None and type(frame.data) is dict and frame.key is None and not frame.is_dropped
        return frame if is_waiting else None

    def _resolve(self, event: yaml.ScalarEvent, start: int, end: int) -> object:
        try:
            if event.implicit[0]:
                return read_plain(event.value)
            return _read_tagged(event.tag or "", event.value)
        except ValueError as error:
            self._report(NOT_JSON_VALUE, str(error), start, end)
            return event.value[:MAX_DIGITS]

    def _key(self, frame: _Frame, key: str, start: int, end: int, is_merge: bool = False) -> None:
        frame.key = key
        frame.is_merge = is_merge
        self._count()
        first = frame.keys.setdefault(key, start)
        if first != start and not is_merge:
            message = f"key `{key}` is written twice in the same mapping; only the last value counts"
            self._report(DUPLICATE_KEY, message, start, end, first)

    def _open(self, event: yaml.CollectionStartEvent, start: int) -> None:
        if len(self.stack) >= self.limits.depth:
            message = f"the document nests deeper than {self.limits.depth} levels"
            raise Stop(Problem(TOO_DEEP, message, start))
        data: dict[str, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Frame(data, start, self.count, event.anchor))

    def _close(self, end: int) -> None:
        frame = self.stack.pop()
        if frame.merges and isinstance(frame.data, dict):
            _merge(frame.data, frame.merges)
        if frame.anchor:
            self.anchors[frame.anchor] = _Anchored(frame.data, None, self.count - frame.count + 1)
        parent = self._frame_without_key()
        if parent is None:
            self._add(frame.data)
        else:
            self._drop_key(parent, frame.start, end)

    def _drop_key(self, frame: _Frame, start: int, end: int) -> None:
        frame.is_dropped = True
        message = "a key is a collection; JSON has only strings as keys, so the entry is left out"
        self._report(NOT_JSON_VALUE, message, start, end)

    def _alias(self, event: yaml.AliasEvent, start: int, end: int) -> None:
        name = event.anchor or ""
        if name not in self.anchors:
            raise Stop(Problem(UNREADABLE, f"alias `*{name}` has no anchor", start))
        target = self.anchors[name]
        if target is None:
            raise Stop(Problem(ALIAS_BOMB, f"alias `*{name}` repeats a node that contains it", start))
        self.aliased += target.size
        if self.aliased > self.limits.aliased:
            message = f"aliases repeat more than {self.limits.aliased} values"
            raise Stop(Problem(ALIAS_BOMB, message, start))
        frame = self._frame_without_key()
        if frame is None:
            self.count += target.size - 1
            self._add(target.value)
        elif target.text is None:
            self._drop_key(frame, start, end)
        else:
            self._key(frame, target.text, start, end)

    def _count(self) -> None:
        self.count += 1
        if self.count - self.aliased > self.limits.exact_nodes:
            message = (
                f"the document needs the careful parser, and has more than {self.limits.exact_nodes} keys and values"
            )
            raise Stop(Problem(TOO_LARGE, message))

    def _report(self, rule: Rule, message: str, start: int, end: int, first: int | None = None) -> None:
        if len(self.problems) < self.limits.problems:
            self.problems.append(Problem(rule, message, start, end, self._pointer(), first))

    def _add(self, value: object) -> None:
        self._count()
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        if isinstance(frame.data, list):
            frame.data.append(value)
            return
        if frame.is_dropped:
            frame.is_dropped = False
        elif frame.key is not None:
            self._fill(frame, frame.data, frame.key, value)
        frame.key = None

    def _fill(self, frame: _Frame, data: dict[str, object], key: str, value: object) -> None:
        sources = value if isinstance(value, list) else [value]
        if frame.is_merge and sources and all(isinstance(source, dict) for source in sources):
            frame.merges.extend(source for source in sources if isinstance(source, dict))
        else:
            data[key] = value

    def _pointer(self) -> str:
        tokens = (str(len(frame.data)) if isinstance(frame.data, list) else frame.key for frame in self.stack)
        return "".join("/" + escape_token(token) for token in tokens if token is not None)


def _read_tagged(tag: str, text: str) -> object:
    """Return a scalar with an explicit tag; a tag of one's own says nothing about the value."""
    value = read_plain(text) if tag in (f"{_TAG}int", f"{_TAG}float", f"{_TAG}bool", f"{_TAG}null") else text
    if tag == f"{_TAG}float" and isinstance(value, int):
        return float(value)
    return value


def _merge(data: dict[str, object], sources: list[dict[str, object]]) -> None:
    """Put merged entries before the mapping's own; the mapping wins, then the source named first."""
    own = dict(data)
    data.clear()
    for source in reversed(sources):
        data.update(source)
    data.update(own)
