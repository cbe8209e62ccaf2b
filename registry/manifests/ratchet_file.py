"""`ratchet.yaml`: how many findings of a rule a contract may have until they are mended."""

from typing import Annotated

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.model.finding import Finding

Ratchet = dict[str, dict[str, int]]  # rule → contract line, or the path of a file of the registry → number
Number = Annotated[int, Field(ge=1)]


class RatchetFields(Fields):
    """Findings that may stand until they are mended; the numbers only fall."""

    ratchet: dict[str, dict[str, Number]] | None = Field(
        None,
        description="For each rule: how many findings each contract may have. A contract that is not listed may have none.",
    )


def read_ratchet(document: Document) -> tuple[Ratchet | None, tuple[Finding, ...]]:
    """Read the ratchet; `None` when the file is broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(RatchetFields, document.data, Origin(document.path), optional=("ratchet",))
    found = reading.fields.ratchet or {} if reading.fields is not None else None
    return found, document.findings + reading.findings
