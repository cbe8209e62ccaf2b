"""Fits a case to a living system: fresh keys, a correlation id of ours, ids that exist there, and a first page."""

from typing import Any

from schemathesis import Case

from crossdock.registry.conformance.caller import fresh_key
from crossdock.registry.conformance.session import Session, find_parameter, is_allowed
from crossdock.registry.model.interface import Operation

CURSORS = ("cursor", "pageToken", "page_token", "after", "starting_after", "continuationToken", "continuation")


def prepare_case(session: Session, operation: Operation, case: Case[Any], *, has_known_ids: bool) -> None:
    """Give a case that the contract allows what makes it useful; it stays allowed.

    With `has_known_ids` its path leads to something that the target spoke of before, where there is such a thing.
    """
    set_header(session, operation, case, session.key_header)
    set_correlation(session, operation, case)
    cursor = find_cursor(operation)
    if cursor is not None:
        case.query.pop(cursor, None)  # cursors are opaque: none can be made up
    if has_known_ids:
        case.path_parameters = {**case.path_parameters, **known_ids(session, case)}


def set_header(session: Session, operation: Operation, case: Case[Any], name: str | None) -> str | None:
    """Set a header that the operation declares to a fresh value; return it, `None` when it cannot be set."""
    parameter = find_parameter(operation, name) if name else None
    value = fresh_key()
    if name is None or parameter is None or not is_allowed(parameter, value):
        return None
    case.headers[name] = value
    return value


def set_correlation(session: Session, operation: Operation, case: Case[Any]) -> None:
    """Set the correlation id to one that is known to be ours."""
    value = set_header(session, operation, case, session.correlation_header)
    if value is not None:
        session.correlation_ids.add(value)


def find_cursor(operation: Operation) -> str | None:
    """Return the name of the parameter that says where a page starts."""
    return next((name for name in CURSORS if find_parameter(operation, name, "query") is not None), None)


def known_ids(session: Session, case: Case[Any]) -> dict[str, str]:
    """Return path parameters whose name the target gave values for."""
    found = {name: session.memory.latest(name) for name in case.path_parameters}
    return {name: value for name, value in found.items() if value is not None}
