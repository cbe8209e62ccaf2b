"""The conditions under which rules speak, each about one change."""

from crossdock.registry.model.change import Change
from crossdock.registry.model.interface import Role

# ---- payloads


def is_required(change: Change) -> bool:
    """What came or went is required where it is."""
    return change.keyword == "required"


def gained_null(change: Change) -> bool:
    """A type changed by null alone, which it has now."""
    return _without_null(change.before) == _without_null(change.after) and "null" in _types(change.after)


def lost_null(change: Change) -> bool:
    """A type changed by null alone, which it no longer has."""
    return _without_null(change.before) == _without_null(change.after) and "null" in _types(change.before)


def became_enum(change: Change) -> bool:
    """Any value was allowed, and only listed ones are now."""
    return change.keyword == "enum" and change.before is None


def lost_enum(change: Change) -> bool:
    """Only listed values were allowed, and any value is now."""
    return change.keyword == "enum" and change.after is None


def is_deprecation(change: Change) -> bool:
    """A part of a payload was marked as deprecated, or no longer is."""
    return change.keyword == "deprecated"


def is_unit(change: Change) -> bool:
    """The unit of a value changed."""
    return change.keyword == "x-unit"


def is_parameter(change: Change) -> bool:
    """The change is about a parameter itself, not about a part of its value."""
    return change.role is Role.PARAMETER and not change.path


def is_header(change: Change) -> bool:
    """The change is about a header of a response."""
    return change.role is Role.HEADER


def is_message(change: Change) -> bool:
    """The change is about a message."""
    return change.role is Role.MESSAGE


