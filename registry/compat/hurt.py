"""Says in words who is hurt by a break and why, by the direction that fails and what is exchanged."""

from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.compat.modes import Direction
from crossdock.registry.model.change import Change
from crossdock.registry.model.interface import Position, Role

# who fills a payload, and who reads it, by its role
_SENDERS = {Role.MESSAGE: "publishers", Role.RECORD: "senders of files", Role.SCHEMA: "writers", Role.CODES: "writers"}
_READERS = {Role.MESSAGE: "subscribers", Role.RECORD: "readers of files", Role.SCHEMA: "readers", Role.CODES: "readers"}


# Rules speak of the usual direction of their position. A mode may ask for the other one as well, and then something else is wrong.
_LATE_READERS = (
    "Readers of the revision meet what was sent before it, and cannot read it.",
    "Let the revision take what the base sent, by a default or by not asking for it, or start a new line beside this one.",
)
_LATE_RECEIVERS = (
    "Receivers that are still on the base meet what is sent by the revision, and reject it.",
    "Send it only when every receiver is on the revision, or start a new line beside this one.",
)


def reason_of(judgement: Judgement) -> tuple[str, str]:
    """Return why a judgement matters and how to mend it: in its rule's words, else in those of the direction that fails."""
    direction, is_output = judgement.direction, judgement.change.position is Position.OUTPUT
    if judgement.is_breaking and direction is Direction.BACKWARD and is_output:
        return _LATE_READERS
    if judgement.is_breaking and direction is Direction.FORWARD and not is_output:
        return _LATE_RECEIVERS
    return judgement.rule.why, judgement.rule.fix


def name_hurt(judgement: Judgement, base: str, revision: str) -> str | None:
    """Name in general who is hurt, where no registry knows them by name, and which version they are on; `None` where nothing breaks.

    `base` and `revision` are what those are called.
    """
    if not judgement.is_breaking:
        return None
    change, direction = judgement.change, judgement.direction
    is_output = change.position is Position.OUTPUT
    if direction is Direction.BACKWARD and is_output:
        return f"{_readers(change)} on {revision} that meet what was sent by {base}"
    if direction is Direction.FORWARD and not is_output:
        return f"receivers still on {base} that meet what is sent by {revision}"
    return f"{_readers(change) if is_output else _senders(change)} still on {base}"


def _senders(change: Change) -> str:
    operation = change.operation or ""
    if operation.startswith(("send ", "receive ")):
        return "publishers" if change.position is Position.INPUT else "subscribers"
    if _is_outgoing(operation):
        return "receivers of the callback, by what they answer,"
    return _SENDERS.get(change.role, "callers") if change.role else _callers(change)


def _is_outgoing(operation: str) -> bool:
    """Whether the owner of the contract calls."""
    return operation.startswith("webhook ") or " callback " in operation


def _readers(change: Change) -> str:
    operation = change.operation or ""
    if operation.startswith(("send ", "receive ")):
        return "subscribers"
    if _is_outgoing(operation):
        return "receivers of the callback"
    return _READERS.get(change.role, "clients") if change.role else _callers(change)


def _callers(change: Change) -> str:
    if change.kind.value.startswith(("promise-", "record-")):
        return "consumers"
    return {"send": "subscribers", "receive": "publishers"}.get(change.keyword or "", "callers")
