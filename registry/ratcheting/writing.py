"""Writes the ratchet, and says what a turn of it did."""

from collections.abc import Callable, Iterator, Sequence

from crossdock.registry.model.counting import count
from crossdock.registry.model.ratchet import Ratchet
from crossdock.registry.ratcheting.moved import is_contract
from crossdock.registry.ratcheting.turning import Entry, Step, Turn, sum_of

HEAD = "# Findings that may stand until they are mended; the numbers only fall. Written by `crossdock ratchet`.\n"
LISTED = 10  # entries that are named of each kind; the others are counted


def render_ratchet(ratchet: Ratchet) -> str:
    """Return the text of the file."""
    lines = [HEAD, "ratchet:\n" if ratchet.numbers else "ratchet: {}\n"]
    for rule, numbers in ratchet.numbers.items():
        lines.append(f"  {rule}:\n" if numbers else f"  {rule}: {{}}\n")
        lines += [f"    {_quoted(name)}: {number}\n" for name, number in numbers.items()]
    lines.append("counted:\n" if ratchet.counted else "counted: {}\n")
    lines += [f"  {_quoted(name)}: {profile}\n" for name, profile in (ratchet.counted or {}).items()]
    return "".join(lines)


def _quoted(name: str) -> str:
    """Write a key so that YAML reads the same text, whatever a path holds."""
    return "'" + name.replace("'", "''") + "'"


def word_turn(turn: Turn, path: str, before: Ratchet | None, *, is_dry: bool) -> Iterator[str]:
    """Say what may stand now, and what a turn took in, let fall and left alone."""
    holders = {name for numbers in turn.ratchet.numbers.values() for name in numbers if is_contract(name)}
    contracts = sum(is_contract(name) for name in turn.ratchet.counted or ())
    may = "would be allowed" if is_dry else "may stand"
    said = f"{count(sum_of(turn.entries), 'finding')} {may}, in {len(holders)} of {count(contracts, 'contract')}"
    is_same = before is not None and before == turn.ratchet
    yield f"{path}: {'nothing changed; ' if is_same else ''}{said}{'' if is_same or is_dry else '; commit it'}"
    if before is None:
        yield from _by_rule(turn.of(Step.ADDED))
    else:
        yield from _steps(turn, before)
    left = turn.of(Step.LEFT)
    if left:
        more = sum(entry.found - entry.after for entry in left)
        yield f"  left alone: {count(more, 'finding')} more than allowed; mend them, or waive what has a reason"
        yield from _listed(left, lambda entry: f"{entry.found} found, {entry.after} allowed")


def _steps(turn: Turn, before: Ratchet) -> Iterator[str]:
    fresh = [name for name in turn.ratchet.counted or () if is_contract(name) and name not in (before.counted or {})]
    added, moved = turn.of(Step.ADDED), turn.of(Step.MOVED)
    moves = {entry.name for entry in moved}
    if before.counted is not None and set(fresh) - moves:
        new = count(len(set(fresh) - moves), "contract")
        yield f"  counted for the first time: {new}, {count(sum_of(added), 'finding')}"
    elif added:
        yield f"  added: {count(sum_of(added), 'finding')}"
    yield from _by_rule(added)
    if moves:
        yield f"  moved: {count(sum_of(moved), 'finding')} of {count(len(moves), 'contract')} with another name"
    begun = turn.of(Step.BEGUN)
    if begun:
        yield f"  rules counted for the first time: {count(sum_of(begun), 'finding')}"
        yield from _by_rule(begun)
    for step, text in ((Step.FELL, "fell by"), (Step.GONE, "gone with their contracts:")):
        entries = turn.of(step)
        if entries:
            yield f"  {text} {count(sum_of(entries, is_fall=True), 'finding')}"
            yield from _listed(entries, lambda entry: f"{entry.before} → {entry.after}")


def _by_rule(entries: Sequence[Entry]) -> Iterator[str]:
    rules = dict.fromkeys(entry.rule for entry in entries)
    summed = {rule: [entry for entry in entries if entry.rule == rule] for rule in rules}
    most = sorted(summed.items(), key=lambda pair: (-sum_of(pair[1]), pair[0]))
    for rule, found in most[:LISTED]:
        noun = "contract" if all(is_contract(entry.name) for entry in found) else "place"
        yield f"    {sum_of(found):>5}  {rule} in {count(len(found), noun)}"
    yield from _rest(len(most), "more rule")


def _listed(entries: Sequence[Entry], word: Callable[[Entry], str]) -> Iterator[str]:
    for entry in entries[:LISTED]:
        yield f"    {entry.rule} in {entry.name}: {word(entry)}"
    yield from _rest(len(entries), "other")


def _rest(number: int, noun: str) -> Iterator[str]:
    if number > LISTED:
        yield f"    … and {count(number - LISTED, noun)}"
