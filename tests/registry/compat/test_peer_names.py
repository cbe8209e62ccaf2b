"""The tables that lead from changes to the names of other programs, and back."""

import pytest

from crossdock.registry.compat.peer_names import PeerName, names_of, peers, read_names
from crossdock.registry.compat.rule import load_rules
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Position, Role
from crossdock.registry.model.location import Place

NAMES = [(peer, name) for peer in peers() for name in read_names(peer)]
HERE = Place("openapi.yaml", "/paths")


@pytest.mark.parametrize("peer", peers())
def test_no_name_stands_twice(peer: str) -> None:
    names = [name.name for name in read_names(peer)]
    assert sorted(set(names)) == sorted(names)


def test_all_checks_of_oasdiff_are_there() -> None:
    assert len(read_names("oasdiff")) == 509


@pytest.mark.parametrize(("peer", "name"), NAMES, ids=lambda value: getattr(value, "name", value))
def test_a_name_has_a_rule_or_a_reason(peer: str, name: PeerName) -> None:
    known = {rule.rule.id for rule in load_rules()}
    rules = name.find_rules()
    assert set(rules) <= known
    assert bool(name.reason) is not bool(name.kinds or name.keywords or name.rules), f"{peer} {name.name}"
    assert name.reason or rules or not name.kinds


@pytest.mark.parametrize(
    ("change", "rule", "told", "untold"),
    [
        (
            {
                "kind": ChangeKind.PROPERTY_BECAME_REQUIRED,
                "keyword": "required",
                "path": "/id",
                "before": False,
                "after": True,
            },
            "request-property-became-required",
            "request-property-became-required",
            "response-property-became-required",
        ),
        (
            {"kind": ChangeKind.BOUND_TIGHTENED, "keyword": "maxLength", "path": "/id", "before": None, "after": 5},
            "request-property-max-length-decreased",
            "request-property-max-length-set",
            "request-body-max-length-set",
        ),
        (
            {"kind": ChangeKind.TYPE_CHANGED, "keyword": "type", "before": None, "after": ["null", "object"]},
            "request-property-type-changed",
            "request-body-type-changed",
            "request-body-became-nullable",
        ),
    ],
)
def test_a_change_leads_to_its_name(change: dict[str, object], rule: str, told: str, untold: str) -> None:
    facts = {"position": Position.INPUT, "subject": "id", "at": HERE, "was": HERE, "role": Role.REQUEST, **change}
    names = names_of(Change(**facts), rule, "oasdiff")  # type: ignore[arg-type]  # named in the table above
    assert told in names
    assert untold not in names
