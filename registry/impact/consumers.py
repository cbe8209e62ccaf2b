"""Whether a consumer relies on a place, by what it says it uses."""

from collections.abc import Iterable, Sequence

from crossdock.registry.model.impact import Reliance, Use
from crossdock.registry.model.interface import Role
from crossdock.registry.model.landscape import Consumption

_BESIDE = (Role.PARAMETER, Role.HEADER)  # payloads that the fields of a consumer do not speak of


def rely(consumption: Consumption, uses: Iterable[Use]) -> tuple[Reliance, Use | None]:
    """Return how a consumer relies on any of some uses, and on which most; it says all, unless it names operations or fields."""
    judged = [(_rely_on(consumption, use), use) for use in uses]
    if not judged:
        return Reliance.UNUSED, None
    return min(judged, key=lambda pair: pair[0].rank)


def _rely_on(consumption: Consumption, use: Use) -> Reliance:
    is_whole = use.operation is None and use.payload is None
    if not is_whole and not is_called(consumption, use):
        return Reliance.UNUSED
    if use.payload is None:
        return Reliance.DECLARED if is_whole or consumption.operations else Reliance.ASSUMED
    if use.role in _BESIDE or not consumption.fields:
        return Reliance.ASSUMED
    if not use.path:
        return Reliance.DECLARED
    return Reliance.DECLARED if any(overlap(field, use.path) for field in consumption.fields) else Reliance.UNUSED


def is_called(consumption: Consumption, use: Use) -> bool:
    """Whether a consumer may use an operation: it names it, or names none."""
    return (
        not consumption.operations
        or use.operation is None
        or bool({use.operation, use.name} & {*consumption.operations})
    )


def fields_at(consumption: Consumption, uses: Sequence[Use]) -> tuple[str, ...]:
    """Return the fields that a consumer names and that overlap the uses."""
    return tuple(field for field in consumption.fields if any(not use.path or overlap(field, use.path) for use in uses))


def version_of(consumption: Consumption) -> str | None:
    """Return the version that a consumer says it reads, `None` where it says none."""
    is_version = consumption.contract.at is not None and not consumption.contract.at.isdigit()
    return consumption.version or (consumption.contract.at if is_version else None)


def overlap(field: str, path: str) -> bool:
    """Whether a used field and a changed path are the same, or one lies in the other; `*` is any array element.

    >>> overlap("/stops/*/locationId", "/stops/*")
    True
    >>> overlap("/stops/*/locationId", "/stops/*/type")
    False
    """
    mine, theirs = field.split("/"), path.split("/")
    return all(left == right or "*" in (left, right) for left, right in zip(mine, theirs, strict=False))
