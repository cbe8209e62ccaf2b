"""Judges an answer: status, media type, body and headers against the contract, and what the manifest promises of every answer."""

import json
from collections.abc import Iterator
from typing import Any

from schemathesis import Case
from schemathesis.checks import CheckFunction
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from crossdock.registry.conformance import problems
from crossdock.registry.conformance.caller import Answer
from crossdock.registry.conformance.personal import tell_failure
from crossdock.registry.conformance.record import seen
from crossdock.registry.conformance.session import Session
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.model.evidence import Exchange
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Operation, Payload, Position, Role
from crossdock.registry.model.rule import Rule

PROBLEM = "application/problem+json"


def judge_answer(session: Session, operation: Operation, case: Case[Any], answer: Answer) -> None:
    """Record what is wrong with an answer to any request."""
    if answer.response is None:
        _add(session, operation, problems.SERVER_ERROR, answer, f"`{operation.key}` failed: {answer.problem}",
             "an answer with a declared status", "none")  # fmt: skip
        return
    if answer.status >= 500 and not _declared(operation, answer.status):
        message = f"`{operation.key}` answered {answer.status}"
        _add(session, operation, problems.SERVER_ERROR, answer, message, _statuses(operation), str(answer.status))
        return
    for failure in _failures(case, answer, status_code_conformance):
        message = f"`{operation.key}` answered {answer.status}, which the contract does not declare"
        _add(session, operation, problems.STATUS_UNDECLARED, answer, message, _statuses(operation), failure.code)
        return
    _judge_content(session, operation, case, answer)
    _judge_headers(session, operation, case, answer)
    _judge_correlation(session, operation, answer)


def judge_refusal(session: Session, operation: Operation, answer: Answer, *, is_example: bool) -> None:
    """Record that a request which the contract allows was refused as malformed."""
    if answer.status != 400:
        return
    what = "the contract's own example" if is_example else "a request that the contract allows"
    severity = Severity.ERROR if is_example else Severity.WARNING
    message = f"`{operation.key}` refused {what} as malformed"
    place = operation.place
    evidence = _shown(answer, "the request fits its schemas")
    session.record.add(problems.VALID_REFUSED, place, message, evidence=evidence, severity=severity)


def judge_acceptance(session: Session, operation: Operation, case: Case[Any], answer: Answer) -> None:
    """Record that a request which the contract does not allow was accepted."""
    for failure in _failures(case, answer, negative_data_rejection) if answer.is_accepted else ():
        reason = " ".join(failure.message.partition("Invalid component:")[2].split())
        message = f"`{operation.key}` accepted a request that the contract does not allow"
        expected = f"the request does not fit: {reason}" if reason else "the request does not fit its schemas"
        _add(session, operation, problems.MALFORMED_ACCEPTED, answer, message, expected, "accepted")


def _failures(case: Case[Any], answer: Answer, check: CheckFunction) -> Iterator[Failure]:
    try:
        case.validate_response(answer.judged(), checks=[check])
    except FailureGroup as group:
        yield from (failure for failure in group.exceptions if isinstance(failure, Failure))


def _judge_content(session: Session, operation: Operation, case: Case[Any], answer: Answer) -> None:
    declared = _bodies(operation, answer.status)
    media = (answer.header("Content-Type") or "none").partition(";")[0].strip().lower()
    if any(payload.media_type == PROBLEM for payload in declared) and media != PROBLEM:
        message = f"`{operation.key}` answered {answer.status} as `{media}` instead of problem details"
        _add(session, operation, problems.PROBLEM_WRONG, answer, message, f"`{PROBLEM}`", str(answer.status))
        return
    if any(_failures(case, answer, content_type_conformance)):
        named = ", ".join(f"`{payload.media_type}`" for payload in declared) or "no body"
        message = f"`{operation.key}` answered {answer.status} as `{media}`, which the contract does not declare"
        _add(session, operation, problems.CONTENT_TYPE_UNDECLARED, answer, message, named, f"{answer.status} {media}")
        return
    for failure in _failures(case, answer, response_schema_conformance):
        _add_body(session, operation, answer, failure, next(iter(declared), None))
    if media == PROBLEM:
        _judge_problem(session, operation, answer)


