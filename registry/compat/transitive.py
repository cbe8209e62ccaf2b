"""Joins what a change does to the newest release with what it does to those before it: each break once, with every version it fails."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.model.change import Change
from crossdock.registry.model.evidence import Unknown

Mark = tuple[str, str, str, str | None, str | None, str, str | None]


def is_grave(judgement: Judgement) -> bool:
    """Whether a judgement is a break, or says that there may be one."""
    return judgement.is_breaking or isinstance(judgement.evidence, Unknown)


class Known:
    """What the newest release did to an older one already. What was released with a break does not return for ever.

    An open question is known when it was open or a break; a break only when it was one.
    """

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._broken = set[Mark]()
        self._open = set[Mark]()
        for judgement in judgements:
            if is_grave(judgement):
                (self._broken if judgement.is_breaking else self._open).update(_marks(judgement))

    def is_new(self, judgement: Judgement) -> bool:
        """Whether a judgement of the same older release says more than the newest release did."""
        known = self._broken if judgement.is_breaking else self._broken | self._open
        return not _marks(judgement) <= known


def join(
    newest: Iterable[Judgement], older: Iterable[Judgement], is_new: Callable[[Judgement], bool]
) -> tuple[Judgement, ...]:
    """Add the breaks of an older release: one that is there already is the same break, of one more version."""
    joined = list(newest)
    at = {_identity(judgement): index for index, judgement in enumerate(joined)}
    for judgement in older:
        index = at.get(_identity(judgement))
        if index is None and is_new(judgement):
            at[_identity(judgement)] = len(joined)
            joined.append(judgement)
        elif index is not None and (is_new(judgement) or is_grave(joined[index])):
            joined[index] = _merge(joined[index], judgement)
    return tuple(joined)


def _merge(one: Judgement, other: Judgement) -> Judgement:
    """Return the graver of two, the first where they are equal, with the versions of both where both are as grave."""
    if not is_grave(one) or (other.is_breaking and not one.is_breaking):
        return other
    if one.is_breaking and not other.is_breaking:
        return one
    return replace(one, against=(*one.against, *other.against), excuse=one.excuse and other.excuse)


def _identity(judgement: Judgement) -> tuple[str, str, str, str]:
    """Return what a finding is known by (see `Finding.identity`)."""
    change = judgement.change
    return (judgement.rule.id, change.at.path, change.at.pointer, change.subject)


def _marks(judgement: Judgement) -> set[Mark]:
    """Return what tells a break from others wherever its schema is written down: the rule, and where on the wire."""
    return {_mark(judgement, change) for change in (judgement.change, *judgement.elsewhere)}


def _mark(judgement: Judgement, change: Change) -> Mark:
    direction = judgement.direction.value if judgement.direction else None
    return (
        judgement.rule.id,
        change.kind.value,
        change.subject,
        change.operation,
        change.payload,
        change.path,
        direction,
    )
