"""Tells which promises of a manifest changed: semantics, service level, classification, entities. What it means is for the rules."""

from collections.abc import Iterator

from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.location import Place, Side

_NAMES: dict[str, str] = {  # field of the model → where it is written
    "semantics.replay": "semantics.replay.supported",
    "semantics.retention": "semantics.replay.retention",
    "semantics.latency_class": "semantics.latency.class",
    "semantics.latency_target": "semantics.latency.target",
}
_PLAIN = {
    "semantics": (
        "delivery",
        "idempotency_key",
        "ordering_key",
        "correlation_id",
        "dead_letter",
        "replay",
        "retention",
        "latency_class",
        "latency_target",
        "pagination",
        "authentication",
    ),
    "sla": ("tier", "availability", "recovery_time", "recovery_point"),
    "classification": ("data", "personal", "residency"),
}


def diff_promises(base: Contract, revision: Contract) -> tuple[Change, ...]:
    """Return a change for each promise that differs; `keyword` is the promise as it is written, `before` and `after` its values."""
    return (*_plain(base, revision), *_limits(base, revision), *_entities(base, revision))


def _plain(base: Contract, revision: Contract) -> Iterator[Change]:
    for part, names in _PLAIN.items():
        before, after = getattr(base, part), getattr(revision, part)
        if before == after:
            continue
        for name in names:
            yield from _told(base, revision, f"{part}.{name}", getattr(before, name), getattr(after, name))


def _limits(base: Contract, revision: Contract) -> Iterator[Change]:
    before, after = (
        None
        if contract.semantics.rate_requests is None
        else {"requests": contract.semantics.rate_requests, "per": contract.semantics.rate_period}
        for contract in (base, revision)
    )
    yield from _told(base, revision, "semantics.rate_limit", before, after)
    was, now = (
        None
        if contract.semantics.retry is None
        else {name: getattr(contract.semantics.retry, name) for name in ("attempts", "backoff", "initial", "limit")}
        for contract in (base, revision)
    )
    yield from _told(base, revision, "semantics.retry", was, now)


def _entities(base: Contract, revision: Contract) -> Iterator[Change]:
    before, after = ({use.entity.contract: use.system_of_record for use in side.entities} for side in (base, revision))
    for entity in dict.fromkeys((*before, *after)):
        yield from _told(
            base, revision, "entities.system_of_record", before.get(entity, ()), after.get(entity, ()), entity
        )


def _told(
    base: Contract, revision: Contract, name: str, before: object, after: object, subject: str | None = None
) -> Iterator[Change]:
    if before == after:
        return
    written = _NAMES.get(name, name)
    keyword = name if name == "semantics.replay" else written
    pointer = "/" + ("entities" if subject else written.replace(".", "/"))
    yield Change(
        kind=ChangeKind.PROMISE_CHANGED,
        position=None,
        subject=subject or keyword,
        at=Place(revision.manifest, pointer),
        was=Place(base.manifest, pointer, side=Side.BASE),
        before=_plain_value(before),
        after=_plain_value(after),
        keyword=keyword,
    )


def _plain_value(value: object) -> object:
    """Return JSON data: an empty list where nothing is stated is nothing."""
    return (list(value) or None) if isinstance(value, tuple) else value
