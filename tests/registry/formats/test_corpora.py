"""Public contracts are recognised, validated and lowered, and their operations are those that the index counts."""

import pytest

from crossdock.registry.documents.document import Document
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.specifications.recognise import find_format
from tests.registry.formats.corpora import FOLDER, NOT_JSON, Entry, needs_corpora, read_index, sample
from tests.registry.formats.reading import open_folder

pytestmark = [pytest.mark.corpora, needs_corpora]
ENTRIES = read_index()
# what is invalid as published; each was looked at
KNOWN_INVALID = {
    "dcsa/domain-": {"openapi-invalid"},  # shared parts: OpenAPI 3.0 without `paths`
    "asyncapi-examples/operation-security/2.4.0.yaml": {"asyncapi-invalid"},  # `security` is an object
}
INVALID = {"openapi-invalid", "asyncapi-invalid", "schema-invalid", "avro-invalid"}


@pytest.mark.parametrize("entry", sample(ENTRIES, 400_000, 4), ids=lambda entry: entry.path)
def test_document(entry: Entry) -> None:
    judge(entry)


@pytest.mark.slow
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.path)
def test_every_document(entry: Entry) -> None:
    judge(entry)


def judge(entry: Entry) -> None:
    resolver = open_folder(FOLDER)
    document = resolver.load(entry.path)
    assert isinstance(document, Document)
    if entry.path in NOT_JSON:
        assert document.findings
    if not document.is_readable:
        assert entry.path in NOT_JSON
        return
    form = find_format(document.data, "published.txt")  # by its content alone
    assert form is not None
    assert form.name == entry.format
    findings = list(form.validate(document, resolver))
    errors = {finding.rule for finding in findings if finding.severity is Severity.ERROR} & INVALID
    known = [rules for path, rules in KNOWN_INVALID.items() if entry.path.startswith(path)]
    assert errors == (known[0] if known else set()), [finding.message for finding in findings if finding.rule in errors]
    assert count_offers(form.read_interface(document, resolver), entry) == entry.count


def count_offers(interface: Interface, entry: Entry) -> int | None:
    """Count what the index counts: operations below `paths` without callbacks and webhooks, channels, root properties, fields."""
    if entry.format == "asyncapi":
        return entry.count if _names_all_channels(interface, entry) else -1
    if entry.format in ("openapi", "swagger"):
        webhooks = [operation for operation in interface.operations if operation.key.startswith("webhook ")]
        calls = [operation for operation in interface.operations if " callback " not in operation.key]
        return len(calls) if len(webhooks) == len(calls) else len(calls) - len(webhooks)
    schema = interface.payloads[0].schema
    data = schema.data if schema and isinstance(schema.data, dict) else {}
    parts = [data.get(name) for name in (("fields", "symbols") if entry.format == "avro" else ("properties",))]
    return next((len(part) for part in parts if part), 0)


def _names_all_channels(interface: Interface, entry: Entry) -> bool:
    """Whether each counted channel is used by an operation, is where one is answered, or offers its messages by itself."""
    addresses = {operation.address for operation in interface.operations}
    replies = {
        operation.key
        for operation in interface.operations
        for payload in operation.payloads
        if payload.key.startswith("reply ")
    }
    alone = {payload.key.split(" ")[0] for payload in interface.payloads}
    return len(addresses) + len(alone) <= (entry.count or 0) <= len(addresses) + len(alone) + len(replies)
