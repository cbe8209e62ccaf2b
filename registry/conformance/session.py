"""One test of one running system: the contract, the operations, the caller, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schemathesis import Case

from crossdock.registry.conformance.caller import Answer, Caller, make_case_harmless
from crossdock.registry.conformance.cases import Operation as Callable
from crossdock.registry.conformance.expressions import read_expression
from crossdock.registry.conformance.record import Record
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.interface import Operation, Payload, Position, Role

MAX_KEPT = 50  # values of one name


@dataclass(slots=True)
class Memory:
    """Values that the target itself gave, by the name of their property: what exists there can be asked for."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def remember(self, data: object) -> None:
        """Keep the texts and whole numbers of a body."""
        if isinstance(data, Mapping):
            for name, value in data.items():
                if isinstance(value, str | int) and not isinstance(value, bool):
                    self._keep(str(name), str(value))
                self.remember(value)
        elif isinstance(data, list):
            for item in data[:MAX_KEPT]:
                self.remember(item)

    def _keep(self, name: str, value: str) -> None:
        known = self.values.setdefault(name, [])
        if value and value not in known:
            known.append(value)
            del known[:-MAX_KEPT]

    def latest(self, name: str) -> str | None:
        """Return the value of a name that was seen last."""
        return next(reversed(self.values.get(name, ())), None)


@dataclass(slots=True)
class Session:
    """What all parts of a test share. `operations` are pairs (as the contract lowers it, as Schemathesis calls it)."""

    contract: Contract
    operations: tuple[tuple[Operation, Callable], ...]
    caller: Caller
    record: Record
    memory: Memory = field(default_factory=Memory)
    correlation_ids: set[str] = field(default_factory=set)
    successful: set[str] = field(default_factory=set)  # keys of operations that answered with success

    @property
    def key_header(self) -> str | None:
        """The header of the idempotency key."""
        return _header_of(self.contract.semantics.idempotency_key)

    @property
    def correlation_header(self) -> str | None:
        """The header of the correlation id."""
        return _header_of(self.contract.semantics.correlation_id)

    def send(self, case: Case[Any], *, has_credentials: bool = True) -> Answer | None:
        """Send a case without addresses of others; what a successful answer holds is remembered."""
        make_case_harmless(case)
        answer = self.caller.call(case, has_credentials=has_credentials)
        if answer is not None and answer.is_accepted:
            self.memory.remember(answer.json)
            self.successful.add(case.operation.label)
        return answer


def _header_of(expression: str | None) -> str | None:
    read = read_expression(expression)
    return read.name if read is not None and read.part == "header" else None


def find_parameter(operation: Operation, name: str, location: str = "header") -> Payload | None:
    """Return a parameter of an operation; header names are compared without case."""
    for payload in operation.payloads:
        is_there = payload.role is Role.PARAMETER and payload.location == location
        if is_there and payload.key.partition(" ")[2].lower() == name.lower():
            return payload
    return None


def is_allowed(parameter: Payload, value: str) -> bool:
    """Whether a parameter's schema accepts a text."""
    if parameter.schema is None:
        return True
    return compile_validator(parameter.schema.bundle(Position.INPUT), assert_formats=True).is_valid(value)
