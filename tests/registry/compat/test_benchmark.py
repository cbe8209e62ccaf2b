"""The measuring program: peers are found by folder, odd documents are told and not thrown, disagreements are counted."""

from pathlib import Path

import pytest
from benchmarks.compat import is_well, run_files
from benchmarks.compatibility.adjudications import Adjudications, Class, read_adjudications
from benchmarks.compatibility.case import Case, read_case
from benchmarks.compatibility.peer import FOLDER, Answer, Run, find_peers, peer_of
from benchmarks.compatibility.scoring import Score, Standing, run_case

from crossdock.registry.model.contract import ContentModel
from tests.registry.compat.test_corpora import CASES
from tests.registry.formats.corpora import needs_corpora

NONE = Adjudications({}, ())
ODD = (
    None,
    1,
    "int",
    [],
    {},
    True,
    {"type": 7},
    {"$ref": 3},
    {"$ref": "#/nowhere"},
    {"paths": 1},
    {"openapi": "3.1.0", "paths": []},
)
FORMATS = {"suite:": "jsonschema", "openapi-diff:": "openapi", "karapace:avro:": "avro", "asyncapi-diff:": "asyncapi"}


def test_every_file_is_a_peer() -> None:
    assert len(find_peers()) >= len([path for path in FOLDER.glob("*.py") if path.stem != "__init__"])


def test_the_longest_prefix_wins() -> None:
    peer = peer_of(_case("karapace:avro:x", True, True, format="avro"), find_peers())
    assert peer is not None
    assert peer.source == "karapace avro"


@pytest.mark.parametrize("prefix", FORMATS)
@pytest.mark.parametrize("data", ODD, ids=repr)
def test_odd_documents_do_not_crash(prefix: str, data: object) -> None:
    """A document that is none is a `ValueError` of the program at most, never anything else."""
    case = _case(f"{prefix}odd", data, {"type": "object"}, format=FORMATS[prefix])
    peer = peer_of(case, find_peers())
    assert peer is not None
    for run in peer.runs:
        score = run_case(case, peer, run, NONE)
        assert score.standing is not Standing.CRASHED or score.answer.why.startswith("ValueError: not read"), (
            score.answer
        )


def test_a_wrong_inclusion_is_a_defect() -> None:
    peer = peer_of(case := _case("suite:x", {"type": "string"}, {"type": "string"}, compatible=False), find_peers())
    assert peer is not None
    score = run_case(case, peer, peer.runs[0], NONE)
    assert score.standing is Standing.DISAGREES
    assert score.is_defect
    assert not is_well([[score]])


def test_an_unconfirmed_witness_is_a_defect() -> None:
    peer = find_peers()[0]
    answer = Answer(False, "", unconfirmed=1)
    score = Score(_case("x", True, False), peer, peer.runs[0], Standing.AGREES, answer, 0.0)
    assert score.is_defect


def test_a_class_covers_only_what_it_names() -> None:
    one = Class("peer:*", "strict", frozenset(["A", "B"]), "true", "same", "reason")
    run = Run(ContentModel.STRICT)
    listed = _case("peer:1", True, True, changes=[{"id": "A", "level": "error"}, {"id": "C", "level": "info"}])
    assert one.covers(listed, run, Answer(True, "both are the same"))
    assert not one.covers(listed, run, Answer(False, "both are the same"))
    assert not one.covers(listed, run, Answer(True, "proved"))
    assert not one.covers(listed, Run(ContentModel.TOLERANT), Answer(True, "both are the same"))
    other = _case("peer:1", True, True, changes=[{"id": "C", "level": "error"}])
    assert not one.covers(other, run, Answer(True, "both are the same"))
    assert not one.covers(_case("other:1", True, True), run, Answer(True, "both are the same"))


def test_each_class_has_a_reason() -> None:
    known = read_adjudications([])
    assert known.classes
    assert all(one.reason and one.ours in ("true", "false", "unknown") for one in known.classes)


@pytest.mark.corpora
@needs_corpora
@pytest.mark.parametrize("name", ["avro", "asyncapi", "jsonschema"])
def test_nothing_is_wrong_over_the_public_cases(name: str) -> None:
    groups = run_files([Path(CASES) / f"{name}.jsonl"], [])
    assert is_well(list(groups.values()))
    disagreed = [score for group in groups.values() for score in group if score.standing is Standing.DISAGREES]
    assert [score.case.id for score in disagreed] == []


def _case(
    name: str,
    base: object,
    revision: object,
    *,
    format: str = "jsonschema",
    compatible: bool = True,
    changes: object = (),
) -> Case:
    said = {"id": name, "format": format, "base": base, "revision": revision}
    return read_case({**said, "expect": {"compatible": compatible, "changes": changes}}, "here:1")
