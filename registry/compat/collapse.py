"""Tells a change of a shared definition once, however many operations and properties use it."""

from collections.abc import Iterable
from dataclasses import replace

from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.model.change import Change
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

Identity = tuple[str, Place, Place, str, str | None]


def collapse(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return one judgement for each rule at each place: the gravest, with the changes of the others in `elsewhere`."""
    groups: dict[Identity, list[Judgement]] = {}
    for judgement in judgements:
        groups.setdefault(identify(judgement.change, judgement.rule), []).append(judgement)
    return tuple(_gravest(group) for group in groups.values())


def identify(change: Change, rule: Rule) -> Identity:
    """Return what is the same for all uses of a changed definition."""
    return (rule.id, change.at, change.was, change.subject, change.keyword)


def _gravest(group: list[Judgement]) -> Judgement:
    found = max(group, key=lambda one: (one.is_breaking, isinstance(one.evidence, Unknown), one.bump.rank))
    return replace(found, elsewhere=tuple(one.change for one in group if one is not found)) if len(group) > 1 else found
