"""Comparisons against values: a change that is called compatible rejects none that was valid, and every payload that is shown is one."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from crossdock.registry.compat.judge import judge_interfaces
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.evidence import Payload, Unknown
from crossdock.registry.model.interface import Dialect, Position
from tests.registry.compat.drawn_schemas import SchemaDrawer
from tests.registry.compat.test_properties import _interface

PAIRS = 800
VALUES = 150


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[pytest.mark.slow] if seed > 3 else []) for seed in range(24)]
)
def test_what_is_judged_is_so(seed: int) -> None:
    drawer = SchemaDrawer(seed)
    decided = 0
    for _ in range(PAIRS):
        base = drawer.schema()
        revision = drawer.changed(base)
        decided += judge(base, revision, drawer)
    assert decided > 0.97 * PAIRS


def judge(base: Any, revision: Any, drawer: SchemaDrawer) -> bool:
    """Judge one pair as what the owner accepts; return whether it was decided."""
    before, after = Draft202012Validator(base), Draft202012Validator(revision)
    sides = (_interface(data, Dialect.DRAFT2020, Position.INPUT) for data in (base, revision))
    judged = judge_interfaces(*sides, model=ContentModel.STRICT)
    told = [one.evidence for one in judged]
    for evidence in told:
        if isinstance(evidence, Payload):
            assert before.is_valid(evidence.value), (base, revision)
            assert not after.is_valid(evidence.value), (base, revision)
    is_open = any(isinstance(evidence, Unknown) for evidence in told)
    if not is_open and not any(one.is_breaking for one in judged):
        for value in (drawer.value() for _ in range(VALUES)):
            assert not before.is_valid(value) or after.is_valid(value), (base, revision, value)
    return not is_open or any(isinstance(evidence, Payload) for evidence in told)
