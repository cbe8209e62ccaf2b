"""YAML as a stream of events with exact marks: PyYAML's, by its C parser where that is installed."""

import re
from collections.abc import Iterator
from typing import Protocol, cast

import yaml

# Characters that YAML 1.2 does not allow in a text.
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PRINTABLE_ASCII = bytes((9, 10, 13, *range(32, 127)))
_CONTROLS = (code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10, 13))
# PyYAML refuses those, and takes three others for line breaks as YAML 1.1 did. It is shown a private character for each, one for one.
_HIDDEN = {code: 0xF0000 + code for code in (*_CONTROLS, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)}
_SHOWN = {hidden: code for code, hidden in _HIDDEN.items()}
_FOREIGN_BREAKS = ("\x85", "\u2028", "\u2029")


class _Parser(Protocol):
    def get_event(self) -> yaml.Event | None:
        """Return the next event, `None` after the last."""


def read_events(text: str) -> Iterator[tuple[yaml.Event, int, int]]:
    """Yield the events of a YAML text with the offsets, in characters, of their start and end.

    Raises yaml.YAMLError where the text cannot be parsed.
    """
    is_clean = find_control_character(text) is None and not any(character in text for character in _FOREIGN_BREAKS)
    parser = _open_parser(text if is_clean else text.translate(_HIDDEN))
    while (event := parser.get_event()) is not None:
        if not is_clean and isinstance(event, yaml.ScalarEvent):
            event.value = event.value.translate(_SHOWN)
        yield event, event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]  # parsed events have marks


def find_control_character(text: str) -> re.Match[str] | None:
    """Return the first character that YAML does not allow in a text, `None` when all are allowed."""
    if text.isascii() and not text.encode().translate(None, _PRINTABLE_ASCII):
        return None
    return _NOT_PRINTABLE.search(text)


def _open_parser(text: str) -> _Parser:
    parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # a PyYAML without libyaml is slower and yields the same
    return cast(_Parser, parser(text))
