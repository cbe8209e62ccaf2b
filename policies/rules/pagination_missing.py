"""Policy: a list may become as long as it likes."""

import re
from collections.abc import Iterator

from crossdock.policies.written import said_of
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Operation, Role
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy

_PAGES = re.compile(
    r"limit|page|cursor|offset|skip|top|after|before|since|count|size|start|max|first|last|token|range", re.IGNORECASE
)


@policy("pagination-missing", Severity.INFO, scope=Scope(kinds=(Kind.API,), states=STANDING), since=2)
def pagination_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A GET answers with a list, takes no parameter that cuts it, and the contract does not say how it is paged.

    Why: the list is short on the day it is built; a year later one call reads the whole table.
    Fix: Take `limit` and `cursor`, and state `semantics.pagination`; `none` where the list is short by its nature.
    Source: Zalando RESTful API Guidelines, rule 159 (support pagination); Google AIP-158.
    Bad:
        GET /shipments answers an array and takes no parameter
    Good:
        GET /shipments takes `limit` and `cursor`
    """
    interface = landscape.interface(contract)
    if interface is None or contract.semantics.pagination is not None:
        return
    for operation in interface.operations:
        if operation.action.lower() != "get" or operation.has_unknown_parameters:
            continue
        if not _is_paged(operation) and _answers_list(operation):
            message = f"`{operation.key}` answers with a list that nothing cuts"
            yield Violation(message, operation.place.pointer, operation.place.path, anchor=operation.key)


def _is_paged(operation: Operation) -> bool:
    parameters = (each for each in operation.payloads if each.role is Role.PARAMETER)
    return any(_PAGES.search(each.key.partition(" ")[2]) for each in parameters if each.location in ("query", "header"))


def _answers_list(operation: Operation) -> bool:
    for payload in operation.payloads:
        if payload.role is Role.RESPONSE and payload.schema is not None and (payload.status or "").startswith("2"):
            said = list(said_of(payload.schema))
            if any(each.get("type") == "array" for each in said) and not any("maxItems" in each for each in said):
                return True
    return False


POLICY = pagination_missing
