"""`system.yaml`: a system, what it consumes, and the defaults for its contracts."""

from typing import ClassVar, Literal

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.contract_file import InheritableFields
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import Reading, read_fields
from crossdock.registry.manifests.scalars import LineReference, Name, Pointer, Prose, Text, Version
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.landscape import Consumption, System

Role = Literal["erp", "wms", "tms", "finance", "carrier", "3pl", "edi", "portal", "process", "canonical", "platform"]


class DefaultsFields(InheritableFields):
    """What each contract of the system inherits, field by field; a manifest's own value wins."""

    hints: ClassVar[dict[str, str]] = dict.fromkeys(
        ("kind", "title", "description", "version", "document", "addresses", "entities", "formerly", "same_as"),
        "write it in each contract's own manifest: it is not inherited",
    )


class ConsumesFields(Fields):
    """A contract that this system consumes."""

    contract: LineReference = Field(description="The line: `tms/load-tendered@1`.")
    version: Version | None = Field(None, description="The version that this system was built against.")
    operations: list[Text] | None = Field(None, description="Only these operations; all unless stated.")
    fields: list[Pointer] | None = Field(
        None, description="Only these fields of the payload, `*` being any array element; all unless stated."
    )
    purpose: Text | None = Field(None, description="What for, in a few words.")

    def lower(self, system_id: str, pointer: str) -> Consumption:
        """Return the model value."""
        return Consumption(
            system=system_id,
            contract=self.contract,
            version=self.version,
            operations=tuple(self.operations or ()),
            fields=tuple(self.fields or ()),
            purpose=self.purpose or "",
            pointer=pointer,
        )


class SystemFields(Fields):
    """A system: it provides the contracts in its folder and consumes others."""

    title: Text | None = Field(None, description="What people call it.")
    description: Prose | None = Field(None, description="What it does, in Markdown.")
    role: Role = Field(description="What kind of system it is.")
    owner: Name | None = Field(None, description="The team that answers for it: a name in `teams.yaml`.")
    tier: int | None = Field(None, ge=1, le=4, description="1 (must not stop) to 4.")
    vendor: Text | None = Field(None, description="Who makes it.")
    region: Text | None = Field(None, description="Where it runs.")
    residency: list[Text] | None = Field(None, description="Where its data is kept: `[us]`.")
    defaults: DefaultsFields | None = Field(
        None, description="What each contract of the system inherits, field by field."
    )
    consumes: list[ConsumesFields] | None = Field(None, description="The contracts of others that it relies on.")
    formerly: list[Name] | None = Field(None, description="Earlier ids of this system.")


def read_system(document: Document, system_id: str, folder: str) -> tuple[System | None, tuple[Finding, ...]]:
    """Read `system.yaml`; `None` when something required is missing or broken.

    A broken entry of `consumes` or `defaults` is a finding and left out.
    """
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(SystemFields, document.data, Origin(document.path), optional=("consumes", "defaults"))
    return _lower(reading, system_id, folder), document.findings + reading.findings


def _lower(reading: Reading[SystemFields], system_id: str, folder: str) -> System | None:
    fields = reading.fields
    if fields is None:
        return None
    consumes = fields.consumes or []
    pointers = (f"/consumes/{index}" for index in reading.indexes("consumes", len(consumes)))
    return System(
        id=system_id,
        title=fields.title or system_id,
        role=fields.role,
        owner=fields.owner,
        folder=folder,
        description=fields.description or "",
        tier=fields.tier,
        vendor=fields.vendor,
        region=fields.region,
        residency=tuple(fields.residency or ()),
        consumes=tuple(use.lower(system_id, pointer) for use, pointer in zip(consumes, pointers, strict=True)),
        formerly=tuple(fields.formerly or ()),
    )
