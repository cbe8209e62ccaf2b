"""Public contracts and public compatibility cases: nothing differs from itself, nothing crashes, and no verdict is against logic."""

import json
import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from crossdock.registry.compat.avro import resolve
from crossdock.registry.compat.avro_types import read_avro
from crossdock.registry.compat.diff import diff_interfaces
from crossdock.registry.compat.inclusion import Included, NotIncluded, include
from crossdock.registry.compat.judge import judge_interfaces
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import Dialect, Interface, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format
from tests.registry.formats.corpora import FOLDER, Entry, needs_corpora, read_index, sample
from tests.registry.formats.reading import open_folder

pytestmark = [pytest.mark.corpora, needs_corpora]
CASES = Path(os.environ.get("CROSSDOCK_CORPORA", "/nonexistent")) / "compat"
ENTRIES = sample(read_index(), 400_000, 4)
DIALECTS = {
    "draft-04": Dialect.DRAFT4,
    "draft-06": Dialect.DRAFT6,
    "draft-07": Dialect.DRAFT7,
    "2019-09": Dialect.DRAFT2019,
}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.path)
def test_nothing_differs_from_itself(entry: Entry) -> None:
    base, revision = _open(entry.path), _open(entry.path)
    if base is not None and revision is not None:
        assert diff_interfaces(base, revision) == ()


@pytest.mark.parametrize("pair", list(pairwise(ENTRIES))[::3], ids=lambda pair: pair[1].path)
def test_any_two_documents_can_be_judged(pair: tuple[Entry, Entry]) -> None:
    base, revision = _open(pair[0].path), _open(pair[1].path)
    if base is not None and revision is not None and base.format == revision.format:
        for judgement in judge_interfaces(base, revision):
            assert judgement.is_breaking is (judgement.evidence is not None and judgement.evidence.kind != "unknown")


def test_no_verdict_is_against_logic() -> None:
    found: Counter[str] = Counter()
    for case in _cases("jsonschema.jsonl"):
        if case["semantics"] == "subset" and case["expect"]["compatible"] is not None:
            found[_judge_case(case)] += 1
    assert found["wrong"] == 0, found
    assert found["unknown"] < 0.03 * found.total(), found


def test_avro_verdicts_are_those_of_the_specification() -> None:
    wrong = []
    for case in _cases("avro.jsonl"):
        direction = case["direction"].removesuffix("_transitive")
        older = case["expect"].get("history", []) if case["direction"].endswith("_transitive") else []
        for base in (*older, case["base"]):
            pairs = {"backward": [(base, case["revision"])], "forward": [(case["revision"], base)]}
            asked = pairs["backward"] + pairs["forward"] if direction == "full" else pairs[direction]
            case["found"] = case.get("found", True) and not any(_mismatches(*pair) for pair in asked)
        if case["found"] is not case["expect"]["compatible"]:
            wrong.append(case["id"])
    assert wrong == []


def _open(path: str) -> Interface | None:
    resolver = open_folder(FOLDER)
    resolver.derive = derive
    document = resolver.load(path)
    found = find_format(document.data, Path(path).name) if document is not None and document.is_readable else None
    return found.read_interface(document, resolver) if found and document else None


def _cases(name: str) -> list[dict]:  # type: ignore[type-arg]  # JSON data
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def _judge_case(case: dict) -> str:  # type: ignore[type-arg]  # JSON data
    stated = (case["base"].get("$schema") if isinstance(case["base"], dict) else None) or case["dialect"]
    sides = [_bundle(case[side], stated) for side in ("base", "revision")]
    found = include(sides[0], sides[1], ContentModel.STRICT)  # type: ignore[arg-type]  # bundles
    if isinstance(found, NotIncluded):
        assert _is_accepted(found.witness, sides[0]), case["id"]
        return "wrong" if case["expect"]["compatible"] else "right"
    if isinstance(found, Included):
        return "right" if case["expect"]["compatible"] else "wrong"
    return "unknown"


def _is_accepted(value: object, schema: object) -> bool:
    try:
        return jsonschema.Draft202012Validator(schema).is_valid(value)  # type: ignore[arg-type]  # a bundle
    except re.error:  # a pattern that Python does not read, such as `\\p{L}`: the first validator has confirmed it
        return True


def _bundle(data: object, stated: str) -> object:
    dialect = next((dialect for name, dialect in DIALECTS.items() if name in stated), Dialect.DRAFT2020)
    return _schema(data, dialect).bundle()


def _mismatches(writer: object, reader: object) -> list[object]:
    return list(resolve(read_avro(_schema(writer, Dialect.AVRO)), read_avro(_schema(reader, Dialect.AVRO))))


def _schema(data: object, dialect: Dialect) -> Schema:
    document = Document("schema.json", b"", data, Syntax.JSON)
    resolver = Resolver(lambda path: document if path == "schema.json" else None, lambda address: None)
    return open_schema(data, dialect, Place("schema.json"), resolver)
