"""Inclusion between texts: decided exactly where both sides ask for patterns of the plain subset and for lengths, and nothing else."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from crossdock.registry.compat.automaton import Automaton, States, compile_regex
from crossdock.registry.compat.char_sets import classes, pick
from crossdock.registry.compat.keywords import resolve
from crossdock.registry.model.interface import JsonSchema

_MOST_STATES = 40_000  # pairs of state sets that are looked at
_MOST_CLASSES = 64
_SILENT = (
    "$schema",
    "$id",
    "$defs",
    "$comment",
    "title",
    "description",
    "examples",
    "example",
    "default",
    "deprecated",
    "format",
    "readOnly",
    "writeOnly",
)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that a schema admits: those that match all patterns and have a length within the bounds."""

    patterns: tuple[str, ...]
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `counterexample` is a text that the sender admits and the receiver rejects, `None` when there is none."""

    counterexample: str | None


def compare_texts(sender: JsonSchema, receiver: JsonSchema) -> Answer | None:
    """Decide whether a receiver accepts all texts that a sender sends; `None` when anything else is asked for on either side."""
    sent, taken = _read(sender, is_sender=True), _read(receiver, is_sender=False)
    if sent is None or taken is None:
        return None
    lengths = _compare_lengths(sent, taken)
    if (
        lengths is None and sent.patterns
    ):  # the patterns may bound the length: asked as a pattern, the bounds of the receiver are exact
        lengths = _compare_pattern(sent, f"^[\\s\\S]{{{taken.least},{'' if taken.most is None else taken.most}}}$")
    for pattern in taken.patterns:
        if pattern not in sent.patterns:
            found = _compare_pattern(sent, pattern)
            if found is None or found.counterexample is not None:
                return found
    return lengths


def _compare_lengths(sent: Texts, taken: Texts) -> Answer | None:
    """Compare bounds; where the receiver's are narrower nothing is said, since a text outside of them need not exist."""
    is_wider = sent.least < taken.least or (taken.most is not None and (sent.most is None or sent.most > taken.most))
    return None if is_wider else Answer(None)


def _compare_pattern(sent: Texts, pattern: str) -> Answer | None:
    senders = [compile_regex(text) for text in sent.patterns]
    receiver = compile_regex(pattern)
    known = [automaton for automaton in senders if automaton is not None]
    if receiver is None or len(known) < len(senders):
        return None
    search = _Search(known, receiver)
    found = search.run(Texts(()))
    if found is None or found.counterexample is None or (sent.least == 0 and sent.most is None):
        return found
    return search.run(sent)


class _Search:
    """Looks for the shortest text that all senders accept and the receiver does not, over classes of characters."""

    def __init__(self, senders: list[Automaton], receiver: Automaton) -> None:
        self.automata = [*senders, receiver]
        split = classes(chars for automaton in self.automata for chars in automaton.sets())
        self.letters = [next(pick(chars)) for chars in split]

    def run(self, lengths: Texts) -> Answer | None:
        """Return the answer; `None` when there is too much to look at."""
        if len(self.letters) > _MOST_CLASSES:
            return None
        longest = max(lengths.least, lengths.most or 0)  # from here on all lengths are alike
        start = tuple(automaton.start for automaton in self.automata)
        pending: deque[tuple[tuple[States, ...], str]] = deque([(start, "")])
        seen = {(start, 0)}
        while pending:
            states, text = pending.popleft()
            if self.is_counterexample(states, text, lengths):
                return Answer(text)
            if lengths.most is not None and len(text) >= lengths.most:
                continue
            for letter, following in self.steps(states):
                key = (following, min(len(text) + 1, longest))
                if key not in seen:
                    if len(seen) >= _MOST_STATES:
                        return None
                    seen.add(key)
                    pending.append((following, text + letter))
        return Answer(None)

    def steps(self, states: tuple[States, ...]) -> Iterator[tuple[str, tuple[States, ...]]]:
        for letter in self.letters:
            following = tuple(
                automaton.step(own, ord(letter)) for automaton, own in zip(self.automata, states, strict=True)
            )
            if all(following[:-1]):
                yield letter, following

    def is_counterexample(self, states: tuple[States, ...], text: str, lengths: Texts) -> bool:
        *senders, receiver = zip(self.automata, states, strict=True)
        is_long_enough = len(text) >= lengths.least
        return (
            is_long_enough
            and all(automaton.accepts(own) for automaton, own in senders)
            and not receiver[0].accepts(receiver[1])
        )


def _read(schema: JsonSchema, *, is_sender: bool) -> Texts | None:
    """Return the texts of a schema that asks for patterns and lengths only; of a sender also that it sends nothing but texts."""
    pending, patterns, least, most = [schema], list[str](), 0, list[int]()
    is_text, is_plain = False, True
    for _ in range(100):
        if not pending:
            break
        one = pending.pop(0)
        if isinstance(one, bool):
            is_plain = is_plain and one
            continue
        for keyword, value in one.items():
            if keyword == "$ref" and isinstance(value, str):
                pending.append(resolve(value, schema))
            elif keyword == "allOf" and isinstance(value, list):
                pending.extend(value)
            elif keyword == "type":
                is_text = is_text or value in ("string", ["string"])
                is_plain = is_plain and value in ("string", ["string"])
            elif keyword == "pattern":
                patterns.append(str(value))
            elif keyword == "minLength" and isinstance(value, int):
                least = max(least, value)
            elif keyword == "maxLength" and isinstance(value, int):
                most.append(value)
            elif keyword not in _SILENT and not keyword.startswith("x-"):
                is_plain = False
    if pending or not is_plain or (is_sender and not is_text):
        return None
    return Texts(tuple(dict.fromkeys(patterns)), least, min(most, default=None))
