"""Runs cases and holds the answers against what peers say."""

import time
from dataclasses import dataclass
from enum import Enum

from benchmarks.compatibility.adjudications import Adjudications
from benchmarks.compatibility.case import Case
from benchmarks.compatibility.peer import Answer, Changes, Peer, Run

SHOWN = 300  # characters of a crash


class Standing(Enum):
    """How an answer stands to a verdict."""

    AGREES = "agree"
    DISAGREES = "disagree"
    EXPLAINED = "explained"  # it disagrees, and the reason is written down
    UNKNOWN = "unknown"
    NO_VERDICT = "none"  # the case has none
    CRASHED = "crash"


@dataclass(frozen=True)
class Score:
    """What came of one run of a case."""

    case: Case
    peer: Peer
    run: Run
    standing: Standing
    answer: Answer
    seconds: float
    reason: str = ""
    changes: Changes | None = None

    @property
    def is_defect(self) -> bool:
        """Whether the program must not answer so, whatever a peer thinks."""
        is_wrong = self.case.is_subset and self.standing is Standing.DISAGREES
        return is_wrong or self.standing is Standing.CRASHED or self.answer.unconfirmed > 0


def run_case(case: Case, peer: Peer, run: Run, known: Adjudications) -> Score:
    """Run a case once. A crash is a result, and a defect."""
    start = time.process_time()
    try:
        answer = peer.judge(case, run.model)
        changes = peer.score(case, answer) if peer.score else None
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is told and counted
        why = f"{type(problem).__name__}: {problem}"[:SHOWN]
        return Score(case, peer, run, Standing.CRASHED, Answer(None, why), time.process_time() - start)
    seconds = time.process_time() - start
    standing, reason = stand(case, run, answer, known)
    return Score(case, peer, run, standing, answer, seconds, reason, changes)


def stand(case: Case, run: Run, answer: Answer, known: Adjudications) -> tuple[Standing, str]:
    """Return how an answer stands to the case's verdict, and why where it differs for a reason."""
    verdict = case.expect.get(run.expects)
    if verdict is None:
        return Standing.NO_VERDICT, ""
    if answer.is_compatible is verdict:
        return Standing.AGREES, ""
    reason = known.explain(case, run, answer)
    if reason is not None:
        return Standing.EXPLAINED, reason
    return (Standing.UNKNOWN if answer.is_compatible is None else Standing.DISAGREES), ""
