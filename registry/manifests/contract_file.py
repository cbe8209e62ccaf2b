"""`contract.yaml`: the manifest of a contract."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests import problems
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.folders import find_document, find_examples, judge_folder, key_of_folder
from crossdock.registry.manifests.inheritance import merge_defaults
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.promise_fields import (
    ClassificationFields,
    CompatibilityFields,
    EntityFields,
    SemanticsFields,
    ServiceLevelFields,
)
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import (
    BY_VALUE,
    Address,
    Branch,
    ContractName,
    Day,
    FilePath,
    LineReference,
    Name,
    Prose,
    SameThing,
    Text,
    Version,
)
from crossdock.registry.model.contract import Contract, Kind, Layer, Lifecycle, LifecycleState, Source
from crossdock.registry.model.finding import Finding

Scheme = Literal["semver", "semver-prerelease", "date", "integer", "schemaver"]


class LifecycleFields(Fields):
    """How far the contract has come."""

    state: Annotated[LifecycleState, BY_VALUE] | None = Field(
        None, description="A draft promises nothing yet; a deprecated contract has a sunset; a retired one is gone."
    )
    since: Day | None = Field(None, description="Since when it is in this state: `2025-03-01`.")
    sunset: Day | None = Field(None, description="When it stops; with `deprecated`: `2027-06-30`.")
    successor: LineReference | None = Field(None, description="What to move to: `wms-east/shipment-confirmed@3`.")

    def lower(self) -> Lifecycle:
        """Return the model value."""
        return Lifecycle(self.state or LifecycleState.ACTIVE, self.since, self.sunset, self.successor)


class SourceFields(Fields):
    """Where a document that lives elsewhere comes from; the copy here is never edited by hand."""

    repository: Text | None = Field(None, description="The address of the repository.")
    path: FilePath | None = Field(None, description="The path of the document in it.")
    revision: Branch | None = Field(None, description="The revision that the copy was taken from.")
    generated: bool | None = Field(None, description="Whether the document is exported from code.")

    def lower(self) -> Source:
        """Return the model value."""
        return Source(self.repository, self.path, self.revision, bool(self.generated))


class InheritableFields(Fields):
    """The fields that a system can give defaults for."""

    scheme: Scheme | None = Field(None, description="How its versions are written and ordered; `semver` unless stated.")
    version_from: Literal["manifest", "document"] | None = Field(
        None,
        description="`document`: the version is read from the document (`info.version`), and `version` is left out.",
    )
    layer: Annotated[Layer, BY_VALUE] | None = Field(None, description="Where it stands between systems and people.")
    owner: Name | None = Field(None, description="The team that answers for it: a name in `teams.yaml`.")
    lifecycle: LifecycleFields | None = Field(None, description="How far it has come.")
    compatibility: CompatibilityFields | None = Field(None, description="What must stay compatible; usually derived.")
    semantics: SemanticsFields | None = Field(None, description="What is promised beyond the payload.")
    sla: ServiceLevelFields | None = Field(None, description="How dependable it is.")
    classification: ClassificationFields | None = Field(None, description="How sensitive its data is.")
    source: SourceFields | None = Field(None, description="Where a document that lives elsewhere comes from.")


class ContractFields(InheritableFields):
    """The manifest of a contract. Its id comes from its folder and is never written here."""

    hints: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("id", "name", "system", "line"), "remove it: the id is the folder, `<system>/<name>/v<line>`"),
        "same": "write `same_as: [[<definition>, <another description>]]`",
        "status": "write `lifecycle: {state: …}`",
        "consumers": "remove it: consumers declare themselves, in `consumes` of their own `system.yaml`",
    }

    kind: Annotated[Kind, BY_VALUE] = Field(description="What the contract promises.")
    title: Text | None = Field(None, description="What people call it, on one line.")
    description: Prose | None = Field(None, description="What it is for, in Markdown.")
    version: Version | None = Field(None, description="The version that the next release will have: `2.3.0`.")
    document: FilePath | None = Field(None, description="The document's file, when the folder holds several.")
    addresses: list[Address] | None = Field(
        None,
        description="Remote addresses (URI prefixes) that the contract answers for: references to them are read from here.",
    )
    entities: list[EntityFields] | None = Field(None, description="The canonical entities that it carries.")
    formerly: list[ContractName] | None = Field(
        None, description="Earlier ids of this contract: `wms-east/shipment-shipped`."
    )
    same_as: list[SameThing] | None = Field(
        None, description="Descriptions of one thing that must agree, each list with the definition first."
    )


def read_contract(
    document: Document, folder: str, names: Sequence[str], system: Document | None = None, root: str = "contracts"
) -> tuple[Contract | None, tuple[Finding, ...]]:
    """Read a manifest, with the defaults of its system.

    `folder` is the contract's, `root` the folder of all systems; both are relative to the registry root. `names` are the files below
    `folder`, relative to it. `system` is the `system.yaml`, `None` when there is none. The contract is `None` when what it requires is
    missing or broken. Findings of the document itself come first; a finding in an inherited value points at the system's file.
    """
    key = key_of_folder(folder, root)
    if key is None or not document.is_readable:
        return None, document.findings + judge_folder(document.path, folder, root)
    merged = merge_defaults(document.data, system.data if system and system.is_readable else None)
    contract_key = f"{key[0]}/{key[1]}@{key[2]}"
    origin = Origin(document.path, contract_key, merged.inherited, system.path if system else "")
    reading = read_fields(ContractFields, merged.data, origin)
    findings = document.findings + reading.findings
    fields = reading.fields
    if fields is None:
        return None, findings
    path, more = find_document(fields.kind, fields.document, names, origin)
    more += _judge_version(fields, origin)
    contract = _lower(fields, key, folder, names, path)
    return (None if any(finding.at.pointer == "/version" for finding in more) else contract), findings + more


def _judge_version(fields: ContractFields, origin: Origin) -> tuple[Finding, ...]:
    is_in_document = fields.version_from == "document"
    if is_in_document == (fields.version is None):
        return ()
    rule, message = problems.MISSING_FIELD, "field `version` is missing"
    fix = "add `version`, the version that the next release will have, or `version_from: document`"
    if is_in_document:
        rule, message = (
            problems.VERSION_TWICE,
            "`version` is stated, and `version_from` says that the document states it",
        )
        fix = rule.fix
    place = origin.place("/version")
    return (Finding(rule.id, rule.severity, message, place, origin.contract, why=rule.why, fix=fix),)


def _lower(
    fields: ContractFields, key: tuple[str, str, str], folder: str, names: Sequence[str], document: str | None
) -> Contract:
    system, name, line = key
    defaults = Contract(system, name, line, folder, fields.kind, None, "", None)
    return Contract(
        system=system,
        name=name,
        line=line,
        folder=folder,
        kind=fields.kind,
        version=fields.version,
        title=fields.title or name.replace("-", " ").capitalize(),
        owner=fields.owner,
        description=fields.description or "",
        scheme=fields.scheme or defaults.scheme,
        layer=fields.layer,
        lifecycle=fields.lifecycle.lower() if fields.lifecycle else defaults.lifecycle,
        compatibility=fields.compatibility.lower() if fields.compatibility else defaults.compatibility,
        entities=tuple(entity.lower() for entity in fields.entities or ()),
        semantics=fields.semantics.lower() if fields.semantics else defaults.semantics,
        sla=fields.sla.lower() if fields.sla else defaults.sla,
        classification=fields.classification.lower() if fields.classification else defaults.classification,
        source=fields.source.lower() if fields.source else None,
        document=f"{folder}/{document}" if document else None,
        version_from=fields.version_from or defaults.version_from,
        addresses=tuple(fields.addresses or ()),
        examples=find_examples(folder, fields.kind, names),
        formerly=tuple(fields.formerly or ()),
        same_as=tuple(tuple(described) for described in fields.same_as or ()),
    )
