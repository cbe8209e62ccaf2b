"""Policy: nobody can look up what to do when it stops."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy("runbook-missing", Severity.WARNING, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def runbook_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract of tier 1 has no runbook.

    Why: whoever is called at night has not written the program, and looks for what to do first.
    Fix: State `sla.runbook`, a link, in the system's `defaults` when all its contracts share it.
    Source: Google SRE, chapter 11 (Being On-Call), playbooks.
    Bad:
        sla: {tier: 1}
    Good:
        sla: {tier: 1, runbook: "https://runbooks.example/wms"}
    """
    if contract.sla.tier == 1 and contract.sla.runbook is None:
        yield Violation(f"`{contract.key}` is of tier 1 and has no runbook", "/sla/runbook")


POLICY = runbook_missing
