"""Which way a payload must stay compatible: derived from its position, unless the contract says otherwise (docs/compatibility.md)."""

from enum import Enum

from crossdock.registry.model.contract import Contract, Kind, Mode
from crossdock.registry.model.interface import Payload, Position, Role


class Direction(Enum):
    """One inclusion. Backward: what the base sends, the revision accepts. Forward: what the revision sends, the base accepts."""

    BACKWARD = "backward"
    FORWARD = "forward"


_BOTH = (Direction.FORWARD, Direction.BACKWARD)
_OF_MODE = {
    Mode.NONE: (),
    Mode.BACKWARD: (Direction.BACKWARD,),
    Mode.FORWARD: (Direction.FORWARD,),
    Mode.FULL: _BOTH,
}
_SHARED = (Role.SCHEMA, Role.CODES)


def position_of(payload: Payload, kind: Kind | None = None) -> tuple[Position, Position | None]:
    """Return the position in which a payload is judged, and the one whose properties are looked at (`None`: all of them).

    A shared schema or vocabulary has no position of its own. It is judged as an input is: what was valid stays valid. What a wider schema
    does to those who emit by it is judged at each dependent. An event's document that is only a schema is sent by its owner.
    """
    if kind in (Kind.SCHEMA, Kind.VOCABULARY):
        return Position.INPUT, None
    if payload.role in _SHARED:
        return (Position.OUTPUT, Position.OUTPUT) if kind is Kind.EVENT else (Position.INPUT, None)
    return payload.position, payload.position


def directions_of(
    payload: Payload, mode: Mode | None = None, kind: Kind | None = None, keeps_history: bool = False
) -> tuple[Direction, ...]:
    """Return the inclusions that must hold.

    `mode` is what the contract states. Without it, an input must stay backward and an output forward compatible; a message that the owner
    sends both ways when its history is kept, since tomorrow's readers then meet yesterday's messages.
    """
    if mode is not None:
        return _OF_MODE[mode]
    if position_of(payload, kind)[0] is Position.INPUT:
        return (Direction.BACKWARD,)
    is_message = payload.role in (Role.MESSAGE, *_SHARED) or (payload.role is Role.HEADER and payload.status is None)
    return _BOTH if keeps_history and is_message else (Direction.FORWARD,)


def keeps_history(contract: Contract) -> bool:
    """Whether readers of tomorrow may meet messages of yesterday: a replay or a retention says so."""
    semantics = contract.semantics
    return bool(semantics.replay) or bool(semantics.retention)


def derive_mode(contract: Contract) -> Mode | None:
    """Return the one mode of a contract, for people; `None` where it depends on the payload, as in an API."""
    if contract.compatibility.mode is not None:
        return contract.compatibility.mode
    if contract.kind is Kind.EVENT:
        return Mode.FULL if keeps_history(contract) else Mode.FORWARD
    return Mode.BACKWARD if contract.kind in (Kind.SCHEMA, Kind.VOCABULARY) else None
