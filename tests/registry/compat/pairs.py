"""Opens pairs of documents, and tells judgements as `expected.yaml` has them."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from crossdock.registry.compat.bump import needed_bump
from crossdock.registry.compat.judge import Judgement, judge_change, judge_interfaces
from crossdock.registry.compat.promises import diff_promises
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.manifests.contract_file import read_contract
from crossdock.registry.model.contract import ContentModel, Contract, Kind, Mode
from crossdock.registry.model.evidence import Exchange, Payload, Statement, Unknown
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.location import Location, Place
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format

FOLDER = "contracts/acme/orders/v1"


@dataclass(frozen=True)
class Side:
    """One state of a case: the document as a file of its own, and as an interface or a manifest."""

    name: str
    document: Document
    interface: Interface | None = None
    contract: Contract | None = None

    def locate(self, place: Place) -> Location:
        found = find_location(self.document, place.pointer, place.part)
        return Location(self.name, found.line, found.column)


@dataclass(frozen=True)
class Given:
    """What a case says beside its documents, under `given` in `expected.yaml`."""

    mode: Mode | None = None
    model: ContentModel = ContentModel.DECLARED
    kind: Kind | None = None
    keeps_history: bool = False
    assert_formats: bool = False
    said: dict[str, object] = field(default_factory=dict)


def read_given(expected: Path) -> Given:
    data = yaml.safe_load(expected.read_text(encoding="utf-8")) if expected.is_file() else None
    said = (data or {}).get("given", {})
    return Given(
        Mode(said["mode"]) if "mode" in said else None,
        ContentModel(said.get("model", "declared")),
        Kind(said["kind"]) if "kind" in said else None,
        said.get("keeps_history", False),
        said.get("assert_formats", False),
        said,
    )


def open_side(folder: Path, stem: str) -> Side:
    """Open `base` or `revision`, whatever its ending; other files of the folder can be referenced from it."""
    file = next(file for file in sorted(folder.iterdir()) if file.stem == stem)
    documents = {other.name: read_document(other.name, other.read_bytes()) for other in folder.iterdir()}
    document = documents[file.name]
    assert document.is_readable, document.findings
    return open_document(file.name, document, documents)


def open_document(name: str, document: Document, documents: dict[str, Document] | None = None) -> Side:
    data = document.data
    if isinstance(data, dict) and isinstance(data.get("kind"), str) and "version" in data:
        contract, _ = read_contract(document, FOLDER, ("openapi.yaml",))
        assert contract is not None
        return Side(name, document, contract=contract)
    found = find_format(data, name)
    assert found is not None, f"{name} is of no known format"
    known = documents or {name: document}
    return Side(name, document, found.read_interface(document, Resolver(known.get, lambda address: None, derive)))


def judge(base: Side, revision: Side, given: Given) -> tuple[Judgement, ...]:
    if base.contract is not None and revision.contract is not None:
        return tuple(judge_change(change) for change in diff_promises(base.contract, revision.contract))
    assert base.interface is not None
    assert revision.interface is not None
    return judge_interfaces(
        base.interface,
        revision.interface,
        mode=given.mode,
        model=given.model,
        kind=given.kind,
        keeps_history=given.keeps_history,
        assert_formats=given.assert_formats,
    )


def describe(base: Side, revision: Side, given: Given) -> dict[str, object]:
    """Return what is expected of a case, as data."""
    judged = judge(base, revision, given)
    found = [describe_judgement(judgement, base, revision) for judgement in judged]
    said: dict[str, object] = {"given": given.said} if given.said else {}
    return {**said, "findings": found, "bump": needed_bump(judged).value}


def describe_judgement(judgement: Judgement, base: Side, revision: Side) -> dict[str, object]:
    change = judgement.change
    told: dict[str, object] = {
        "rule": judgement.rule.id,
        "severity": judgement.severity.value,
        "at": str(revision.locate(change.at)),
        "was": str(base.locate(change.was)),
        "message": judgement.message,
    }
    if change.path:
        told["path"] = change.path
    if judgement.direction is not None:
        told["direction"] = judgement.direction.value
    if judgement.evidence is not None:
        told["evidence"] = describe_evidence(judgement.evidence)
    return told


def describe_evidence(evidence: Payload | Exchange | Statement | Unknown) -> dict[str, object]:
    if isinstance(evidence, Payload):
        sides = {"accepted_by": evidence.accepted_by, "rejected_by": evidence.rejected_by}
        return {"payload": evidence.value, **sides, "reason": evidence.reason}
    if isinstance(evidence, Exchange):
        return {"sent": evidence.sent, "before": evidence.before, "after": evidence.after}
    if isinstance(evidence, Statement):
        return {"promise": evidence.promise, "before": evidence.before, "after": evidence.after}
    return {"unknown": evidence.reason}
