"""Agreement with the referees: openapi-spec-validator and fastavro, on public contracts and on our own cases."""

import json
from pathlib import Path

import fastavro
import pytest
from fastavro.schema import SchemaParseException, UnknownType

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.specifications.problems import SECOND_OPINION, SECOND_OPINION_STOPPED
from crossdock.registry.specifications.recognise import find_format
from crossdock.registry.specifications.thorough import validate_thoroughly
from tests.registry.formats.corpora import FOLDER, NOT_JSON, Entry, needs_corpora, read_index, sample
from tests.registry.formats.reading import open_case, open_folder, open_text

CASES = Path(__file__).parents[2] / "cases" / "formats" / "findings"
HTTP_CASES = sorted(path for path in CASES.glob("*/*") if list(path.glob("openapi.*")) or list(path.glob("swagger.*")))
AVRO_CASES = sorted(path for path in CASES.glob("*/*") if list(path.glob("*.avsc")))
HTTP = [entry for entry in read_index() if entry.format in ("openapi", "swagger")]
AVRO = [entry for entry in read_index() if entry.format == "avro" and entry.path not in NOT_JSON]

# rules that openapi-spec-validator does not have: it holds these documents valid
OURS_ONLY = {
    "openapi-path-duplicate",
    "openapi-security-undefined",
    "openapi-server-variable-undefined",
    "openapi-reference-kind-wrong",
    "swagger-body-conflict",
}
# what it finds and we say with another severity, or not at all
THEIRS_ONLY = {
    "schema-default-wrong": "a wrong default is a warning here: documents with one are in use everywhere",
    "openapi-reference-kind-wrong": "it validates the header as if it were a schema",
}
# cases in which the two differ → why
DIFFERENCES = {
    "schema-default-wrong/type-and-enum": "a wrong default is a warning here",
    "operation-id-duplicate/one-path-item-used-twice": "it counts an operation twice that two paths share; there is one",
    "operation-id-duplicate/in-a-callback": "it does not look into callbacks",
    "openapi-invalid/version-is-a-number": "it stops at a version that is no text",
    "specification-version-unknown/openapi": "it knows no such version either, and stops",
}
PUBLIC_DIFFERENCES = {
    "inventree/api/534.yaml": "a default is held against the `enum` beside it, not against one behind a reference",
}
AVRO_DIFFERENCES = {
    "avro-invalid/record-without-fields": "fastavro takes a record without `fields`; the specification asks for the list",
}


def is_invalid(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR and finding.rule not in OURS_ONLY for finding in findings)


def ask_both(document: Document, resolver: Resolver, form: Format) -> tuple[list[Finding], list[Finding]]:
    return list(form.validate(document, resolver)), list(validate_thoroughly(document, resolver))


@pytest.mark.parametrize("folder", HTTP_CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_openapi_case_is_judged_alike(folder: Path) -> None:
    document, resolver, form = open_case(folder)
    ours, theirs = ask_both(document, resolver, form)
    name = f"{folder.parent.name}/{folder.name}"
    if any(finding.rule == SECOND_OPINION_STOPPED.id for finding in theirs):
        return
    agrees = is_invalid(ours) is any(finding.rule == SECOND_OPINION.id for finding in theirs)
    assert agrees is (name not in DIFFERENCES), [finding.message for finding in theirs]


@pytest.mark.corpora
@needs_corpora
@pytest.mark.parametrize("entry", sample(HTTP, 120_000, 5), ids=lambda entry: entry.path)
def test_public_openapi_is_judged_alike(entry: Entry) -> None:
    judge_alike(entry)


@pytest.mark.corpora
@pytest.mark.slow
@needs_corpora
@pytest.mark.parametrize("entry", [entry for entry in HTTP if entry.size <= 1_500_000], ids=lambda entry: entry.path)
def test_all_public_openapi_is_judged_alike(entry: Entry) -> None:
    judge_alike(entry)


def judge_alike(entry: Entry) -> None:
    resolver = open_folder(FOLDER)
    document = resolver.load(entry.path)
    assert document is not None
    form = find_format(document.data, entry.path)
    assert form is not None
    ours, theirs = ask_both(document, resolver, form)
    if any(finding.rule in THEIRS_ONLY for finding in ours):
        return
    said = [finding for finding in theirs if finding.rule == SECOND_OPINION.id]
    stopped = any(finding.rule == SECOND_OPINION_STOPPED.id for finding in theirs)
    if stopped and not said:
        return  # at a reference to a document that was never published
    assert (is_invalid(ours) is bool(said)) is (entry.path not in PUBLIC_DIFFERENCES), (
        [finding.message for finding in ours],
        [finding.message for finding in said],
    )


@pytest.mark.parametrize("folder", AVRO_CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_avro_case_is_judged_alike(folder: Path) -> None:
    document, resolver, form = open_case(folder)
    agrees = bool(list(form.validate(document, resolver))) is not fastavro_takes(document.data)
    assert agrees is (f"{folder.parent.name}/{folder.name}" not in AVRO_DIFFERENCES)


@pytest.mark.corpora
@needs_corpora
@pytest.mark.parametrize("entry", AVRO, ids=lambda entry: entry.path)
def test_public_avro_is_judged_alike(entry: Entry) -> None:
    document, resolver, form = open_text((FOLDER / entry.path).read_text(encoding="utf-8"), "schema.avsc")
    assert bool(list(form.validate(document, resolver))) is not fastavro_takes(document.data)


def fastavro_takes(schema: object) -> bool:
    try:
        fastavro.parse_schema(json.loads(json.dumps(schema)))
    except (SchemaParseException, UnknownType, KeyError, TypeError, ValueError):
        return False
    return True
