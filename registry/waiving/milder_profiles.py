"""Says which entries of `profiles` a change makes milder, by what applies to each contract before and after."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from crossdock.registry.model.contract import Layer
from crossdock.registry.model.landscape import ProfileOverride, Settings
from crossdock.registry.profiles import STRICTEST_FIRST, LayerOf, Profiles, find_entry

_LISTED = 3  # contracts that are named
Milder = tuple[str, str, str]  # what decides, the profile before, the profile after


def find_milder(keys: Iterable[str], before: Settings, after: Settings, layer_of: LayerOf) -> Iterator[str]:
    """Yield a sentence for each entry that judges contracts by a milder profile than before; none where `profile` alone does.

    `keys` are the contracts as they are now, sorted; `layer_of` is only asked where layers matter.
    """
    if before.profiles == after.profiles:
        return
    was, now = (Profiles(each.profile, each.profiles) for each in (before, after))
    found: dict[Milder, list[str]] = {}
    for system, group in groupby(keys, key=lambda key: key.partition("/")[0]):
        by_layer = {layer: _compare(system, layer, was, now) for layer in (None, *(each.value for each in Layer))}
        if not any(by_layer.values()):
            continue
        is_one = len(set(by_layer.values())) == 1
        for key in group:
            milder = by_layer[None if is_one else layer_of(key)]
            if milder is not None:
                found.setdefault(milder, []).append(key)
    for (what, profile_before, profile_after), judged in found.items():
        yield f"judges {_name(judged)} as `{profile_after}` instead of `{profile_before}`: {what}"


def _compare(system: str, layer: str | None, was: Profiles, now: Profiles) -> Milder | None:
    before, after = (find_entry(system, layer, profiles) for profiles in (was, now))
    if before is None and after is None:
        return None  # told as the profile of the registry
    old = before.profile if before is not None else was.usual
    new = after.profile if after is not None else now.usual
    if STRICTEST_FIRST.index(new) <= STRICTEST_FIRST.index(old):
        return None
    if after is not None:
        return f"the entry `{_show(after)}` of `profiles`", old, new
    return f"the entry `{_show(before)}` of `profiles` is gone", old, new


def _show(entry: ProfileOverride | None) -> str:
    if entry is None:
        return ""
    parts = {"system": entry.system, "layer": entry.layer, "profile": entry.profile}
    return "{" + ", ".join(f"{name}: {value}" for name, value in parts.items() if value is not None) + "}"


def _name(keys: list[str]) -> str:
    more = len(keys) - _LISTED
    named = ", ".join(f"`{key}`" for key in keys[:_LISTED])
    return f"{named} and {more} more" if more > 0 else named
