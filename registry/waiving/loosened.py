"""Says which rules a change loosens: a lower profile, rulesets that ask for less, settings that trust more."""

from collections.abc import Iterator
from functools import partial

from crossdock.registry.check import trusts_base_only
from crossdock.registry.checks.rulesets import has_other_rulesets, read_rulesets
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.counting import count
from crossdock.registry.model.landscape import Settings
from crossdock.registry.profiles import STRICTEST_FIRST, Profiles
from crossdock.registry.registry_files import SETTINGS_FILE
from crossdock.registry.revision import Revision
from crossdock.registry.rulesets.loosening import find_loosened_rules, find_new_overrides
from crossdock.registry.waiving.applying import word_trust
from crossdock.registry.waiving.milder_profiles import find_milder
from crossdock.registry.waiving.unread import has_new_ruleset_errors, has_readable_settings

_MODELS = tuple(ContentModel)  # strictest first
_LISTED = 20  # notices about rules; one more counts the rest


def counting_profiles(revision: Revision) -> Profiles:
    """Return the profiles that count: where only the base is trusted, the base's of those that the change lowers."""
    own, base = revision.settings, revision.base
    if base is None or not trusts_base_only(revision):
        return Profiles(own.profile, own.profiles, own.severities)
    before = base.settings
    return Profiles(
        before.profile if _is_lower(own, before) else own.profile,
        before.profiles,
        before.severities if _is_earlier(own, before) else own.severities,
    )


def layer_in(revision: Revision, key: str) -> str | None:
    """Return the layer of a contract by its key, `None` when it has none or is gone."""
    contract = revision.contract(key)
    return contract.layer.value if contract is not None and contract.layer is not None else None


def find_loosened(revision: Revision) -> tuple[str, ...]:
    """Return a sentence for the top of the report for each rule or setting that asks for less than in the base.

    Settings and rulesets that cannot be read are told as errors, and nothing is concluded from what they do not say. Where the change
    starts the registry, there was nothing to loosen.
    """
    base = revision.base
    if base is None or base.read(SETTINGS_FILE) is None or not has_readable_settings(revision):
        return ()
    trust = word_trust(is_trusting=not trusts_base_only(revision))
    said = [f"this change {what}; {trust}" for what in _of_profile(revision)]
    rules = [f"this change {what}" for what in _of_rulesets(revision)]
    return (*said, *rules, *(f"this change {what}" for what in _of_settings(revision.settings, base.settings)))


def _is_lower(after: Settings, before: Settings) -> bool:
    return STRICTEST_FIRST.index(after.profile) > STRICTEST_FIRST.index(before.profile)


def _is_earlier(after: Settings, before: Settings) -> bool:
    return after.severities is not None and (before.severities is None or after.severities < before.severities)


def _of_profile(revision: Revision) -> Iterator[str]:
    after, base = revision.settings, revision.base
    if base is None:
        return
    if _is_lower(after, base.settings):
        yield f"lowers the profile from `{base.settings.profile}` to `{after.profile}`"
    yield from find_milder(revision.contract_keys(), base.settings, after, partial(layer_in, revision))
    if _is_earlier(after, base.settings):
        yield f"goes back to the severities of edition {after.severities}"


def _of_rulesets(revision: Revision) -> Iterator[str]:
    base = revision.base
    if base is None or not has_other_rulesets(revision) or has_new_ruleset_errors(revision):
        return
    before, after = read_rulesets(base).rulesets, read_rulesets(revision).rulesets
    is_trusting = not trusts_base_only(revision)
    trust = word_trust(is_trusting=is_trusting)
    text = (
        "findings count by the new text" if is_trusting else "findings count by the new text only after its own merge"
    )
    said = [f"{one.what}; {text if one.is_rewritten else trust}" for one in find_loosened_rules(before, after)]
    for override in find_new_overrides(before, after):
        files = ", ".join(f"`{file}`" for file in (*override.files, *(f"{a}#{b}" for a, b in override.places)))
        said.append(f"brings an exception from rules for {files} in `{override.place.path}`; {trust}")
    yield from said[:_LISTED]
    if len(said) > _LISTED:
        yield f"loosens {count(len(said) - _LISTED, 'more rule')}; {trust}"


def _of_settings(after: Settings, before: Settings) -> Iterator[str]:
    if before.trust == "base" and after.trust != "base":
        yield "lets waivers and loosened rules that a change brings count at once, after its own merge"
    if after.waiver_longest_days > before.waiver_longest_days:
        longer = f"from {before.waiver_longest_days} to {after.waiver_longest_days} days"
        yield f"lets waivers hold longer, {longer}, after its own merge"
    old, new = before.compatibility.model, after.compatibility.model
    if old is not None and new is not None and _MODELS.index(new) > _MODELS.index(old):
        yield f"lets less break: the content model goes from `{old.value}` to `{new.value}`"