def _types(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _without_null(value: object) -> tuple[object, ...]:
    return tuple(name for name in _types(value) if name != "null")


# ---- bounds


def is_maximum(change: Change) -> bool:
    """The largest number changed."""
    return change.keyword in ("maximum", "exclusiveMaximum")


def is_minimum(change: Change) -> bool:
    """The smallest number changed."""
    return change.keyword in ("minimum", "exclusiveMinimum")


def is_max_length(change: Change) -> bool:
    """The greatest length of a text changed."""
    return change.keyword == "maxLength"


def is_min_length(change: Change) -> bool:
    """The least length of a text changed."""
    return change.keyword == "minLength"


def is_max_items(change: Change) -> bool:
    """The greatest length of a list changed."""
    return change.keyword == "maxItems"


def is_min_items(change: Change) -> bool:
    """The least length of a list changed."""
    return change.keyword == "minItems"


# ---- operations


def is_messaging(change: Change) -> bool:
    """The operation sends or receives messages."""
    return change.keyword in ("send", "receive")


def was_deprecated(change: Change) -> bool:
    """What was removed had been marked as deprecated."""
    return change.before == "deprecated" and not is_messaging(change)


def is_refused(change: Change) -> bool:
    """Callers of the base version are refused."""
    return change.keyword == "refused"


def is_success(change: Change) -> bool:
    """The status means success."""
    return change.subject.startswith("2")


def is_lost_success(change: Change) -> bool:
    """A success status is gone, and no range or `default` speaks of it."""
    return is_success(change) and change.keyword is None


# ---- bindings: `subject` is the whole name of a fact, `keyword` its last part


_SCHEME = "security scheme "
_ADDRESSES = ("authorizationUrl", "tokenUrl", "refreshUrl", "openIdConnectUrl", "deviceAuthorizationUrl")


def is_scheme_kind(change: Change) -> bool:
    """What is shown, where it is shown, or under which name."""
    is_own = " flows " not in change.subject and change.keyword in ("type", "in", "name", "scheme")
    return is_own and change.subject.startswith(_SCHEME)


def is_scheme_address(change: Change) -> bool:
    """Where tokens are asked for."""
    return change.subject.startswith(_SCHEME) and change.keyword in _ADDRESSES


def is_scheme(change: Change) -> bool:
    """Anything else of a security scheme."""
    return change.subject.startswith(_SCHEME) and not is_scheme_kind(change) and not is_scheme_address(change)


def is_topic(change: Change) -> bool:
    """The place on which messages travel."""
    if change.subject.startswith(_SCHEME):
        return False
    parts = change.subject.split()
    is_named = parts[-1] == "name" and parts[-2] in ("queue", "exchange")
    return is_named or parts[-1] in ("topic", "cc", "bcc", "routingKey", "is") or parts[:2] == ["file", "channel"]


def is_message_key(change: Change) -> bool:
    """The key of messages."""
    return change.keyword == "key" and change.subject.startswith("message ")


def is_partitions(change: Change) -> bool:
    """How many partitions there are."""
    return change.keyword == "partitions" and not change.subject.startswith(_SCHEME)


def is_delivery(change: Change) -> bool:
    """How surely and how long messages are kept and delivered."""
    settings = (
        "qos",
        "retain",
        "ack",
        "durable",
        "autoDelete",
        "deliveryMode",
        "mandatory",
        "cleanSession",
        "expiration",
    )
    is_setting = change.keyword in settings or "topicConfiguration" in change.subject.split()
    return is_setting and not change.subject.startswith(_SCHEME)


def is_unread_schema(change: Change) -> bool:
    """A schema in a language that is not read here."""
    return change.keyword == "schema" and change.subject.startswith("message ")


def is_correlation(change: Change) -> bool:
    """Where messages carry their correlation id."""
    return change.subject == "correlation-id"


def is_servers(change: Change) -> bool:
    """The servers that an operation or channel is limited to."""
    return change.subject == "servers"


def is_field_position(change: Change) -> bool:
    """A field stands elsewhere in a line than before."""
    is_place = change.subject.startswith("field ") and change.keyword in ("start", "width", "column")
    return is_place and change.before is not None and change.after is not None


def is_file_layout(change: Change) -> bool:
    """How the lines of a file are written and told apart."""
    parts = change.subject.split()
    layout = ("layout", "encoding", "line_ending", "delimiter", "quote", "decimal", "header", "trailer", "escape")
    return (
        (parts[0] == "file" and parts[1] in layout)
        or (parts[0] == "record" and "match" in parts)
        or change.keyword == "missingValues"
    )


def is_file_schedule(change: Change) -> bool:
    """When a file comes, and how it is acknowledged."""
    parts = change.subject.split()
    return parts[0] == "file" and parts[1] in ("schedule", "acknowledgement")


# ---- promises: `keyword` is the promise, `before` and `after` what was stated

_DELIVERIES = ("at-most-once", "at-least-once", "exactly-once")
_LATENCIES = ("real-time", "near-real-time", "micro-batch", "batch")
_CLASSES = ("public", "internal", "confidential", "restricted")


def delivery_weakened(change: Change) -> bool:
    """A weaker delivery guarantee, or none any more."""
    return change.keyword == "semantics.delivery" and _rank(change.after, _DELIVERIES) < _rank(
        change.before, _DELIVERIES
    )


def is_idempotency(change: Change) -> bool:
    """The idempotency key is another, or gone."""
    return change.keyword == "semantics.idempotency_key" and change.before is not None


def is_ordering(change: Change) -> bool:
    """The ordering key is another, or gone."""
    return change.keyword == "semantics.ordering_key" and change.before is not None


def is_correlation_promise(change: Change) -> bool:
    """The place of the correlation id is another, or gone."""
    return change.keyword == "semantics.correlation_id" and change.before is not None


def retention_shortened(change: Change) -> bool:
    """Messages are kept for a shorter time, or for no stated one."""
    return change.keyword == "semantics.replay.retention" and _is_less(change.after, change.before)


def replay_dropped(change: Change) -> bool:
    """Replay was supported and no longer is."""
    return change.keyword == "semantics.replay" and change.before is True


def latency_class_slower(change: Change) -> bool:
    """A slower latency class, or none any more."""
    slower = _rank(change.after, _LATENCIES) > _rank(change.before, _LATENCIES) or change.after is None
    return change.keyword == "semantics.latency.class" and change.before is not None and slower


def latency_target_slower(change: Change) -> bool:
    """A longer target, or none any more."""
    return change.keyword == "semantics.latency.target" and _is_more(change.after, change.before)


def is_dead_letter(change: Change) -> bool:
    """The dead-letter place is another, or gone."""
    return change.keyword == "semantics.dead_letter" and change.before is not None


def rate_lowered(change: Change) -> bool:
    """Fewer calls a second than before, or a limit where there was none."""
    before, after = change.before, change.after
    if change.keyword != "semantics.rate_limit" or not isinstance(after, dict):
        return False
    return not isinstance(before, dict) or _rate(after) < _rate(before)


def is_pagination(change: Change) -> bool:
    """The way of paging is another, or gone."""
    return change.keyword == "semantics.pagination" and change.before not in (None, "none")


def authentication_removed(change: Change) -> bool:
    """A way of authentication is gone."""
    return change.keyword == "semantics.authentication" and _has_lost(change)


def tier_lowered(change: Change) -> bool:
    """The tier is a larger number now, or none."""
    return change.keyword == "sla.tier" and _is_more(change.after, change.before)


def availability_lowered(change: Change) -> bool:
    """Less availability, or none promised any more."""
    return change.keyword == "sla.availability" and _is_less(change.after, change.before)


def recovery_slower(change: Change) -> bool:
    """A longer recovery time or point, or none promised any more."""
    return change.keyword in ("sla.recovery_time", "sla.recovery_point") and _is_more(change.after, change.before)


def record_dropped(change: Change) -> bool:
    """A field of an entity that this system decided, and no longer does."""
    return change.keyword == "entities.system_of_record" and _has_lost(change)


def residency_widened(change: Change) -> bool:
    """A region in which data was not kept before."""
    if change.keyword != "classification.residency" or not change.before:
        return False
    return not change.after or bool(set(_list(change.after)) - set(_list(change.before)))


def classification_raised(change: Change) -> bool:
    """A more sensitive class than before."""
    return change.keyword == "classification.data" and _rank(change.after, _CLASSES) > _rank(change.before, _CLASSES)


def classification_lowered(change: Change) -> bool:
    """A less sensitive class than before, or none."""
    return change.keyword == "classification.data" and _rank(change.after, _CLASSES) < _rank(change.before, _CLASSES)


def personal_added(change: Change) -> bool:
    """A field that was not marked as personal before."""
    return change.keyword == "classification.personal" and bool(set(_list(change.after)) - set(_list(change.before)))


def _rank(value: object, order: tuple[str, ...]) -> int:
    """Return where a value stands in an order; what is not stated comes before the first."""
    return order.index(value) if isinstance(value, str) and value in order else -1


def _is_less(one: object, other: object) -> bool:
    if not isinstance(other, (int, float)):
        return False
    return not isinstance(one, (int, float)) or one < other


def _is_more(one: object, other: object) -> bool:
    if not isinstance(other, (int, float)):
        return False
    return not isinstance(one, (int, float)) or one > other


def _rate(limit: dict[str, object]) -> float:
    requests, period = limit.get("requests"), limit.get("per")
    is_stated = isinstance(requests, (int, float)) and isinstance(period, (int, float)) and period > 0
    return float(requests) / float(period) if is_stated else 0.0  # type: ignore[arg-type]  # checked on the line above


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _has_lost(change: Change) -> bool:
    return bool(set(_list(change.before)) - set(_list(change.after)))
