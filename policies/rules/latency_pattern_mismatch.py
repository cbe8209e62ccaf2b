"""Policy: a way to exchange data that does not fit how soon it is needed."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy

UNFIT = {Kind.API: ("micro-batch", "batch"), Kind.FILE: ("real-time", "near-real-time")}


@policy(
    "latency-pattern-mismatch", Severity.WARNING, scope=Scope(kinds=(Kind.API, Kind.FILE), states=STANDING), since=2
)
def latency_pattern_mismatch(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """The latency class does not fit the kind: a call that answers within hours, or a file that answers at once.

    Why: a caller that waits for a batch holds a connection and times out; a file cannot be sooner than the next pick-up.
    Fix: Publish what takes longer than minutes as an event or file, what is needed in seconds as an event; or correct the class.
    Source: Enterprise Integration Patterns, Integration Styles (File Transfer, Remote Procedure Invocation, Messaging).
    Bad:
        kind: api
        semantics: {latency: {class: batch}}
    Good:
        kind: api
        semantics: {latency: {class: real-time}}
    """
    stated = contract.semantics.latency_class
    if stated in UNFIT[contract.kind]:
        what = "a caller waits for" if contract.kind is Kind.API else "a file cannot be"
        yield Violation(
            f"{what} `{stated}`: `{contract.key}` is of kind {contract.kind.value}", "/semantics/latency/class"
        )


POLICY = latency_pattern_mismatch
