"""Two slow parsers that keep the place of everything: the referees of positions."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from crossdock.registry.model.location import escape_token


@dataclass
class Node:
    """A value with its offsets, the offsets of its key, and its entries by reference token."""

    start: int
    end: int
    key: tuple[int, int] | None = None
    entries: dict[str, "Node"] = field(default_factory=dict)

    def walk(self, pointer: str = "") -> Iterator[tuple[str, "Node"]]:
        yield pointer, self
        for token, entry in self.entries.items():
            yield from entry.walk(f"{pointer}/{escape_token(token)}")


def compose_yaml(text: str) -> Node:
    """Compose a YAML text with PyYAML; a block collection ends with its last entry, a block scalar with its last character."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert node is not None
    return _convert(node, text)


def _convert(node: yaml.Node, text: str) -> Node:
    start, end = node.start_mark.index, node.end_mark.index
    found = Node(start, end)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            entry = _convert(value, text)
            entry.key = (key.start_mark.index, key.end_mark.index)
            found.entries[str(key.value)] = entry
    elif isinstance(node, yaml.SequenceNode):
        found.entries = {str(i): _convert(item, text) for i, item in enumerate(node.value)}
    elif isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        found.end = start + len(text[start:end].rstrip())
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        found.end = max(entry.end for entry in found.entries.values())
    return found


class JsonScanner:
    """A scanner of JSON, character by character, that shares nothing with the one in the product."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def scan(self) -> Node:
        self._space()
        start = self.at
        first = self.text[self.at]
        node = Node(start, start)
        if first == "{":
            node.entries = self._members()
        elif first == "[":
            node.entries = self._items()
        elif first == '"':
            self._string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in " \t\r\n,]}":
                self.at += 1
        node.end = self.at
        return node

    def _members(self) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while self._more("}"):
            start = self.at
            key = self._string()
            end = self.at
            self._space()
            self.at += 1  # the colon
            entries[key] = self.scan()
            entries[key].key = (start, end)
        return entries

    def _items(self) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while self._more("]"):
            entries[str(len(entries))] = self.scan()
        return entries

    def _more(self, closing: str) -> bool:
        """Step over a bracket or comma; false when the collection is closed."""
        self._space()
        if self.text[self.at] == closing:
            self.at += 1
            return False
        self.at += 1
        self._space()
        if self.text[self.at] == closing:
            self.at += 1
            return False
        return True

    def _space(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
            self.at += 1

    def _string(self) -> str:
        characters = []
        self.at += 1
        while self.text[self.at] != '"':
            if self.text[self.at] != "\\":
                characters.append(self.text[self.at])
                self.at += 1
            elif self.text[self.at + 1] == "u":
                characters.append(chr(int(self.text[self.at + 2 : self.at + 6], 16)))
                self.at += 6
            else:
                escape = self.text[self.at + 1]
                characters.append({"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(escape, escape))
                self.at += 2
        self.at += 1
        return "".join(characters).encode("utf-16", "surrogatepass").decode("utf-16")


def place(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of an offset."""
    before = text[:offset].replace("\r\n", " \n").replace("\r", "\n")
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
