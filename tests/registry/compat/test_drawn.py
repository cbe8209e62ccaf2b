"""Random values against verdicts: none that is drawn refutes an `included`, and every witness is one for a second validator.

Seeds are the ids of the cases, so that a failure comes back. The second validator reads the schemas as they were written, in their
own dialect; only the content models are asked through our rewriting.
"""

import json
from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.compat.content_model import as_receiver, as_sender
from crossdock.registry.compat.inclusion import Included, NotIncluded, include
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema
from tests.registry.compat.independent import NotRead, is_accepted
from tests.registry.compat.instances import draws
from tests.registry.compat.real_payloads import RealPayload, read_payloads
from tests.registry.compat.test_corpora import CASES, _bundle
from tests.registry.compat.test_properties import SCHEMAS, SLOW
from tests.registry.formats.corpora import FOLDER, needs_corpora

DRAWN = 20  # values for each `included`


@dataclass(frozen=True)
class Written:
    """A schema of a case: as written, the dialect where it names none, and as it is compared."""

    id: str
    data: object
    dialect: str
    bundle: JsonSchema

    def accepts(self, value: object) -> bool:
        return is_accepted(value, self.data, self.dialect)


def read_cases() -> list[tuple[Written, Written]]:
    file = CASES / "jsonschema.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [(_written(case, "base"), _written(case, "revision")) for case in map(json.loads, lines)]


def _written(case: dict, side: str) -> Written:  # type: ignore[type-arg]  # JSON data
    stated = (case[side].get("$schema") if isinstance(case[side], dict) else None) or case["dialect"]
    return Written(f"{case['id']}:{side}", case[side], stated, _bundle(case[side], stated))  # type: ignore[arg-type]  # a bundle


@SLOW
@given(SCHEMAS, SCHEMAS, st.sampled_from(ContentModel), st.integers(0, 9))
def test_small_schemas(sender: object, receiver: object, model: ContentModel, seed: int) -> None:
    one, other = (Written(name, data, "", data) for name, data in (("sender", sender), ("receiver", receiver)))  # type: ignore[arg-type]  # schemas by construction
    found: Counter[str] = Counter()
    judge(one, other, model, str(seed), found)


@pytest.mark.corpora
@needs_corpora
def test_public_cases_in_both_directions() -> None:
    found: Counter[str] = Counter()
    for pair in read_cases():
        for sender, receiver in (pair, pair[::-1]):
            judge(sender, receiver, ContentModel.STRICT, sender.id, found)
    assert found["drawn"] > 20_000, found
    assert found["refuted"] > 0.85 * found["no"], f"the values that are drawn show too little: {found}"
    assert found["not read"] < 0.01 * found.total(), found


@pytest.mark.corpora
@needs_corpora
@pytest.mark.parametrize("seed", [pytest.param(seed, marks=[pytest.mark.slow] if seed else []) for seed in range(8)])
def test_schemas_of_different_cases(seed: int) -> None:
    """Neighbours in the list are alike; any two of them, in any model, are a case that nobody wrote."""
    schemas = list({json.dumps([one.data, one.dialect]): one for pair in read_cases() for one in pair}.values())
    random = Random(seed)
    found: Counter[str] = Counter()
    for _ in range(3000):
        place = random.randrange(len(schemas))
        other = min(max(0, place + random.randint(-30, 30)), len(schemas) - 1)
        judge(schemas[place], schemas[other], random.choice(list(ContentModel)), f"{seed}:{place}:{other}", found)
    assert found["drawn"] > 10_000, found


@pytest.mark.corpora
@pytest.mark.slow
@needs_corpora
@pytest.mark.parametrize("source", sorted({path.name for path in FOLDER.glob("*/")}))
def test_real_payloads(source: str) -> None:
    found: Counter[str] = Counter()
    for pair in read_payloads(source):
        for sender, receiver in (pair, pair[::-1]):
            for model in (ContentModel.STRICT, ContentModel.DECLARED):
                judge(sender, receiver, model, sender.id, found)
    assert found["not read"] <= 0.1 * found.total(), found


def judge(
    sender: Written | RealPayload, receiver: Written | RealPayload, model: ContentModel, seed: str, found: Counter[str]
) -> None:
    """Hold one verdict against drawn values; a witness against what the second validator says."""
    verdict = include(sender.bundle, receiver.bundle, model)
    sent, taken = as_sender(sender.bundle, model), as_receiver(receiver.bundle, model)
    try:
        if isinstance(verdict, NotIncluded):
            assert sender.accepts(verdict.witness), (sender, verdict, "the sender does not admit the witness")
            assert not receiver.accepts(verdict.witness), (receiver, verdict, "the receiver takes the witness")
        values = draws(
            sent, receiver.bundle, seed, DRAWN, lambda value: sender.accepts(value) and is_accepted(value, sent)
        )
        refuting = [value for value in values if not receiver.accepts(value) and not is_accepted(value, taken)]
    except NotRead:
        found["not read"] += 1
        return
    assert not (refuting and isinstance(verdict, Included)), (sender, receiver, model, refuting[0])
    found["no" if isinstance(verdict, NotIncluded) else "yes" if isinstance(verdict, Included) else "unknown"] += 1
    found["refuted"] += bool(refuting) and isinstance(verdict, NotIncluded)
    found["drawn"] += len(values) if isinstance(verdict, Included) else 0
