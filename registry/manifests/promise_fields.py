"""The parts of `contract.yaml` that a contract promises: entities, semantics, service level, classification, compatibility."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from crossdock.registry.manifests import problems
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.scalars import BY_VALUE, Address, Duration, Expression, LineReference, Pointer, Text
from crossdock.registry.model.contract import (
    Classification,
    Compatibility,
    ContentModel,
    EntityUse,
    Formats,
    Mode,
    Retry,
    Semantics,
    ServiceLevel,
)


def _part_reach(value: object) -> object:
    """Refuse the Schema Registry's `forward-transitive` with a word on how it is written here."""
    mode = value.lower().replace("_", "-").removesuffix("-transitive") if isinstance(value, str) else ""
    if mode and isinstance(value, str) and value.lower().endswith("transitive"):
        about = {
            "reason": "the mode and its reach are two fields",
            "fix": f"write `mode: {mode}` and `transitive: true`",
        }
        raise PydanticCustomError(problems.UNKNOWN_VALUE.id, "{reason}", about)
    return value


class CompatibilityFields(Fields):
    """What must stay compatible. Both are usually derived: state them only to differ."""

    mode: Annotated[Mode, BY_VALUE, BeforeValidator(_part_reach)] | None = Field(
        None,
        description="In the Schema Registry's meaning: `backward` means that the revision reads what the base wrote.",
    )
    transitive: bool | None = Field(
        None, description="Whether all released versions of the line count, or only the last."
    )
    model: Annotated[ContentModel, BY_VALUE] | None = Field(
        None, description="Who may send, or must ignore, names that a schema does not declare."
    )
    formats: Annotated[Formats, BY_VALUE] | None = Field(
        None, description="Whether `format` is only a word about a value, or rejects what does not fit."
    )

    def lower(self) -> Compatibility:
        """Return the model value."""
        return Compatibility(self.mode, self.transitive, self.model, self.formats)


class EntityFields(Fields):
    """A canonical entity that this contract carries."""

    entity: LineReference = Field(description="The canonical schema: `canonical/shipment@1`.")
    system_of_record: list[Pointer] | None = Field(
        None, description='Fields of the entity that this system decides; `[""]` is the whole entity.'
    )

    def lower(self) -> EntityUse:
        """Return the model value."""
        return EntityUse(self.entity, tuple(self.system_of_record or ()))


class RetryFields(Fields):
    """How a failed delivery is tried again."""

    attempts: int | None = Field(None, ge=0, description="How many times it is tried again.")
    backoff: Literal["none", "fixed", "linear", "exponential"] | None = Field(
        None, description="How the pause grows from one attempt to the next."
    )
    initial: Duration | None = Field(None, description="The first pause, as an ISO 8601 duration: `PT1S`.")
    limit: Duration | None = Field(None, description="The longest pause, as an ISO 8601 duration: `PT5M`.")

    def lower(self) -> Retry:
        """Return the model value."""
        return Retry(self.attempts, self.backoff, self.initial, self.limit)


class ReplayFields(Fields):
    """Whether past messages can be read again."""

    supported: bool | None = Field(None, description="Whether readers may ask for past messages.")
    retention: Duration | None = Field(None, description="How long messages are kept, as an ISO 8601 duration: `P7D`.")


class LatencyFields(Fields):
    """How soon an answer or a message comes."""

    class_: Literal["real-time", "near-real-time", "micro-batch", "batch"] | None = Field(
        None,
        alias="class",
        description="`real-time` answers a caller, `near-real-time` takes seconds, `micro-batch` minutes, `batch` hours.",
    )
    target: Duration | None = Field(None, description="The time that is aimed at, as an ISO 8601 duration: `PT5S`.")


class RateLimitFields(Fields):
    """How many requests or messages are accepted in a time."""

    requests: int = Field(ge=1, description="How many.")
    per: Duration = Field(description="In what time, as an ISO 8601 duration: `PT1M`.")


class SemanticsFields(Fields):
    """What is promised beyond the payload."""

    delivery: Literal["at-most-once", "at-least-once", "exactly-once"] | None = Field(
        None, description="How often a message or request may arrive."
    )
    idempotency_key: Expression | None = Field(
        None, description="What two deliveries of the same thing have in common: `$message.header#/id`."
    )
    ordering_key: Expression | None = Field(
        None, description="Messages that agree in this arrive in order: `$message.payload#/shipmentId`."
    )
    correlation_id: Expression | None = Field(
        None,
        description="What ties the messages of one business transaction together: `$message.header#/correlationid`.",
    )
    retry: RetryFields | None = Field(None, description="How a failed delivery is tried again.")
    dead_letter: Text | None = Field(None, description="The channel that takes what could not be delivered.")
    replay: ReplayFields | None = Field(None, description="Whether past messages can be read again.")
    latency: LatencyFields | None = Field(None, description="How soon an answer or a message comes.")
    rate_limit: RateLimitFields | None = Field(None, description="How much is accepted in a time.")
    pagination: Literal["cursor", "offset", "page", "none"] | None = Field(
        None, description="How long lists are cut into pages."
    )
    authentication: list[Literal["oauth2", "api-key", "mutual-tls", "basic", "sasl", "none"]] | None = Field(
        None, description="How callers or clients of the broker prove who they are."
    )

    def lower(self) -> Semantics:
        """Return the model value."""
        replay, latency, rate = self.replay, self.latency, self.rate_limit
        return Semantics(
            delivery=self.delivery,
            idempotency_key=self.idempotency_key,
            ordering_key=self.ordering_key,
            correlation_id=self.correlation_id,
            retry=self.retry.lower() if self.retry else None,
            dead_letter=self.dead_letter,
            replay=replay.supported if replay else None,
            retention=replay.retention if replay else None,
            latency_class=latency.class_ if latency else None,
            latency_target=latency.target if latency else None,
            rate_requests=rate.requests if rate else None,
            rate_period=rate.per if rate else None,
            pagination=self.pagination,
            authentication=tuple(self.authentication or ()),
        )


class ServiceLevelFields(Fields):
    """How dependable the contract is."""

    tier: int | None = Field(None, ge=1, le=4, description="1 (must not stop) to 4.")
    availability: float | None = Field(None, gt=0, le=100, description="In per cent of the time: `99.9`.")
    recovery_time: Duration | None = Field(
        None, description="How long an outage may last, as an ISO 8601 duration: `PT1H`."
    )
    recovery_point: Duration | None = Field(
        None, description="How much data an outage may lose, as an ISO 8601 duration: `PT5M`."
    )
    runbook: Address | None = Field(None, description="Where it says what to do in an outage.")

    def lower(self) -> ServiceLevel:
        """Return the model value."""
        return ServiceLevel(self.tier, self.availability, self.recovery_time, self.recovery_point, self.runbook)


class ClassificationFields(Fields):
    """How sensitive the data is."""

    data: Literal["public", "internal", "confidential", "restricted"] | None = Field(
        None, description="The class of the most sensitive field."
    )
    personal: list[Pointer] | None = Field(
        None,
        description="Fields with personal data, as JSON Pointers with `*` for any element: `/consignee/contactName`.",
    )
    residency: list[Text] | None = Field(None, description="Where the data may be kept: `[us]`.")

    def lower(self) -> Classification:
        """Return the model value."""
        return Classification(self.data, tuple(self.personal or ()), tuple(self.residency or ()))
