"""`workflow.yaml`: how systems move one entity through its states."""

from typing import Literal

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import Duration, Expression, LineReference, Name, PartReference, Prose, Text
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.workflow import Transition, Workflow, WorkflowState


class StateFields(Fields):
    """A state of the entity."""

    name: Text = Field(description="Its name: `SHIPPED`.")
    description: Prose | None = Field(None, description="What is true in it.")
    owner: Name | None = Field(None, description="The system that decides while the entity is in it.")
    initial: bool | None = Field(None, description="Whether the entity starts in it.")
    final: bool | None = Field(None, description="Whether the entity may stay in it for ever.")
    within: Duration | None = Field(None, description="How soon it must be left, as an ISO 8601 duration: `PT48H`.")

    def lower(self) -> WorkflowState:
        """Return the model value."""
        return WorkflowState(
            self.name, self.owner, bool(self.initial), bool(self.final), self.within, self.description or ""
        )


class TransitionFields(Fields):
    """What moves the entity from one state to another."""

    name: Text = Field(description="Its name: `ship`.")
    description: Prose | None = Field(None, description="What happens.")
    from_: list[Text] = Field(alias="from", min_length=1, description="The states it may start in.")
    to: Text = Field(description="The state it ends in.")
    on: PartReference | None = Field(
        None, description="The message that moves it: `wms-east/shipment-confirmed@2#/channels/shipmentConfirmed`."
    )
    idempotent_by: Expression | None = Field(
        None, description="What two deliveries of the same message have in common: `$message.header#/id`."
    )
    duplicate: Literal["ignore", "reject", "compensate"] | None = Field(
        None, description="What happens to a message that came before."
    )
    late: Literal["accept", "reject", "escalate"] | None = Field(
        None, description="What happens to a message after the state's time ran out."
    )
    out_of_order: Literal["hold", "reject", "ignore"] | None = Field(
        None, description="What happens to a message that comes in another state."
    )
    compensation: Text | None = Field(None, description="What takes the transition back.")

    def lower(self) -> Transition:
        """Return the model value."""
        return Transition(
            name=self.name,
            sources=tuple(self.from_),
            target=self.to,
            trigger=self.on,
            idempotent_by=self.idempotent_by,
            duplicate=self.duplicate,
            late=self.late,
            out_of_order=self.out_of_order,
            compensation=self.compensation,
            description=self.description or "",
        )


class WorkflowFields(Fields):
    """How systems move one entity through its states."""

    title: Text = Field(description="What people call it.")
    description: Prose | None = Field(None, description="What it is for, in Markdown.")
    entity: LineReference = Field(description="The canonical schema of what is moved: `canonical/order@1`.")
    states: list[StateFields] = Field(min_length=1, description="The states.")
    transitions: list[TransitionFields] = Field(description="What moves the entity between them.")
    invariants: list[Prose] | None = Field(None, description="What must never be, as sentences.")


def read_workflow(document: Document) -> tuple[Workflow | None, tuple[Finding, ...]]:
    """Read a workflow; `None` when something required is missing or broken."""
    if not document.is_readable:
        return None, document.findings
    reading = read_fields(WorkflowFields, document.data, Origin(document.path))
    findings = document.findings + reading.findings
    fields = reading.fields
    if fields is None:
        return None, findings
    workflow = Workflow(
        title=fields.title,
        entity=fields.entity,
        states=tuple(state.lower() for state in fields.states),
        transitions=tuple(transition.lower() for transition in fields.transitions),
        invariants=tuple(fields.invariants or ()),
        description=fields.description or "",
    )
    return workflow, findings
