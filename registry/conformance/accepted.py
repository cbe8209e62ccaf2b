"""Finds a request that the target accepts: without one, nothing can be said of what happens when it is repeated."""

from collections.abc import Iterator
from typing import Any

from schemathesis import Case, GenerationMode

from crossdock.registry.conformance.caller import Answer
from crossdock.registry.conformance.cases import Operation as Callable
from crossdock.registry.conformance.cases import copy_case, example_cases, generated_cases
from crossdock.registry.conformance.prepare import prepare_case
from crossdock.registry.conformance.session import Session
from crossdock.registry.model.interface import Operation

GENERATED = 5


def find_accepted(session: Session, operation: Operation, call: Callable, seed: int) -> tuple[Case[Any], Answer] | None:
    """Send candidates until one is accepted; return it with its answer."""
    for case in candidates(call, seed):
        prepare_case(session, operation, case, has_known_ids=True)
        answer = session.send(case)
        if answer is not None and answer.is_accepted:
            return case, answer
    return None


def candidates(call: Callable, seed: int) -> Iterator[Case[Any]]:
    """Yield the contract's examples, then examples with one top-level text taken from generated data, then generated data.

    Examples were perhaps sent before, and what they create exists; another id alone makes a new request of them.
    """
    examples = example_cases(call, seed)
    generated = generated_cases(call, GenerationMode.POSITIVE, seed, GENERATED)
    yield from (copy_case(case) for case in examples)
    for example in examples:
        for other in generated:
            yield from _variants(example, other)
    yield from (copy_case(case) for case in generated)


def _variants(example: Case[Any], other: Case[Any]) -> Iterator[Case[Any]]:
    if not isinstance(example.body, dict) or not isinstance(other.body, dict):
        return
    for name, value in example.body.items():
        changed = other.body.get(name)
        if isinstance(value, str) and isinstance(changed, str) and changed not in ("", value):
            yield copy_case(example, body={**example.body, name: changed})