def _add_body(
    session: Session, operation: Operation, answer: Answer, failure: Failure, payload: Payload | None
) -> None:
    """Record a body that does not fit, in the words of our own validator where it agrees."""
    reason, pointer, keyword = failure.title, "", failure.code
    if payload is not None and payload.schema is not None and answer.json is not None:
        schema = payload.schema.bundle(Position.OUTPUT)
        explained = compile_validator(schema, assert_formats=True).explain(answer.json)
        if explained is not None:
            reason = tell_failure(explained, answer.json, answer.personal)
            pointer, keyword = explained.pointer, explained.schema_pointer
    where = f" at `{pointer}`" if pointer else ""
    message = f"`{operation.key}` answered {answer.status} with a body that does not fit{where}: {reason}"
    place = payload.place if payload is not None else operation.place
    evidence = _shown(answer, "the body fits its schema")
    session.record.add(
        problems.BODY_WRONG, place, message, evidence=evidence, anchor=f"{operation.key} {answer.status} {keyword}"
    )


def _judge_problem(session: Session, operation: Operation, answer: Answer) -> None:
    body = answer.json
    stated = body.get("status") if isinstance(body, dict) else None
    if stated is not None and stated != answer.status:
        message = f"`{operation.key}` answered {answer.status} with problem details that say {stated}"
        _add(session, operation, problems.PROBLEM_WRONG, answer, message, f"`status` is {answer.status}", "status")


def _judge_headers(session: Session, operation: Operation, case: Case[Any], answer: Answer) -> None:
    for failure in _failures(case, answer, response_headers_conformance):
        wrong = list(_wrong_headers(operation, answer)) or [("", failure.title.lower())]
        for name, reason in wrong:
            message = f"`{operation.key}` answered {answer.status} with a header that does not fit: {name}{reason}"
            anchor = f"{answer.status} {name or reason}"
            _add(session, operation, problems.HEADER_WRONG, answer, message, "headers as declared", anchor)


def _wrong_headers(operation: Operation, answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield (name, reason) for declared headers that are missing or do not fit; a number is read from its text."""
    for payload in operation.payloads:
        if payload.role is not Role.HEADER or payload.status != str(answer.status):
            continue
        name = payload.key.rpartition(" ")[2]
        text = answer.header(name)
        if text is None and payload.is_required:
            yield f"`{name}` ", "is missing"
        if text is None or payload.schema is None:
            continue
        validator = compile_validator(payload.schema.bundle(Position.OUTPUT), assert_formats=True)
        explained = validator.explain(text)
        if explained is not None and not validator.is_valid(_as_value(text)):
            yield f"`{name}`: ", explained.message


def _as_value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _judge_correlation(session: Session, operation: Operation, answer: Answer) -> None:
    name = session.correlation_header
    sent = answer.request.headers.get(name) if name else None
    if name is None or sent is None or sent not in session.correlation_ids:
        return
    back = answer.header(name)
    if back != sent:
        what = "did not repeat" if back is None else "changed"
        message = f"`{operation.key}` {what} the correlation id `{name}` in its answer {answer.status}"
        anchor = f"{answer.is_accepted}"
        _add(session, operation, problems.CORRELATION_MISSING, answer, message, f"`{name}: {sent}`", anchor)


def _add(
    session: Session, operation: Operation, rule: Rule, answer: Answer, message: str, promised: str, anchor: str
) -> None:
    session.record.add(rule, operation.place, message, evidence=_shown(answer, promised), anchor=anchor)


def _shown(answer: Answer, promised: str) -> Exchange:
    return seen(answer.curl, promised, answer.describe())


def _statuses(operation: Operation) -> str:
    named = sorted({payload.status for payload in operation.payloads if payload.status})
    return f"declares {', '.join(named)}" if named else "declares its statuses"


def _declared(operation: Operation, status: int) -> bool:
    return any(payload.status == str(status) for payload in operation.payloads)


def _bodies(operation: Operation, status: int) -> list[Payload]:
    known = [payload for payload in operation.payloads if payload.role is Role.RESPONSE]
    for wanted in (str(status), f"{status // 100}XX", "default"):
        found = [payload for payload in known if (payload.status or "").upper() == wanted.upper()]
        if found:
            return found
    return []
