"""Holds a document against the meta-schema of its specification."""

from collections.abc import Iterator

from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Part, Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.problems import PATTERN_WRONG
from crossdock.registry.specifications.violations import Violation, find_violations


def judge_validity(name: str, data: object, place: Place, rule: Rule) -> Iterator[Finding]:
    """Yield a finding of `rule` for each thing that the meta-schema `name` has against the data at a place."""
    try:
        for violation in find_violations(name, data, "the schema" if place.pointer else "the document"):
            yield _report(violation, place, rule)
    except ValueError:
        yield make_finding(
            rule,
            "the document is nested too deeply to be validated",
            place,
            "move the inner parts to schemas of their own",
        )


def _report(violation: Violation, place: Place, rule: Rule) -> Finding:
    below = place.child(*violation.tokens)
    at = Place(below.path, below.pointer, Part.KEY if violation.is_key else Part.VALUE, below.side)
    if violation.keyword == "format" and violation.message.endswith("regex"):
        return make_finding(PATTERN_WRONG, violation.message.replace("a regex", "a regular expression of ECMA-262"), at)
    return make_finding(rule, violation.message, at, violation.fix, f"{violation.keyword} {violation.subject}".strip())
