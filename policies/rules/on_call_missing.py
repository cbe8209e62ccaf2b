"""Policy: nobody is on call for what must not stop."""

import re
from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Facet, Landscape, Scope, Violation, policy

_ON_CALL = re.compile(r"on[-_ ]?call|pager|stand[-_ ]?by|duty", re.IGNORECASE)


@policy("on-call-missing", Severity.WARNING, Facet.TEAMS, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def on_call_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """The owner of a contract of tier 1 has neither a support channel nor a member who is on call.

    Why: an e-mail address is read in the morning; a warehouse that cannot ship stands still until then.
    Fix: Add `support` to the team in teams.yaml, or a member with the role `on-call`.
    Source: Google SRE, chapter 11 (Being On-Call); Open Data Contract Standard 3.1.0, `support`.
    Bad:
        sla: {tier: 1}
        owner: order-flow  # a team with an e-mail address only
    Good:
        sla: {tier: 1}
        owner: dock-crew  # a team with a support channel
    """
    team = landscape.team(contract.owner) if contract.owner is not None else None
    if contract.sla.tier != 1 or team is None or team.support:
        return
    if not any(role is not None and _ON_CALL.search(role) for _, role in team.members):
        yield Violation(f"`{contract.key}` is of tier 1, and nobody of `{team.id}` is on call", "/owner")


POLICY = on_call_missing
