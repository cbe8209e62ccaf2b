"""`ratchet.yaml`: how many findings of a rule a contract may have until they are mended."""

from typing import Annotated, Literal

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.ratchet import Ratchet

Number = Annotated[int, Field(ge=1)]


class RatchetFields(Fields):
    """Findings that may stand until they are mended; the numbers only fall."""

    ratchet: dict[str, dict[str, Number]] | None = Field(
        None,
        description="For each rule: how many findings each contract may have. A contract that was counted and is not listed may have none.",
    )
    counted: dict[str, Literal["strict", "default", "adopting"]] | None = Field(
        None,
        description="The contracts and files that were counted, with the profile they had. Without it, all there are.",
    )


def read_ratchet(document: Document) -> tuple[Ratchet | None, tuple[Finding, ...]]:
    """Read the ratchet; `None` when the file is broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(RatchetFields, document.data, Origin(document.path), optional=("ratchet", "counted"))
    found = reading.fields
    ratchet = Ratchet(found.ratchet or {}, found.counted) if found is not None else None
    return ratchet, document.findings + reading.findings
