"""Our own cases of the content models (`tests/cases/compat/declared/`): each is decided, and each stated witness is one."""

from pathlib import Path

import pytest
from benchmarks.compatibility.adjudications import Adjudications
from benchmarks.compatibility.case import Case, read_cases
from benchmarks.compatibility.peer import find_peers, peer_of
from benchmarks.compatibility.schemas import open_side
from benchmarks.compatibility.scoring import Standing, run_case

from crossdock.registry.compat.referee import Referee
from crossdock.registry.model.contract import ContentModel

FOLDER = Path(__file__).parents[2] / "cases" / "compat" / "declared"
CASES = [case for file in sorted(FOLDER.glob("*.jsonl")) for case in read_cases(file)]
WITNESSED = [case for case in CASES if "witness" in case.expect]


def test_there_are_cases_for_each_model() -> None:
    models = [case.data["model"] for case in CASES]
    assert len({case.id for case in CASES}) == len(CASES) >= 60
    assert {model.value for model in ContentModel} == set(models)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_is_decided(case: Case) -> None:
    peer = peer_of(case, find_peers())
    assert peer is not None
    score = run_case(case, peer, peer.runs[0], Adjudications({}, ()))
    assert score.standing is Standing.AGREES, (score.answer, case.data["notes"])
    assert (score.answer.unconfirmed, score.answer.unread) == (0, 0)


@pytest.mark.parametrize("case", WITNESSED, ids=lambda case: case.id)
def test_a_stated_witness_is_one(case: Case) -> None:
    sides = [open_side(data, str(case.dialect)).bundle() for data in (case.base, case.revision)]
    referee = Referee(sides[0], sides[1], ContentModel(case.data["model"]))
    assert referee.is_witness(case.expect["witness"])
    assert not case.expect["compatible"]
