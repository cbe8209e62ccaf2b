"""Does a receiver accept everything that a sender may send? Included, not included with a confirmed witness, or undecided.

The schemas are bundled 2020-12 schemas. Order of work: cheap yes, the second opinion, then a bounded search for a value that
one side may send and the other rejects. Nothing is guessed: without a confirmed witness the answer is never *not included*.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crossdock.registry.compat import second_opinion
from crossdock.registry.compat.content_model import read_loosely
from crossdock.registry.compat.equality import encode
from crossdock.registry.compat.finite import few_values
from crossdock.registry.compat.keywords import definitions
from crossdock.registry.compat.referee import Referee, Rejection
from crossdock.registry.compat.refutation import is_refuted
from crossdock.registry.compat.same_meaning import mean_the_same
from crossdock.registry.compat.text_inclusion import compare_texts
from crossdock.registry.compat.witness import find_witness
from crossdock.registry.documents.validators import SchemaRefused
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import JsonSchema


@dataclass(frozen=True, slots=True)
class Budget:
    """How many candidate values may be tried; a count, so that every run and machine answers the same."""

    candidates: int = 3000


@dataclass(frozen=True, slots=True)
class Included:
    """The receiver accepts all that the sender may send; `reason` says how that is known."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotIncluded:
    """`witness` may be sent and is rejected, confirmed by the validator; `rejections` are the validator's reasons."""

    witness: object
    rejections: tuple[Rejection, ...]

    @property
    def reason(self) -> str:
        """The validator's first reason."""
        return self.rejections[0].message if self.rejections else "rejected"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither could be shown; `reason` names what stood in the way."""

    reason: str


SENDS_NOTHING = Undecided("by its schema nothing can be sent here: the alternatives of `oneOf` overlap")
Inclusion = Included | NotIncluded | Undecided


def include(
    sender: JsonSchema,
    receiver: JsonSchema,
    model: ContentModel = ContentModel.DECLARED,
    budget: Budget = Budget(),
    examples: Sequence[object] = (),
    assert_formats: bool = False,
    is_text: bool = False,
    referee: Referee | None = None,
) -> Inclusion:
    """Decide whether every value that the sender may send is accepted.

    `examples` are values near which to search first. `is_text` says that values travel as text, as parameters do (`wire`).
    `referee` is the one of these two schemas under the same terms, when it is at hand: to make one costs the most.
    """
    reason = _cheap_yes(sender, receiver)
    if reason is not None:
        return Included(reason)
    try:
        referee = referee or Referee(sender, receiver, model, assert_formats, is_text)
    except SchemaRefused as refused:
        return Undecided(f"the schema is refused at `{refused.pointer}`: {refused.message}")
    listed = few_values(sender)
    if listed is not None:
        return _try_each(listed, referee)
    opinion = second_opinion.covers(referee.receiver, referee.sender, assert_formats)
    if opinion:
        return Included("proved") if model is ContentModel.STRICT else not_vacuous(referee.sender, referee.receiver)
    is_beyond = is_text or (assert_formats and "format" in (*_words(sender), *_words(receiver)))
    texts = None if is_beyond else compare_texts(sender, receiver)
    if texts is not None and texts.counterexample is None:
        return Included("every text that can be sent matches")
    if texts is not None and referee.is_witness(texts.counterexample):
        return NotIncluded(texts.counterexample, referee.rejections(texts.counterexample))
    refuted = cache(lambda: opinion is not False and is_refuted(referee.sender, referee.receiver, assert_formats))
    witness = find_witness(referee, budget.candidates, examples, refuted)
    if witness is not None:
        return NotIncluded(witness.value, referee.rejections(witness.value))
    if refuted():
        return (
            Included("refuted: nothing is sent that is rejected") if model is ContentModel.STRICT else _refuted(referee)
        )
    return Undecided(_what_is_hard(opinion, (referee.sender, referee.receiver)))


def _refuted(referee: Referee) -> Inclusion:
    """Tell a refutation from one that holds only because nothing can be sent."""
    if "oneOf" in _words(referee.sender) and is_refuted(referee.sender, False, referee.assert_formats):
        return SENDS_NOTHING
    return not_vacuous(referee.sender, referee.receiver)


def not_vacuous(sender: JsonSchema, receiver: JsonSchema) -> Inclusion:
    """Tell a proof from one that holds only because nothing can be sent; then alternatives are read as any of them instead."""
    if not sends_nothing(sender) or second_opinion.covers(read_loosely(receiver), read_loosely(sender)):
        return Included("proved")
    return SENDS_NOTHING


def sends_nothing(sender: JsonSchema) -> bool:
    """Whether a schema with alternatives admits nothing at all: by logic it is included in everything, in practice it is a slip.

    Alternatives of `oneOf` that overlap refuse each value that fits two of them, and with closed senders that may be every value.
    """
    if not isinstance(sender, Mapping) or b'"oneOf"' not in encode(sender):  # most schemas, told at C speed
        return False
    return "oneOf" in _words(sender) and second_opinion.covers(False, sender) is True


def _try_each(values: Sequence[object], referee: Referee) -> Inclusion:
    """Decide for a sender that has only these values."""
    for value in values:
        if referee.is_witness(value):
            return NotIncluded(value, referee.rejections(value))
    return Included("each of the values that can be sent is accepted")


def _cheap_yes(sender: JsonSchema, receiver: JsonSchema) -> str | None:
    if sender is False:
        return "nothing can be sent"
    if receiver in (True, {}):
        return "everything is accepted"
    if mean_the_same(sender, receiver):
        return "both are the same"
    return None


_HARD = (
    "not",
    "oneOf",
    "if",
    "unevaluatedProperties",
    "unevaluatedItems",
    "pattern",
    "patternProperties",
    "propertyNames",
)


def _what_is_hard(opinion: bool | None, schemas: Iterable[JsonSchema]) -> str:
    if opinion is False:
        return "the schemas differ, but no payload that shows it was found"
    found = dict.fromkeys(word for schema in schemas for word in _words(schema) if word in (*_HARD, "$ref"))
    named = ", ".join(f"`{word}`" for word in found)
    return f"could not be decided with {named}" if named else "could not be decided"


def _words(schema: JsonSchema) -> Iterable[str]:
    pending: list[object] = [schema, *definitions(schema).values()]
    while pending:
        one = pending.pop()
        if isinstance(one, Mapping):
            yield from (str(key) for key in one)
            pending.extend(one.values())
        elif isinstance(one, list):
            pending.extend(one)
