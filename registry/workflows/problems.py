"""What can be wrong with a workflow: the rules."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

_SOURCE = "Crossdock, docs/workflows.md"


def _rule(rule_id: str, summary: str, why: str, fix: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(rule_id, severity, summary, why=why, fix=fix, source=_SOURCE)


ENTITY_UNKNOWN = _rule(
    "workflow-entity-unknown",
    "A workflow moves an entity that does not exist.",
    "The catalog shows the workflow beside its entity, and impact is computed from it.",
    "Correct the name, or add the contract.",
)
NAME_REPEATED = _rule(
    "workflow-name-repeated",
    "Two states, or two transitions, of a workflow share a name.",
    "Systems name states and transitions in messages and logs; one of the two is meant and nobody knows which.",
    "Rename or remove one of them.",
)
STATE_UNKNOWN = _rule(
    "workflow-state-unknown",
    "A transition starts or ends in a state that the workflow does not have.",
    "The transition can never happen, or leads nowhere.",
    "Correct the name, or add the state.",
)
INITIAL_MISSING = _rule(
    "workflow-initial-missing",
    "A workflow has no initial state.",
    "Nobody knows where an entity starts, so nothing can be said of any path.",
    "Mark the state that an entity starts in with `initial: true`.",
)
FINAL_MISSING = _rule(
    "workflow-final-missing",
    "A workflow has no final state.",
    "No entity is ever done: nothing may be archived, and nothing tells stuck from finished.",
    "Mark the states that an entity may stay in with `final: true`.",
)
STATE_UNREACHABLE = _rule(
    "workflow-state-unreachable",
    "No path leads from an initial state to a state.",
    "Systems implement what never happens, or a transition is missing.",
    "Add the transition that leads to it, or remove the state.",
)
DEAD_END = _rule(
    "workflow-dead-end",
    "From a state no final state can be reached.",
    "Every entity that gets there stays for ever, with no message that could move it on.",
    "Add the transition that leads out, or mark the state `final: true`.",
)
FINAL_LEFT = _rule(
    "workflow-final-left",
    "A transition leaves a final state.",
    "Systems that have closed the entity do not expect another message.",
    "Take `final: true` from the state, or remove it from the transition.",
    Severity.WARNING,
)
OWNER_UNKNOWN = _rule(
    "workflow-owner-unknown",
    "A state has no owner, or one that is no system of the registry.",
    "When an entity is stuck in the state, nobody knows which system must move it.",
    "Name the system that decides while the entity is in the state.",
)
MESSAGE_MISSING = _rule(
    "workflow-message-missing",
    "A transition does not say which message moves the entity.",
    "A change of state that no contract carries cannot be tested or traced.",
    "Name the contract and the place of its message in `on`.",
    Severity.WARNING,
)
MESSAGE_UNKNOWN = _rule(
    "workflow-message-unknown",
    "A transition waits for a message that does not exist.",
    "The entity stays where it is.",
    "Correct the contract or the place; `crossdock show CONTRACT` prints what it offers.",
)
MESSAGE_FOREIGN = _rule(
    "workflow-message-foreign",
    "A transition leads to a state whose owner neither provides nor consumes the message.",
    "The owner of the state never learns that it has to act.",
    "Name the message that the owner sends or receives, or let its `system.yaml` say that it consumes the contract.",
)
MESSAGE_AMBIGUOUS = _rule(
    "workflow-message-ambiguous",
    "One message moves an entity from one state to two different ones.",
    "Two systems that read the same message may disagree on the state.",
    "Give each outcome a message of its own, or merge the states.",
    Severity.WARNING,
)
COMPENSATION_UNKNOWN = _rule(
    "workflow-compensation-unknown",
    "What compensates a transition is no transition, or does not start where the transition ends.",
    "When the transition must be taken back, nothing can be done.",
    "Name a transition that leaves the state, or let the one that is named start there as well.",
)
INVARIANT_BROKEN = _rule(
    "workflow-invariant-broken",
    "A path of the workflow breaks one of its invariants.",
    "The invariant is what the business relies on; the transitions allow what it forbids.",
    "Remove the transition that opens the path, or correct the invariant.",
)
INVARIANT_UNREAD = _rule(
    "workflow-invariant-unread",
    "An invariant is not of a form that can be explored.",
    "It is shown to people, but nothing holds the transitions against it.",
    "Write it as `no STATE before STATE` or `no STATE after STATE` where that says the same.",
    Severity.INFO,
)
RULES = (
    ENTITY_UNKNOWN,
    NAME_REPEATED,
    STATE_UNKNOWN,
    INITIAL_MISSING,
    FINAL_MISSING,
    STATE_UNREACHABLE,
    DEAD_END,
    FINAL_LEFT,
    OWNER_UNKNOWN,
    MESSAGE_MISSING,
    MESSAGE_UNKNOWN,
    MESSAGE_FOREIGN,
    MESSAGE_AMBIGUOUS,
    COMPENSATION_UNKNOWN,
    INVARIANT_BROKEN,
    INVARIANT_UNREAD,
)
