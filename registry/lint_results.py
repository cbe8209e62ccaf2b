"""Findings of a ruleset in the shape that tools for the Spectral format read: with levels, links and ranges in the text."""

from collections.abc import Iterable, Sequence

from crossdock.registry.documents.spectral_range import Range, find_spectral_ranges
from crossdock.registry.lint_folder import Folder
from crossdock.registry.lint_result import Result
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location, Place, split_pointer
from crossdock.registry.rulesets.references import INVALID_REF, is_elsewhere
from crossdock.registry.rulesets.ruleset import Ruleset, RulesetRule

_LEVELS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def make_results(found: Sequence[tuple[Finding, int | None]], ruleset: Ruleset, folder: Folder) -> list[Result]:
    """Return findings as results; beside each is the format's number of its level, `None` when its rule says it."""
    ranges = _find_ranges([finding.at for finding, _ in found], folder)
    rules = ruleset.rules_for(folder.name)
    results = []
    paths: dict[str, tuple[str, ...]] = {}
    for finding, level in found:
        at, rule = finding.at, rules.get(finding.rule)
        span = _span_of(at) if isinstance(at, Location) else ranges[at.path][at.pointer]
        if finding.rule == INVALID_REF and is_elsewhere(finding, folder.read(at.path)):
            span = (0, 0, 0, 0)
        told = _find_level(finding, rule, ruleset) if level is None else level
        link = rule.documentation if rule is not None else None
        path = paths.get(at.pointer)
        if path is None:
            path = paths[at.pointer] = split_pointer(at.pointer)
        results.append(
            Result(
                finding.rule, path, finding.message, told, span, folder.show(at.path), link, finding.fix, finding.edits
            )
        )
    return results


def _find_ranges(places: Iterable[Place | Location], folder: Folder) -> dict[str, dict[str, Range]]:
    """Return where pointers stand in the text, by path and pointer; each is looked for once, however many results it has."""
    asked: dict[str, set[str]] = {}
    for place in places:
        if isinstance(place, Place):
            asked.setdefault(place.path, set()).add(place.pointer)
    return {
        path: find_spectral_ranges(folder.read(path), pointers, is_referenced=path != folder.name)
        for path, pointers in asked.items()
    }


def _find_level(finding: Finding, rule: RulesetRule | None, ruleset: Ruleset) -> int:
    level = ruleset.level_of(rule, finding.at) if rule is not None else None
    return level if level is not None else _LEVELS[finding.severity]


def _span_of(at: Location) -> Range:
    return at.line - 1, at.column - 1, (at.end_line or at.line) - 1, (at.end_column or at.column) - 1
