"""Which way a payload must stay compatible, and the version that a change needs."""

import pytest

from crossdock.registry.compat.bump import needed_bump
from crossdock.registry.compat.modes import Direction, derive_mode, directions_of, keeps_history
from crossdock.registry.model.contract import Compatibility, Contract, Kind, Mode, Semantics
from crossdock.registry.model.interface import Payload, Position, Role
from crossdock.registry.model.location import Place
from crossdock.registry.model.result import Bump

BACKWARD, FORWARD = Direction.BACKWARD, Direction.FORWARD


def _payload(role: Role, position: Position) -> Payload:
    return Payload("x", role, position, None, Place("x"))


def _contract(kind: Kind, semantics: Semantics | None = None, mode: Mode | None = None) -> Contract:
    return Contract(
        "s",
        "n",
        "1",
        "f",
        kind,
        "1.0.0",
        "t",
        None,
        semantics=semantics or Semantics(),
        compatibility=Compatibility(mode),
    )


@pytest.mark.parametrize(
    ("role", "position", "kind", "history", "expected"),
    [
        (Role.REQUEST, Position.INPUT, Kind.API, False, {BACKWARD}),
        (Role.RESPONSE, Position.OUTPUT, Kind.API, False, {FORWARD}),
        (Role.RESPONSE, Position.OUTPUT, Kind.API, True, {FORWARD}),
        (Role.MESSAGE, Position.OUTPUT, Kind.EVENT, False, {FORWARD}),
        (Role.MESSAGE, Position.OUTPUT, Kind.EVENT, True, {FORWARD, BACKWARD}),
        (Role.MESSAGE, Position.INPUT, Kind.EVENT, True, {BACKWARD}),
        (Role.RECORD, Position.OUTPUT, Kind.FILE, False, {FORWARD}),
        (Role.RECORD, Position.INPUT, Kind.FILE, False, {BACKWARD}),
        (Role.SCHEMA, Position.OUTPUT, Kind.SCHEMA, False, {BACKWARD}),
        (Role.SCHEMA, Position.OUTPUT, Kind.EVENT, False, {FORWARD}),
        (Role.CODES, Position.OUTPUT, Kind.VOCABULARY, False, {BACKWARD}),
        (Role.MESSAGE, Position.OUTPUT, Kind.SCHEMA, False, {BACKWARD}),
    ],
)
def test_directions(role: Role, position: Position, kind: Kind, history: bool, expected: set[Direction]) -> None:
    assert set(directions_of(_payload(role, position), None, kind, history)) == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [(Mode.NONE, set()), (Mode.BACKWARD, {BACKWARD}), (Mode.FORWARD, {FORWARD}), (Mode.FULL, {BACKWARD, FORWARD})],
)
def test_a_stated_mode_wins(mode: Mode, expected: set[Direction]) -> None:
    assert set(directions_of(_payload(Role.MESSAGE, Position.OUTPUT), mode, Kind.EVENT, True)) == expected


def test_the_mode_of_a_contract() -> None:
    assert derive_mode(_contract(Kind.API)) is None
    assert derive_mode(_contract(Kind.EVENT)) is Mode.FORWARD
    assert derive_mode(_contract(Kind.EVENT, Semantics(retention=3600.0))) is Mode.FULL
    assert derive_mode(_contract(Kind.SCHEMA)) is Mode.BACKWARD
    assert derive_mode(_contract(Kind.EVENT, mode=Mode.NONE)) is Mode.NONE
    assert keeps_history(_contract(Kind.EVENT, Semantics(replay=True)))
    assert not keeps_history(_contract(Kind.EVENT, Semantics(replay=False)))


def test_only_words_are_a_patch_and_nothing_is_nothing() -> None:
    assert needed_bump(()) is Bump.PATCH
    assert needed_bump((), is_same=True) is Bump.NONE
