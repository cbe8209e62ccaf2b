"""Says what a change makes stricter: rules and profiles that find more in contracts which the change does not touch."""

from collections.abc import Iterator
from functools import partial

from crossdock.registry.checks.rulesets import has_other_rulesets, read_rulesets
from crossdock.registry.model.counting import count
from crossdock.registry.model.landscape import Settings
from crossdock.registry.profiles import STRICTEST_FIRST, Profiles, profile_of
from crossdock.registry.registry_files import SETTINGS_FILE
from crossdock.registry.revision import Revision
from crossdock.registry.rulesets.loosening import find_loosened_rules
from crossdock.registry.waiving.loosened import layer_in
from crossdock.registry.waiving.unread import has_new_ruleset_errors, has_readable_settings

_NAMED = 3  # rules that are named
_ELSEWHERE = (
    "what that finds in contracts that the change does not touch fails no pull request: `crossdock check --all` counts it by rule, "
    "`crossdock ratchet` lets it stand"
)


def find_tightened(revision: Revision) -> Iterator[str]:
    """Yield a sentence for the top of the report where a change asks for more than its base, with the command that shows how much."""
    base = revision.base
    if base is None or base.read(SETTINGS_FILE) is None or not has_readable_settings(revision):
        return
    said = [*_of_settings(revision, base), *_of_rulesets(revision, base)]
    if said and base.contract_keys():
        yield f"this change {' and '.join(said)}; {_ELSEWHERE}"


def _of_settings(revision: Revision, base: Revision) -> Iterator[str]:
    before, after = base.settings, revision.settings
    if before.severities is not None and (after.severities is None or after.severities > before.severities):
        yield f"takes the severities of {f'edition {after.severities}' if after.severities else 'the newest edition'}"
    if (before.profile, before.profiles) == (after.profile, after.profiles):
        return
    was, now = (Profiles(one.profile, one.profiles) for one in (before, after))
    stricter = 0
    for key in sorted({*base.contract_keys()} & {*revision.contract_keys()}):
        ranks = [STRICTEST_FIRST.index(profile_of(key, "", one, partial(layer_in, revision))) for one in (now, was)]
        stricter += ranks[0] < ranks[1]
    if stricter:
        yield f"{_word_profile(before, after)}judges {count(stricter, 'contract')} by a stricter profile"


def _word_profile(before: Settings, after: Settings) -> str:
    is_raised = STRICTEST_FIRST.index(after.profile) < STRICTEST_FIRST.index(before.profile)
    return f"raises the profile from `{before.profile}` to `{after.profile}`, which " if is_raised else ""


def _of_rulesets(revision: Revision, base: Revision) -> Iterator[str]:
    if not has_other_rulesets(revision) or has_new_ruleset_errors(revision):
        return
    found = find_loosened_rules(read_rulesets(revision).rulesets, read_rulesets(base).rulesets)
    names = [f"`{one.rule.name}`" for one in found if not one.is_rewritten]
    if names:
        rest = f" and {count(len(names) - _NAMED, 'other')}" if len(names) > _NAMED else ""
        yield f"adds or ranks up {count(len(names), 'rule')} of rulesets ({', '.join(names[:_NAMED])}{rest})"
