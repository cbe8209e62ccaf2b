"""Policy: a system asks again and again for what it would be told."""

import re
from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Operation, Role
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.model.policy import STANDING, Facet, Landscape, Scope, Violation, policy

_SINCE = re.compile(
    r"(?:chang|modif|updat|creat)\w*(?:[-_]?(?:since|after|from))|^(?:since|after[-_]?time)$", re.IGNORECASE
)


@policy(
    "changes-polled",
    Severity.INFO,
    Facet.CONSUMERS,
    Facet.ENTITIES,
    scope=Scope(kinds=(Kind.API,), states=STANDING),
    since=2,
)
def changes_polled(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A system reads the changes of an entity from a call with `changedSince`, though its provider publishes them as an event.

    Why: most calls bring nothing, and a change is seen late: stock that is gone is sold until the next call.
    Fix: Consume the event, and the call only to catch up after an outage.
    Source: Enterprise Integration Patterns, Polling Consumer and Event-Driven Consumer.
    Bad:
        consumes: [{contract: wms/subject@1}]  # GET /stock?changedSince=…
    Good:
        consumes: [{contract: wms/subject@1}, {contract: wms/shipped@1}]
    """
    interface = landscape.interface(contract)
    asked = [each for each in interface.operations if _asks_changes(each)] if interface is not None else []
    events = _events(contract, landscape) if asked else set()
    for use in landscape.consumers_of(contract) if events else ():
        system = landscape.system(use.system)
        if system is None or not any(_is_used(operation, use) for operation in asked):
            continue
        if not {each.contract.contract for each in system.consumes} & events:
            event = min(events)
            message = f"`{use.system}` asks `{contract.key}` for changes that `{event}` tells"
            yield Violation(message, use.pointer, system.manifest, f"consume `{event}`", anchor=use.system)


def _asks_changes(operation: Operation) -> bool:
    parameters = (each.key.partition(" ")[2] for each in operation.payloads if each.role is Role.PARAMETER)
    return operation.action.lower() == "get" and any(_SINCE.search(name) for name in parameters)


def _events(contract: Contract, landscape: Landscape) -> set[str]:
    """Return the ids of the same system's events that carry an entity of the API."""
    keys = {key for use in contract.entities for key in landscape.carriers_of(str(use.entity))}
    near = (landscape.contract(key) for key in keys if key.startswith(f"{contract.system}/"))
    return {
        each.id for each in near if each is not None and each.kind is Kind.EVENT and each.lifecycle.state in STANDING
    }


def _is_used(operation: Operation, use: Consumption) -> bool:
    return not use.operations or operation.id in use.operations or operation.key in use.operations


POLICY = changes_polled
