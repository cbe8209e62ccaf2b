"""Policy: nobody knows how far back messages can be read again."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy(
    "replay-retention-missing", Severity.WARNING, scope=Scope(kinds=(Kind.EVENT, Kind.FILE), states=STANDING), since=2
)
def replay_retention_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract offers replay and does not say for how long messages are kept.

    Why: a reader that was down, or one that is new, plans with a history that may be gone.
    Fix: State `semantics.replay.retention`, an ISO 8601 duration.
    Source: Kafka documentation, Log Retention; Enterprise Integration Patterns, Message Store.
    Bad:
        semantics: {replay: {supported: true}}
    Good:
        semantics: {replay: {supported: true, retention: P14D}}
    """
    if contract.semantics.replay and contract.semantics.retention is None:
        yield Violation(f"`{contract.key}` can be read again, and nothing says for how long", "/semantics/replay")


POLICY = replay_retention_missing
