"""Whether a consumer relies on a place, by what it says it uses."""

from collections.abc import Callable, Iterable, Sequence

from crossdock.registry.model.impact import Reliance, Use
from crossdock.registry.model.interface import Role
from crossdock.registry.model.landscape import Consumption

_BESIDE = (Role.PARAMETER, Role.HEADER)  # payloads that the fields of a consumer do not speak of


IsCarried = Callable[[Use, str], bool]  # whether a field overlaps what a use stands for, beyond its own path


def rely(
    consumption: Consumption, uses: Iterable[Use], is_carried: IsCarried = lambda use, field: True
) -> tuple[Reliance, Use | None]:
    """Return how a consumer relies on any of some uses, and on which most; it says all, unless it names operations or fields.

    `is_carried` is asked of uses that stand for more places than theirs.
    """
    judged = [(_rely_on(consumption, use, is_carried), use) for use in uses]
    if not judged:
        return Reliance.UNUSED, None
    return min(judged, key=lambda pair: pair[0].rank)


def _rely_on(consumption: Consumption, use: Use, is_carried: IsCarried) -> Reliance:
    is_whole = use.operation is None and use.payload is None
    if not is_whole and not is_called(consumption, use):
        return Reliance.UNUSED
    if use.payload is None:
        return Reliance.DECLARED if is_whole or consumption.operations else Reliance.ASSUMED
    if use.role in _BESIDE or not consumption.fields:
        return Reliance.ASSUMED
    is_listed = not use.is_open and not use.path
    is_used = is_listed or any(_is_used(field, use, is_carried) for field in consumption.fields)
    return Reliance.DECLARED if is_used else Reliance.UNUSED


def _is_used(field: str, use: Use, is_carried: IsCarried) -> bool:
    if use.path and overlap(field, use.path):
        return True
    return use.is_open and is_carried(use, field)


def is_called(consumption: Consumption, use: Use) -> bool:
    """Whether a consumer may use an operation: it names it, or names none."""
    return (
        not consumption.operations
        or use.operation is None
        or bool({use.operation, use.name} & {*consumption.operations})
    )


def fields_at(
    consumption: Consumption, uses: Sequence[Use], is_carried: IsCarried = lambda use, field: True
) -> tuple[str, ...]:
    """Return the fields that a consumer names and that overlap the uses."""
    return tuple(
        field
        for field in consumption.fields
        if any((not use.path and not use.is_open) or _is_used(field, use, is_carried) for use in uses)
    )


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
