"""The conditions under which rules speak of promises: `keyword` is the promise, `before` and `after` what was stated."""

from crossdock.registry.model.change import Change

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
