"""Judges waivers themselves: ended, ending, too long, covering nothing, naming nothing."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from crossdock.registry.errors import closest
from crossdock.registry.explaining.known import known_rule_ids
from crossdock.registry.model.counting import count
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.model.waiver import Waiver
from crossdock.registry.revision import Revision
from crossdock.registry.waiving.globs import match
from crossdock.registry.waiving.granted import Waivers, names_of
from crossdock.registry.waiving.problems import (
    CONTRACT_UNKNOWN,
    EXPIRED,
    EXPIRES_SOON,
    RULE_UNKNOWN,
    TOO_LONG,
    UNUSED,
)
from crossdock.registry.waiving.unread import has_whole_rulesets


def judge_waivers(
    waivers: Waivers, unused: Iterable[Waiver], revision: Revision, today: date, *, is_everything: bool
) -> Iterator[Finding]:
    """Find what is wrong with all waivers, or with those that a change loosens.

    An end that has come fails scheduled runs over everything, not somebody's pull request about something else.
    """
    yield from waivers.findings
    for waiver in waivers.waivers if is_everything else [one.waiver for one in waivers.loosened]:
        yield from _judge_days(waiver, revision, today, is_everything=is_everything)
        yield from _judge_names(waiver, revision)
    if is_everything:
        yield from (_say(UNUSED, waiver, "covers nothing") for waiver in unused)


def _judge_days(waiver: Waiver, revision: Revision, today: date, *, is_everything: bool) -> Iterator[Finding]:
    if waiver.has_expired(today):
        yield _say(EXPIRED, waiver, f"ended on {waiver.expires}")
        return
    longest = longest_days(revision)
    granted = min(waiver.created or today, today)
    if waiver.expires > granted + timedelta(days=longest):
        days = (waiver.expires - granted).days
        yield _say(TOO_LONG, waiver, f"holds for {days} days, until {waiver.expires}; {longest} are allowed", "expires")
    if is_everything and waiver.expires <= today + timedelta(days=revision.settings.waiver_notice_days):
        left = (waiver.expires - today).days
        yield _say(EXPIRES_SOON, waiver, f"ends on {waiver.expires}, in {count(left, 'day')}", "expires")


def longest_days(revision: Revision) -> int:
    """Return how many days a waiver may hold; a change that raises it is held to what the base allows."""
    states = (revision, revision.base) if revision.base else (revision,)
    return min(state.settings.waiver_longest_days for state in states)


def _judge_names(waiver: Waiver, revision: Revision) -> Iterator[Finding]:
    known = known_rule_ids(revision)
    if waiver.rule not in known and has_whole_rulesets(revision):
        yield _say(RULE_UNKNOWN, waiver, "names no rule", "rule", _hint(waiver.rule, known))
    names = contract_names(revision)
    if not is_known_scope(waiver.contract, names):
        yield _say(CONTRACT_UNKNOWN, waiver, "names no contract", "contract", _hint(waiver.contract, names))


def is_known_scope(scope: str, names: set[str]) -> bool:
    """Whether a waiver's `contract` names a contract, a system, or a file (which has a dot in its name)."""
    return "." in scope or any(match(scope, name) for name in names)


def contract_names(revision: Revision) -> set[str]:
    """Return all that a waiver may call contracts of a state or its base; a removed one may be excused as well."""
    states = (revision, revision.base) if revision.base else (revision,)
    return {name for state in states for key in state.contract_keys() for name in names_of(key)} | {
        system for state in states for system in state.systems()
    }


def _hint(name: str, known: Iterable[str]) -> str:
    close = closest(name, known)
    return f"did you mean `{close}`?" if close else ""


def _say(rule: Rule, waiver: Waiver, what: str, field: str = "", fix: str = "") -> Finding:
    message = f"the waiver of `{waiver.rule}` for `{waiver.contract}` {what}"
    at = waiver.place.child(field) if field else waiver.place
    return Finding(rule.id, rule.severity, message, Place(at.path, at.pointer), why=rule.why, fix=fix or rule.fix)
