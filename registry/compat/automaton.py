"""A pattern as a non-deterministic automaton that is run on sets of states. Patterns are not anchored: `a*` matches every text.

Source: Thompson's construction; JSON Schema 2020-12 validation, section 6.3.3 (a pattern is found anywhere in the text).
"""

from collections.abc import Iterable
from functools import lru_cache

from crossdock.registry.compat.char_sets import EVERY, CharSet, contains
from crossdock.registry.compat.regex_tree import Anchor, Chars, Choice, Node, Repeat, Sequence, read_regex

States = frozenset[int]
_MOST_STATES = 6000


class TooLarge(Exception):
    """The automaton would have more states than are kept."""


class Automaton:
    """`start` is the set of states before the first character; `step` and `accepts` go on from there."""

    def __init__(self, node: Node) -> None:
        self.free: list[list[int]] = []  # without a character
        self.anchored: list[list[tuple[bool, int]]] = []  # (at the start, target); else at the end
        self.moves: list[list[tuple[CharSet, int]]] = []
        first, self.final = self.new(), self.new()
        self.moves[first].append((EVERY, first))
        self.moves[self.final].append((EVERY, self.final))
        entry = self.new()
        self.free[first].append(entry)
        self.free[self.build(node, entry)].append(self.final)
        self.start = self.close((first,), is_start=True)

    def sets(self) -> Iterable[CharSet]:
        """Return the sets of characters that moves ask for."""
        return (chars for moves in self.moves for chars, _ in moves)

    def step(self, states: States, code: int) -> States:
        """Return the states after one more character."""
        reached = [target for state in states for chars, target in self.moves[state] if contains(chars, code)]
        return self.close(reached)

    def accepts(self, states: States) -> bool:
        """Whether the text may end here."""
        return self.final in states or self.final in self.close(states, is_end=True)

    def new(self) -> int:
        """Add a state. Raises TooLarge when there are too many."""
        if len(self.moves) >= _MOST_STATES:
            raise TooLarge
        self.free.append([])
        self.anchored.append([])
        self.moves.append([])
        return len(self.moves) - 1

    def build(self, node: Node, entry: int) -> int:
        """Add a node after a state and return the state behind it."""
        if isinstance(node, Sequence):
            for part in node.parts:
                entry = self.build(part, entry)
            return entry
        if isinstance(node, Repeat):
            return self.repeat(node, entry)
        leave = self.new()
        if isinstance(node, Chars):
            self.moves[entry].append((node.chars, leave))
        elif isinstance(node, Anchor):
            self.anchored[entry].append((node.is_start, leave))
        elif isinstance(node, Choice):
            for choice in node.choices:
                inner = self.new()
                self.free[entry].append(inner)
                self.free[self.build(choice, inner)].append(leave)
        return leave

    def repeat(self, node: Repeat, entry: int) -> int:
        """Add a repetition after a state: what is bounded is written out, what is not becomes a loop."""
        for _ in range(node.low):
            entry = self.build(node.node, entry)
        leave = self.new()
        if node.high is None:
            loop = self.new()
            self.free[entry].append(loop)
            self.free[self.build(node.node, loop)].append(loop)
            self.free[loop].append(leave)
            return leave
        for _ in range(node.high - node.low):
            self.free[entry].append(leave)
            entry = self.build(node.node, entry)
        self.free[entry].append(leave)
        return leave

    def close(self, states: Iterable[int], *, is_start: bool = False, is_end: bool = False) -> States:
        """Return all states that are reached without a character."""
        found: set[int] = set()
        pending = list(states)
        while pending:
            state = pending.pop()
            if state in found:
                continue
            found.add(state)
            pending.extend(self.free[state])
            pending.extend(target for at_start, target in self.anchored[state] if (is_start if at_start else is_end))
        return frozenset(found)


@lru_cache(maxsize=512)
def compile_regex(pattern: str) -> Automaton | None:
    """Return the automaton of a pattern; `None` when it is outside the subset that is read, or too large."""
    node = read_regex(pattern)
    try:
        return None if node is None else Automaton(node)
    except (TooLarge, RecursionError):
        return None
