"""Which rules of a mapping read or fill a place."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crossdock.registry.impact.consumers import overlap
from crossdock.registry.impact.trace import Tracer
from crossdock.registry.mappings.ends import NotFound, find_end, find_side
from crossdock.registry.mappings.ends import View as MappingView
from crossdock.registry.model.impact import Reliance, Use
from crossdock.registry.model.location import Place
from crossdock.registry.model.mapping import Mapping, MappingRule


class Touched(NamedTuple):
    """A rule that reads or fills a place: in words, and where it stands in the mapping's file (JSON Pointer)."""

    words: str
    pointer: str


class _Field(NamedTuple):
    pointer: str  # of the field, absolute, `*` for an element
    words: str
    rule: str


def touch_rules(
    mapping: Mapping, contract: str, uses: Sequence[Use], places: Sequence[Place], tracer: Tracer, view: MappingView
) -> tuple[Reliance, tuple[Touched, ...]]:
    """Return how a mapping relies on what a contract (`system/name`) carries at some uses, and by which rules."""
    found: list[Touched] = []
    is_open = False
    for word, reference, name in (
        ("source", mapping.source, mapping.source_schema),
        ("target", mapping.target, mapping.target_schema),
    ):
        if reference.contract != contract:
            continue
        try:
            side = find_side(find_end(view, reference), name, reference.pointer)
        except NotFound:
            is_open = True  # the mapping's own findings say what is wrong
            continue
        own = [use for use in uses if use.payload is None or use.payload == name or side.is_only]
        paths = [use.path for use in own] if own else list(tracer.paths_in(side.schema, places))
        fields = _read_fields(mapping.rules) if word == "source" else _filled_fields(mapping.rules)
        found += [Touched(field.words, field.rule) for field in fields if any(overlap(field.pointer, p) for p in paths)]
    reliance = Reliance.DECLARED if found else Reliance.ASSUMED if is_open else Reliance.UNUSED
    return reliance, tuple(dict.fromkeys(found))


def _read_fields(rules: Iterable[MappingRule], above: str = "", filled: str = "") -> Iterator[_Field]:
    for rule in rules:
        target = f"{filled}{rule.target}"
        condition = rule.condition
        asked = (condition.present, condition.absent, condition.field) if condition else ()
        parts = (part.field for part in rule.concat)
        for pointer in (rule.source, *parts, *asked):
            if pointer is not None:
                yield _Field(above + pointer, f"reads {above}{pointer} for {target}", rule.pointer)
        if rule.each is not None:
            yield from _read_fields(rule.rules, f"{above}{rule.each}/*", f"{target}/*")


def _filled_fields(rules: Iterable[MappingRule], above: str = "") -> Iterator[_Field]:
    for rule in rules:
        target = above + rule.target
        if rule.each is not None:
            yield from _filled_fields(rule.rules, f"{target}/*")
        else:
            yield _Field(target, f"fills {target}", rule.pointer)
