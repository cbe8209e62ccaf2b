"""Rules about the ratchet."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

_SOURCE = "Crossdock, docs/policies.md, ratchet"

EXCEEDED = Rule(
    "ratchet-exceeded",
    Severity.ERROR,
    "A contract has more findings of a rule than the ratchet allows.",
    why="The findings that stood when the ratchet was written may only become fewer.",
    fix="Mend as many as came with this change.",
    source=_SOURCE,
    bad="ratchet: {retry-missing: {erp/order-api@1: 1}}  # and two findings of `retry-missing` there",
    good="ratchet: {retry-missing: {erp/order-api@1: 1}}  # and one",
)
RAISED = Rule(
    "ratchet-raised",
    Severity.ERROR,
    "A change raises a number of the ratchet, or takes a rule out of it.",
    why="Then the ratchet allows what it was written to stop.",
    fix="Leave the number as it was; what has to stand for a while gets a waiver, with a reason and an end.",
    source=_SOURCE,
    bad="ratchet: {retry-missing: {erp/order-api@1: 2}}  # in the base 1",
    good="ratchet: {retry-missing: {erp/order-api@1: 1}}  # in the base 1",
)
