"""What a contract inherits from its system: `defaults` of `system.yaml`, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass

from crossdock.registry.model.location import escape_token

# The fields of a contract that a system may give defaults for; the others are the contract's own.
INHERITABLE = (
    "scheme",
    "version_from",
    "layer",
    "owner",
    "lifecycle",
    "compatibility",
    "semantics",
    "sla",
    "classification",
    "source",
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A manifest's data with its defaults. `inherited` are the pointers of the values that the defaults gave, none inside another."""

    data: object
    inherited: frozenset[str] = frozenset()


def merge_defaults(own: object, system: object) -> Merged:
    """Merge the data of a `contract.yaml` with the `defaults` in the data of its `system.yaml`; neither is changed.

    Objects merge field by field at every depth; everything else, lists included, is taken whole, the manifest's own value first.
    A value that the manifest states as null is its own: nothing is inherited there.

    >>> merge_defaults({"sla": {"tier": 2}}, {"defaults": {"sla": {"tier": 1, "availability": 99.9}}})
    Merged(data={'sla': {'tier': 2, 'availability': 99.9}}, inherited=frozenset({'/sla/availability'}))
    """
    defaults = system.get("defaults") if isinstance(system, Mapping) else None
    if not isinstance(own, Mapping) or not isinstance(defaults, Mapping):
        return Merged(own)
    inherited: set[str] = set()
    lent = {name: defaults[name] for name in INHERITABLE if name in defaults}
    data = _merge(own, lent, "", inherited)
    return Merged(data, frozenset(inherited))


def _merge(own: Mapping[str, object], lent: Mapping[str, object], at: str, inherited: set[str]) -> dict[str, object]:
    merged = dict(own)
    for name, value in lent.items():
        pointer = f"{at}/{escape_token(name)}"
        mine = own.get(name)
        if name not in own:
            merged[name] = value
            inherited.add(pointer)
        elif isinstance(mine, Mapping) and isinstance(value, Mapping):
            merged[name] = _merge(mine, value, pointer, inherited)
    return merged
