"""Tells a change of a shared definition once, however many operations and properties use it."""

from collections.abc import Iterable
from dataclasses import replace

from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.model.evidence import Unknown


def collapse(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return one judgement for each rule at each place: the gravest, with the changes of the others in `elsewhere`."""
    groups: dict[tuple[object, ...], list[Judgement]] = {}
    for judgement in judgements:
        change = judgement.change
        key = (judgement.rule.id, change.at, change.was, change.subject, change.keyword)
        groups.setdefault(key, []).append(judgement)
    return tuple(_gravest(group) for group in groups.values())


def _gravest(group: list[Judgement]) -> Judgement:
    found = max(group, key=lambda one: (one.is_breaking, isinstance(one.evidence, Unknown), one.bump.rank))
    return replace(found, elsewhere=tuple(one.change for one in group if one is not found)) if len(group) > 1 else found
