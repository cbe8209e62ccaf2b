"""Does a repeated call stay one call: the same key twice, the key with another request, and no key at all."""

import json
from itertools import islice
from typing import Any

from schemathesis import Case

from crossdock.registry.conformance import problems
from crossdock.registry.conformance.accepted import candidates, find_accepted
from crossdock.registry.conformance.caller import Answer
from crossdock.registry.conformance.cases import Operation as Callable
from crossdock.registry.conformance.cases import bare_case, copy_case
from crossdock.registry.conformance.prepare import prepare_case
from crossdock.registry.conformance.record import seen
from crossdock.registry.conformance.session import Session, find_parameter
from crossdock.registry.model.interface import Operation
from crossdock.registry.model.rule import Rule

Sight = tuple[str, ...]
OTHERS = 3  # requests that are tried with a used key


def repeat_calls(session: Session, seed: int) -> None:
    """Record for each operation that takes the idempotency key how the target treats it."""
    name = session.key_header
    for operation, call in session.operations:
        if name is not None and find_parameter(operation, name) is not None:
            _test_operation(session, operation, call, name, seed)


def _test_operation(session: Session, operation: Operation, call: Callable, name: str, seed: int) -> None:
    accepted = find_accepted(session, operation, call, seed)
    if accepted is None:
        reason = "the target accepted none of the examples and none of the requests made of them"
        session.record.undecided(problems.UNDECIDED, operation, f"`{operation.key}` honours `{name}`", reason)
        return
    case, first = accepted
    before = _look(session, operation, case, first)
    is_quiet = before == _look(session, operation, case, first)
    second = session.send(copy_case(case))
    if second is not None:
        _compare(session, operation, name, first, second)
    after = _look(session, operation, case, first)
    if is_quiet and second is not None and after != before:
        message = f"`{operation.key}` had a second effect when it was repeated with the same `{name}`"
        _add(session, operation, problems.KEY_IGNORED, message, second, "what can be read stays the same", "effect")
    _reuse(session, operation, call, case, name, seed)
    _omit(session, operation, call, name, seed)


def _compare(session: Session, operation: Operation, name: str, first: Answer, second: Answer) -> None:
    if (first.status, first.json) == (second.status, second.json):
        return
    how = f"{first.status} and then {second.status}" if first.status != second.status else "two different bodies"
    message = f"`{operation.key}` answered the same call with the same `{name}` with {how}"
    _add(session, operation, problems.KEY_IGNORED, message, second, f"the first answer again: {first.describe()}", "")


def _reuse(session: Session, operation: Operation, call: Callable, case: Case[Any], name: str, seed: int) -> None:
    """Send other requests with the key; several, because the target may refuse one of them for another reason."""
    others = (each for each in candidates(call, seed) if isinstance(each.body, dict) and each.body != case.body)
    for other in islice(others, OTHERS):
        prepare_case(session, operation, other, has_known_ids=False)
        other.path_parameters = dict(case.path_parameters)
        other.headers[name] = case.headers[name]
        answer = session.send(other)
        if answer is not None and answer.is_accepted:
            message = f"`{operation.key}` accepted a `{name}` that came with another request before"
            _add(session, operation, problems.KEY_REUSED, message, answer, "the request is refused", "")
            return


def _omit(session: Session, operation: Operation, call: Callable, name: str, seed: int) -> None:
    parameter = find_parameter(operation, name)
    case = next(candidates(call, seed), None)
    if parameter is None or not parameter.is_required or case is None:
        return
    prepare_case(session, operation, case, has_known_ids=True)
    case.headers.pop(name, None)
    answer = session.send(case)
    if answer is not None and (answer.is_accepted or answer.status in (404, 409, 422)):
        message = f"`{operation.key}` answered {answer.status} to a call without the required `{name}`"
        _add(session, operation, problems.KEY_OPTIONAL, message, answer, "400, because the header is required", "")


def _look(session: Session, operation: Operation, case: Case[Any], answer: Answer) -> Sight:
    """Return what the readable neighbours of an operation show: resources above it, and what it made."""
    known = {**case.path_parameters}
    if isinstance(answer.json, dict):
        known.update({name: value for name, value in answer.json.items() if isinstance(value, str)})
    seen_there = []
    for neighbour, call in session.operations:
        parts = [part[1:-1] for part in neighbour.address.split("/") if part.startswith("{")]
        if neighbour.action != "get" or not _is_near(neighbour.address, operation.address):
            continue
        if all(part in known for part in parts):
            looked = session.send(bare_case(call, path_parameters={part: known[part] for part in parts}))
            if looked is not None and looked.is_accepted:
                seen_there.append(f"{looked.status} {json.dumps(looked.json, sort_keys=True)} {looked.header('ETag')}")
    return tuple(seen_there)


def _is_near(reading: str, writing: str) -> bool:
    return writing == reading or writing.startswith(reading + "/") or reading.startswith(writing + "/")


def _add(
    session: Session, operation: Operation, rule: Rule, message: str, answer: Answer, promised: str, anchor: str
) -> None:
    evidence = seen(answer.curl, promised, answer.describe())
    session.record.add(rule, operation.place, message, evidence=evidence, anchor=anchor)
