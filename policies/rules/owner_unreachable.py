"""Policy: an owner is no team, or a team that nobody can reach."""

from collections.abc import Iterator
from difflib import get_close_matches

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Violation, policy

SHOWN = 12  # teams that are named


@policy("owner-unreachable", Severity.ERROR, Facet.TEAMS)
def owner_unreachable(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract's owner is not in `teams.yaml`, or is there without any way to reach it.

    Why: an owner who cannot be reached is none; it happens when teams are renamed or dissolved.
    Fix: Name a team of `teams.yaml`, and give it an e-mail address, a handle or a support channel.
    Source: Open Data Contract Standard 3.1.0, `team` and `support`.
    Bad:
        owner: warehous-east
    Good:
        owner: warehouse-east
    """
    if contract.owner is None:
        return
    team = landscape.team(contract.owner)
    if team is None:
        known = landscape.team_ids()
        close = get_close_matches(contract.owner, known, n=1)
        others = (
            f"there are the teams {', '.join(known[:SHOWN])}{' …' if len(known) > SHOWN else ''}; " if known else ""
        )
        fix = f"did you mean `{close[0]}`?" if close else f"{others}add the team to teams.yaml, or name another"
        yield Violation(f"`{contract.owner}` is no team", "/owner", fix=fix)
    elif not team.is_reachable:
        yield Violation(
            f"the team `{contract.owner}` cannot be reached",
            "/owner",
            fix="give it an e-mail address, a handle or a channel",
        )


POLICY = owner_unreachable
