"""Which steps of a workflow rely on a place: those that its message moves."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossdock.registry.impact.consumers import overlap
from crossdock.registry.impact.trace import Tracer
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.impact import Reliance, Use
from crossdock.registry.model.interface import Role
from crossdock.registry.model.location import Place
from crossdock.registry.model.reference import Reference
from crossdock.registry.model.workflow import Transition, Workflow

_BODY = re.compile(r"\$(?:message\.payload|request\.body|response\.body)#(?P<pointer>/.*)")
_BESIDE = (Role.PARAMETER, Role.HEADER)


class MovedStep(NamedTuple):
    """A step that relies on a place: how it is known, in words, and where it stands in the workflow's file (JSON Pointer)."""

    reliance: Reliance
    words: str
    pointer: str


def touch_steps(workflow: Workflow, contract: Contract, uses: Sequence[Use], tracer: Tracer) -> tuple[MovedStep, ...]:
    """Return the steps that rely on what a contract carries at some uses; the entity that is moved counts as one."""
    return tuple(_steps(workflow, contract, uses, tracer))


def _steps(workflow: Workflow, contract: Contract, uses: Sequence[Use], tracer: Tracer) -> Iterator[MovedStep]:
    if _names(workflow.entity, contract):
        yield MovedStep(Reliance.ASSUMED, f"moves {contract.key}", "/entity")
    for index, step in enumerate(workflow.transitions):
        if step.trigger is None or not _names(step.trigger, contract):
            continue
        carried = [use for use in uses if _is_moved(step.trigger, use, contract, tracer)]
        if carried:
            yield _word(step, carried, f"/transitions/{index}")


def _names(reference: Reference, contract: Contract) -> bool:
    return reference.contract == contract.id and reference.at in (None, contract.line, contract.version)


def _is_moved(trigger: Reference, use: Use, contract: Contract, tracer: Tracer) -> bool:
    """Whether the message that a step waits for carries a use: the same operation, or all of it."""
    if not trigger.pointer or use.operation is None or contract.document is None:
        return True
    messages = tracer.uses((Place(contract.document, trigger.pointer),))
    return any(
        message.operation in (None, use.operation)
        and (None in (message.payload, use.payload) or message.payload == use.payload)
        for message in messages
    )


def _word(step: Transition, uses: Sequence[Use], pointer: str) -> MovedStep:
    key = _BODY.fullmatch(step.idempotent_by or "")
    inside = [use.path for use in uses if use.role not in _BESIDE]
    if key and any(overlap(key["pointer"], path) for path in inside if path):
        return MovedStep(Reliance.DECLARED, f"`{step.name}` tells repeated messages apart by {key['pointer']}", pointer)
    is_whole = any(not use.path and use.role not in _BESIDE for use in uses)
    reliance = Reliance.DECLARED if is_whole else Reliance.ASSUMED
    return MovedStep(reliance, f"`{step.name}` moves to {step.target} on it", pointer)
