"""What a contract inherits, and where it was written."""

import copy
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.manifests.contract_file import ContractFields
from crossdock.registry.manifests.inheritance import INHERITABLE, merge_defaults
from crossdock.registry.manifests.system_file import DefaultsFields

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2)
TREES = st.recursive(LEAVES, lambda inner: st.dictionaries(st.sampled_from("ab/~"), inner, max_size=3), max_leaves=8)
FIELDS = st.dictionaries(st.sampled_from((*INHERITABLE[:4], "title")), TREES, max_size=4)


def test_objects_merge_and_lists_are_replaced() -> None:
    own = {"sla": {"tier": 2}, "semantics": {"authentication": ["sasl"]}, "title": "Mine"}
    lent = {"sla": {"tier": 1, "availability": 99.9}, "semantics": {"authentication": ["oauth2"]}, "owner": "a"}
    merged = merge_defaults(own, {"defaults": lent})
    assert merged.data == {
        "sla": {"tier": 2, "availability": 99.9},
        "semantics": {"authentication": ["sasl"]},
        "title": "Mine",
        "owner": "a",
    }
    assert merged.inherited == {"/sla/availability", "/owner"}


def test_null_is_a_value_of_its_own() -> None:
    merged = merge_defaults(
        {"sla": None, "semantics": {"retry": None}},
        {"defaults": {"sla": {"tier": 1}, "semantics": {"retry": {"attempts": 1}}}},
    )
    assert merged.data == {"sla": None, "semantics": {"retry": None}}
    assert merged.inherited == frozenset()


def test_only_inheritable_fields_are_lent() -> None:
    assert merge_defaults({}, {"defaults": {"title": "Any", "version": "1.0.0", "owner": "a"}}).data == {"owner": "a"}


def test_models_of_defaults_know_what_is_inheritable() -> None:
    assert set(DefaultsFields.model_fields) == set(INHERITABLE)
    assert set(DefaultsFields.hints) | set(INHERITABLE) == set(ContractFields.model_fields)


def test_what_is_no_mapping_lends_nothing() -> None:
    systems: tuple[object, ...] = (None, [], {"defaults": None}, {"defaults": [1]}, {})
    for system in systems:
        assert merge_defaults({"kind": "api"}, system).data == {"kind": "api"}
    assert merge_defaults(["kind"], {"defaults": {"owner": "a"}}).data == ["kind"]


@given(FIELDS, FIELDS)
def test_merging_is_pure_and_explained(own: dict[str, object], lent: dict[str, object]) -> None:
    before = copy.deepcopy((own, lent))
    merged = merge_defaults(own, {"defaults": lent})
    assert (own, lent) == before
    assert merge_defaults(merged.data, {"defaults": lent}).data == merged.data
    leaves = dict(_leaves(merged.data, ""))
    for pointer, value in leaves.items():
        is_lent = any(pointer == root or pointer.startswith(root + "/") for root in merged.inherited)
        assert dict(_leaves(lent if is_lent else own, "")).get(pointer, ...) == value


def _leaves(data: object, at: str) -> list[tuple[str, object]]:
    if isinstance(data, Mapping) and data:
        escaped = {name: name.replace("~", "~0").replace("/", "~1") for name in data}
        return [leaf for name in data for leaf in _leaves(data[name], f"{at}/{escaped[name]}")]
    return [(at, data)]
