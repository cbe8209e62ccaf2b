"""Whether any text at all matches some patterns, does not match others, and has a length within bounds."""

from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from crossdock.registry.compat.automaton import Automaton, compile_regex
from crossdock.registry.compat.char_sets import classes, pick

_MOST_STATES = 5_000
_MOST_CLASSES = 64
_LONGEST = 200  # lengths beyond are not counted out


@lru_cache(maxsize=512)
def has_text(matched: tuple[str, ...], missed: tuple[str, ...], least: int = 0, most: int | None = None) -> bool | None:
    """Whether there is such a text; `None` when a pattern is not read here, or there is too much to look at."""
    if most is not None and least > most:
        return False
    if not matched and not missed:
        return True
    automata = [compile_regex(pattern) for pattern in (*matched, *missed)]
    known = [automaton for automaton in automata if automaton is not None]
    if len(known) < len(automata) or max(least, most or 0) > _LONGEST:
        return None
    return _search(known, len(matched), least, most)


def matches(pattern: str, text: str) -> bool | None:
    """Whether a text matches a pattern; `None` when the pattern is not read here."""
    automaton = compile_regex(pattern)
    if automaton is None:
        return None
    states = automaton.start
    for character in text:
        states = automaton.step(states, ord(character))
    return automaton.accepts(states)


def _search(automata: Sequence[Automaton], matched: int, least: int, most: int | None) -> bool | None:
    split = classes(chars for automaton in automata for chars in automaton.sets())
    letters = [next(pick(chars)) for chars in split]
    if len(letters) > _MOST_CLASSES:
        return None
    longest = max(least, most or 0)  # from here on all lengths are alike
    start = tuple(automaton.start for automaton in automata)
    pending, seen = deque([(start, 0)]), {(start, 0)}
    while pending:
        states, size = pending.popleft()
        found = [automaton.accepts(own) for automaton, own in zip(automata, states, strict=True)]
        if size >= least and all(found[:matched]) and not any(found[matched:]):
            return True
        if most is not None and size >= most:
            continue
        for letter in letters:
            following = tuple(automaton.step(own, ord(letter)) for automaton, own in zip(automata, states, strict=True))
            key = (following, min(size + 1, longest))
            if key not in seen:
                if len(seen) >= _MOST_STATES:
                    return None
                seen.add(key)
                pending.append(key)
    return False
