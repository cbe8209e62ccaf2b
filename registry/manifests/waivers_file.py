"""`policies/waivers/*.yaml`: dated, reasoned exceptions."""

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import Day, Prose, Text
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.model.waiver import Waiver


class WaiverFields(Fields):
    """An exception from one rule, until a day."""

    rule: Text = Field(description="The rule's id: `response-property-removed`.")
    contract: Text = Field(
        description="A contract or line, a glob over them, or a system: `erp/order-api@1`, `erp/*`, `erp`."
    )
    pointer: Text | None = Field(None, description="A glob over the place in the document: `/paths/~1orders/get/**`.")
    reason: Prose = Field(description="Why the exception is right.")
    owner: Text = Field(description="Who asked for it: a team.")
    approver: Text | None = Field(None, description="Who granted it.")
    ticket: Text | None = Field(None, description="Where it was decided.")
    created: Day | None = Field(None, description="When it was granted, in UTC.")
    expires: Day = Field(description="The last day it holds, in UTC.")

    def lower(self, place: Place) -> Waiver:
        """Return the model value."""
        return Waiver(
            rule=self.rule,
            contract=self.contract,
            reason=self.reason,
            owner=self.owner,
            expires=self.expires,
            place=place,
            pointer=self.pointer,
            approver=self.approver,
            ticket=self.ticket,
            created=self.created,
        )


class WaiversFields(Fields):
    """Exceptions from rules."""

    waivers: list[WaiverFields] | None = Field(None, description="The exceptions.")


def read_waivers(document: Document) -> tuple[tuple[Waiver, ...] | None, tuple[Finding, ...]]:
    """Read a file of waivers. A broken one is a finding and excuses nothing; `None` when the file itself is broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(WaiversFields, document.data, Origin(document.path), optional=("waivers",))
    findings = document.findings + reading.findings
    if reading.fields is None:
        return None, findings
    waivers = reading.fields.waivers or []
    indexes = reading.indexes("waivers", len(waivers))
    places = (Place(document.path, f"/waivers/{index}") for index in indexes)
    return tuple(waiver.lower(place) for waiver, place in zip(waivers, places, strict=True)), findings
