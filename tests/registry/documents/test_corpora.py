"""Public contracts: all are read, in no time, and every place in them is exact. Read in place, never copied."""

import csv
import gzip
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.limits import LIMITS
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.problems import NOT_JSON, UNREADABLE
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.spectral_range import Range, find_spectral_ranges
from crossdock.registry.documents.text import decode_any
from crossdock.registry.documents.yaml_exact import read_exactly
from crossdock.registry.model.location import Part, escape_token
from tests.registry.documents.slow_positions import JsonScanner, Node, compose_yaml, place

CORPORA = Path(os.environ.get("CROSSDOCK_CORPORA", "/nowhere"))
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="CROSSDOCK_CORPORA does not name the folder of public contracts"),
]
HAND_WRITTEN = 400_000  # bytes; larger documents are generated
POINTERS = 1_000


def index() -> list[dict[str, str]]:
    with (CORPORA / "real" / "INDEX.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def read(row: dict[str, str]) -> Document:
    return read_document(row["path"], (CORPORA / "real" / row["path"]).read_bytes())


def test_every_public_contract_is_read_and_the_broken_one_is_not() -> None:
    documents = [(row, read(row)) for row in index()]
    unreadable = [row["format"] for row, document in documents if not document.is_readable]
    assert unreadable == ["unparsable"]
    [broken] = [document for row, document in documents if row["format"] == "unparsable"]
    [finding] = broken.findings
    assert finding.rule == UNREADABLE.id
    assert str(finding.at).endswith(":9:7")  # a comma is missing at the end of line 8


def test_native_and_exact_parser_agree_on_every_public_contract() -> None:
    for row in index():
        document = read(row)
        if document.is_readable and document.syntax is Syntax.YAML:
            assert read_exactly(decode_any(document.content), LIMITS).data == document.data, row["path"]


def test_json_is_what_the_standard_library_reads() -> None:
    for row in index():
        document = read(row)
        if document.is_readable and document.syntax is Syntax.JSON and not document.findings:
            assert json.loads(document.content) == document.data, row["path"]


def test_reading_all_takes_seconds() -> None:
    contents = [(row["path"], (CORPORA / "real" / row["path"]).read_bytes()) for row in index()]
    start = time.process_time()
    for path, content in contents:
        read_document(path, content)
    assert time.process_time() - start < 5


def samples(endings: tuple[str, ...]) -> Iterator[tuple[str, Node, str, Document]]:
    """Yield pointers of hand-written documents at random, some of each, until there are enough."""
    chance = random.Random(20261121)
    rows = [row for row in index() if row["path"].endswith(endings) and int(row["bytes"]) < HAND_WRITTEN]
    chance.shuffle(rows)
    found = 0
    for row in rows:
        document = read(row)
        text = decode_any(document.content)
        if not document.is_readable or document.findings:
            continue
        root = JsonScanner(text).scan() if document.syntax is Syntax.JSON else compose_yaml(text)
        nodes = list(root.walk())
        for pointer, node in chance.sample(nodes, min(25, len(nodes))):
            found += 1
            yield pointer, node, text, document
        if found >= POINTERS:
            return
    pytest.fail(f"only {found} pointers")


@pytest.mark.parametrize("endings", [(".yaml", ".yml"), (".json", ".avsc")], ids=["yaml", "json"])
def test_a_thousand_places_are_those_of_a_full_parse(endings: tuple[str, ...]) -> None:
    count = 0
    for pointer, node, text, document in samples(endings):
        found = find_location(document, pointer)
        where = f"{document.path}#{pointer}"
        assert (found.line, found.column) == place(text, node.start), where
        assert (found.end_line, found.end_column) == place(text, node.end), where
        if node.key is not None:
            key = find_location(document, pointer, Part.KEY)
            assert (key.line, key.column) == place(text, node.key[0]), where
            assert (key.end_line, key.end_column) == place(text, node.key[1]), where
        count += 1
    assert count >= POINTERS


def spectral_results() -> dict[str, set[tuple[str, Range]]]:
    """Return the pointers and ranges that Spectral reported, by document."""
    results: dict[str, set[tuple[str, Range]]] = defaultdict(set)
    for path in sorted((CORPORA / "lint" / "cases").iterdir()):
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        case = json.loads(content)
        for result in case["results"]:
            pointer = "".join("/" + escape_token(str(token)) for token in result["path"])
            if "source" not in result and result["range"] != [0, 0, 0, 0]:  # a range of zeros is none
                start_line, start, end_line, end = result["range"]
                results[case["document"]].add((pointer, (start_line, start, end_line, end)))
    return results


def test_places_are_where_spectral_says_after_conversion() -> None:
    count = 0
    for path, results in spectral_results().items():
        document = read_document(path, (CORPORA / "lint" / path).read_bytes())
        found = find_spectral_ranges(document, [pointer for pointer, _ in results])
        for pointer, expected in sorted(results):
            assert found[pointer] == expected, f"{path}#{pointer}"
            count += 1
    assert count > 10_000


def test_lenient_reading_is_reported_for_what_is_published_with_errors() -> None:
    lenient = [row["path"] for row in index() for finding in read(row).findings if finding.rule == NOT_JSON.id]
    assert len(lenient) == 3
