"""Policy: a system consumes a contract that promises nothing yet."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Scope, Violation, policy


@policy("draft-consumed", Severity.WARNING, Facet.CONSUMERS, scope=Scope(states=(LifecycleState.DRAFT,)), since=2)
def draft_consumed(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A system consumes a contract that is a draft.

    Why: a draft may change or go away without a word; what is built on it breaks and nobody did wrong.
    Fix: Activate and release the contract, or leave the statement out until it is.
    Source: Crossdock, docs/files.md, lifecycle.
    Bad:
        lifecycle: {state: draft}  # and erp consumes it
    Good:
        lifecycle: {state: active}  # and erp consumes it
    """
    for use in landscape.consumers_of(contract):
        system = landscape.system(use.system)
        if system is not None:
            message = f"`{use.system}` consumes `{contract.key}`, which is a draft"
            yield Violation(message, use.pointer, system.manifest, anchor=use.system)


POLICY = draft_consumed
