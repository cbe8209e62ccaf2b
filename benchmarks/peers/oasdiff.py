"""oasdiff: which of the changes that it lists we list, at which level, and what only we list.

`registry/compat/peers/oasdiff.tsv` says what its names mean here, `oasdiff_differences.tsv` beside this file in which classes the levels
differ on purpose. Dates of sunset and grades of stability are a policy, and left out.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from benchmarks.compatibility.case import Case, Node
from benchmarks.compatibility.documents import judge_documents
from benchmarks.compatibility.peer import Answer, Changes, Peer, Run

from crossdock.registry.compat.judge import Judgement
from crossdock.registry.compat.peer_names import PeerName, read_names
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.evidence import Payload, Unknown
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position

DIFFERENCES = Path(__file__).parent / "oasdiff_differences.tsv"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warn", Severity.INFO: "info"}
RANKS = {"info": 0, "warn": 1, "error": 2}
POLICY = ("sunset", "stability")
TURNED = {Position.INPUT: Position.OUTPUT, Position.OUTPUT: Position.INPUT}


@dataclass(frozen=True)
class Difference:
    """A class of changes that we see differently.

    `side` is `level`, `missing` or `extra`, `by` how we decided: witness, inclusion, rule, unknown, turned (in the other position), none.
    The rest are patterns, several with spaces between.
    """

    side: str
    names: str
    theirs: str
    ours: str
    by: str
    reason: str


def score(case: Case, answer: Answer) -> Changes | None:
    """Hold our list against the peer's; `None` where the case lists nothing."""
    listed = case.expect.get("changes")
    if listed is None:
        return None
    found, missing, explained = [], [], []
    for change in listed:
        if any(word in change["id"] for word in POLICY):
            continue
        is_found, told = _stand(change, answer)
        (found if is_found else explained if told else missing).append(f"{change['id']} {change['level']}: {told}")
    extra, excused = _extra(case, listed, answer)
    return Changes(tuple(found), tuple(missing), tuple(extra), tuple(_violated(case, answer)), (*explained, *excused))


def _stand(change: Node, answer: Answer) -> tuple[bool, str]:
    """Return whether a listed change is found at its level, and else the reason why not; empty when there is none."""
    name = _names().get(change["id"])
    if name is None:
        return False, ""
    if name.reason:
        return False, name.reason
    hits = [one for one in answer.judgements if _is_called(name, one)]
    if any(LEVELS[one.severity] == change["level"] for one in hits):
        return True, "same level"
    for one in hits:
        if reason := _reason("level", change["id"], change["level"], LEVELS[one.severity], _decided_by(one)):
            return False, reason
    turned = [one for one in answer.judgements if _is_called(name, one, is_turned=True)]
    ours = LEVELS[turned[0].severity] if turned else "none"
    return False, "" if hits else _reason(
        "missing", change["id"], change["level"], ours, "turned" if turned else "none"
    )


def _is_called(name: PeerName, one: Judgement, *, is_turned: bool = False) -> bool:
    if one.rule.id == name.name and not is_turned:
        return True
    uses = (_turned(change) if is_turned else change for change in (one.change, *one.elsewhere))
    meant = replace(name, rules=()) if is_turned else name
    return any(meant.speaks_of(change, one.rule.id) for change in uses)


def _turned(change: Change) -> Change:
    return replace(change, position=TURNED[change.position]) if change.position else change


def _extra(case: Case, listed: list[Node], answer: Answer) -> tuple[list[str], list[str]]:
    """Return what only we list on a case whose list is complete, and what of it has a reason."""
    if not case.expect.get("complete") or case.expect.get("scope") != "all":
        return [], []
    least = RANKS[case.expect.get("min_level", "info")]
    theirs = [_names()[change["id"]] for change in listed if change["id"] in _names()]
    extra, excused = [], []
    for one in answer.judgements:
        if RANKS[LEVELS[one.severity]] < least or any(_is_called(name, one) for name in theirs):
            continue
        reason = _reason("extra", one.rule.id, "none", LEVELS[one.severity], _decided_by(one))
        (excused if reason else extra).append(f"{one.rule.id} {LEVELS[one.severity]}: {reason or one.message}")
    return extra, excused


def _violated(case: Case, answer: Answer) -> Iterator[str]:
    for text in case.expect.get("absent") or ():
        name = _names().get(text)
        for one in answer.judgements:
            if name is not None and _is_called(name, one):
                yield f"{text}: {one.message}"


def _decided_by(one: Judgement) -> str:
    if isinstance(one.evidence, Payload):
        return "witness"
    if isinstance(one.evidence, Unknown):
        return "unknown"
    return "inclusion" if one.model is not None and not one.is_breaking else "rule"


def _reason(side: str, name: str, theirs: str, ours: str, by: str) -> str:
    for one in _differences():
        pairs = ((one.names, name), (one.theirs, theirs), (one.ours, ours), (one.by, by))
        if one.side == side and all(any(fnmatchcase(text, p) for p in pattern.split()) for pattern, text in pairs):
            return one.reason
    return ""


@cache
def _names() -> dict[str, PeerName]:
    return {name.name: name for name in read_names("oasdiff")}


@cache
def _differences() -> tuple[Difference, ...]:
    with DIFFERENCES.open(encoding="utf-8", newline="") as file:
        return tuple(Difference(**row) for row in csv.DictReader(file, delimiter="\t"))


PEER = Peer("oasdiff", ("oasdiff:",), judge_documents, (Run(ContentModel.DECLARED),), score)
