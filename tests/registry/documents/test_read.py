"""Every case in `tests/cases/documents/`: what is read of a document, and all that is found in it."""

from pathlib import Path

import pytest

from crossdock.registry.documents import yaml_reader
from crossdock.registry.documents.document import Syntax
from crossdock.registry.documents.limits import Limits
from crossdock.registry.documents.problems import NOT_PORTABLE, RULES
from crossdock.registry.documents.read import find_syntax, read_document
from crossdock.registry.model.rule import Rule
from tests.registry.documents.cases import CASES, compare, describe, name, open_case

FOLDERS = sorted(path for path in CASES.glob("*/*") if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_document_is_read_as_expected(folder: Path, is_updating: bool) -> None:
    compare(describe(read_document(*open_case(folder))), folder, is_updating)


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_without_the_native_parser_the_same_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, content = open_case(folder)
    native = read_document(path, content)
    monkeypatch.setattr(yaml_reader, "IS_NATIVE", False)
    exact = read_document(path, content)
    assert exact.is_readable == native.is_readable
    assert exact.data == native.data
    assert list(exact.findings) == [finding for finding in native.findings if finding.rule != NOT_PORTABLE.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_a_case_where_it_speaks_and_explains_itself(rule: Rule) -> None:
    findings = [
        finding
        for folder in (CASES / rule.id).iterdir()
        for finding in read_document(*open_case(folder)).findings
        if finding.rule == rule.id
    ]
    assert findings, f"no case below {rule.id} shows the rule"
    for finding in findings:
        assert finding.why and finding.fix and finding.severity is rule.severity
        assert not finding.message.endswith(".")
        assert finding.message[0] == finding.message[0].lower()


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_identities_of_a_document_differ(folder: Path) -> None:
    findings = read_document(*open_case(folder)).findings
    assert len({finding.identity for finding in findings}) == len(findings)


@pytest.mark.parametrize(
    ("path", "syntax"),
    [
        ("contracts/a/b/v1/schema.json", Syntax.JSON),
        ("contracts/a/b/v1/schema.avsc", Syntax.JSON),
        ("contracts/a/b/v1/OPENAPI.YML", Syntax.YAML),
        ("contracts/a/b/v1/1-0-0", Syntax.YAML),
        ("contracts/a/b/v1/examples/a.csv", Syntax.TEXT),
        ("contracts/a/b/v1/examples/a.json", Syntax.JSON),
        ("contracts/a/b/v1/examples/a.yaml", Syntax.YAML),
    ],
)
def test_the_ending_says_what_a_file_is(path: str, syntax: Syntax) -> None:
    assert find_syntax(path) is syntax


def test_text_is_kept_and_not_parsed() -> None:
    document = read_document("examples/a.csv", b"A;B\n\xff")
    assert (document.data, document.is_readable, document.findings) == (None, True, ())
    assert document.content == b"A;B\n\xff"


def test_json_inside_yaml_is_yaml() -> None:
    document = read_document("a.yaml", b'{"a": 1, # a comment\n "b": [1, 2,]}')
    assert document.data == {"a": 1, "b": [1, 2]}
    assert document.findings == ()


def test_limits_are_those_that_are_given() -> None:
    limits = Limits(size=10, depth=2, nodes=3)
    assert [f.rule for f in read_document("a.yaml", b"a" * 11, limits).findings] == ["document-too-large"]
    assert [f.rule for f in read_document("a.yaml", b"[[[1]]]", limits).findings] == ["document-too-deep"]
    assert [f.rule for f in read_document("a.json", b"[1,2,3,4]", limits).findings] == ["document-too-large"]
    assert read_document("a.json", b"[[1]]", limits).is_readable


def test_findings_of_one_document_are_bounded() -> None:
    document = read_document("a.json", b"{" + b",".join([b'"a": 1'] * 50) + b"}")
    assert len(document.findings) == Limits().problems
