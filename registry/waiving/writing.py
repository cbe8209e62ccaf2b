"""Writes a waiver of a finding: which file it belongs in, and what it says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crossdock.registry.errors import RegistryError, UnknownName
from crossdock.registry.explaining.known import known_rule_ids
from crossdock.registry.manifests.waiver_text import append_waiver
from crossdock.registry.model.finding import Finding, State
from crossdock.registry.model.location import Place
from crossdock.registry.model.waiver import Waiver
from crossdock.registry.ratcheting.problems import EXCEEDED, RAISED
from crossdock.registry.revision import Revision
from crossdock.registry.waiving.granted import Waivers, is_within, names_of
from crossdock.registry.waiving.judging import contract_names, is_known_scope, longest_days

USUAL_DAYS = 90  # until the end of a waiver that nobody gave one


@dataclass(frozen=True, slots=True)
class Grant:
    """What people say of a waiver. `None`: the contract's owner; the usual end."""

    reason: str
    owner: str | None = None
    approver: str | None = None
    ticket: str | None = None
    expires: date | None = None


def find_waivable(findings: Iterable[Finding], name: str) -> Finding | None:
    """Return the finding that an id, or the beginning of one, names; `None` when none has it.

    Raises RegistryError when several begin so, or the finding is waived already.
    """
    found = {finding.identity: finding for finding in findings if finding.identity.startswith(name)}
    if len(found) > 1:
        raise RegistryError(f"`{name}` is the beginning of {len(found)} ids", "write the id whole")
    finding = next(iter(found.values()), None)
    if finding is not None and finding.state is State.WAIVED:
        raise RegistryError(f"`{name}` is waived already: {finding.waiver}", "prolong that waiver in its file")
    return finding


def waiver_of_finding(finding: Finding, revision: Revision, grant: Grant, today: date) -> Waiver:
    """Return a waiver of exactly one finding: its rule, its contract or file, its place."""
    scope = finding.contract or finding.at.path
    return _build(finding.rule, scope, finding.at.pointer or None, revision, grant, today)


def waiver_of_rule(
    rule: str, contract: str, pointer: str | None, revision: Revision, grant: Grant, today: date
) -> Waiver:
    """Return a waiver of a rule for contracts. Raises UnknownName for a rule or contract that does not exist."""
    known = known_rule_ids(revision)
    if rule not in known:
        raise UnknownName("rule", rule, known, "`crossdock explain` lists all rules")
    names = contract_names(revision)
    if not is_known_scope(contract, names):
        raise UnknownName("contract", contract, names, "`crossdock list` lists all contracts")
    return _build(rule, contract, pointer, revision, grant, today)


def _build(rule: str, scope: str, pointer: str | None, revision: Revision, grant: Grant, today: date) -> Waiver:
    if rule in (EXCEEDED.id, RAISED.id):
        message = f"`{rule}` cannot be waived: the ratchet is held against what no waiver covers"
        raise RegistryError(message, "waive the findings that it counts, by the rule that the message names")
    if not grant.reason.strip():
        raise RegistryError("a waiver needs a reason", "say why the exception is right: `--reason '…'`")
    longest = longest_days(revision)
    expires = grant.expires or today + timedelta(days=min(USUAL_DAYS, longest))
    if expires < today:
        raise RegistryError(f"the waiver would have ended on {expires}", "name a day to come with `--expires`")
    if (expires - today).days > longest:
        last = today + timedelta(days=longest)
        raise RegistryError(
            f"the waiver would hold for {(expires - today).days} days; {longest} are allowed", f"end it by {last}"
        )
    owner = grant.owner or _owner_of(scope, revision)
    if owner is None:
        raise RegistryError(f"nobody owns `{scope}`", "say who asks for the exception: `--owner TEAM`")
    return Waiver(
        rule, scope, " ".join(grant.reason.split()), owner, expires, Place(""), pointer, grant.approver, grant.ticket, today
    )  # fmt: skip


def _owner_of(scope: str, revision: Revision) -> str | None:
    contract = revision.contract(scope)
    if contract is not None and contract.owner:
        return contract.owner
    lines = [revision.contract(key) for key in revision.lines(scope.partition("@")[0])]
    owners = {line.owner for line in lines if line is not None and line.owner}
    system = revision.system(scope.partition("/")[0])
    return next(iter(owners)) if len(owners) == 1 else system.owner if system else None


def place_waiver(waiver: Waiver, waivers: Waivers, revision: Revision, today: date) -> tuple[str, str]:
    """Return the path of the file that a waiver belongs in, and its new text.

    That is the file with waivers of the same contract, else of the same system, else a file named after the system. Raises
    RegistryError when a waiver covers it already, or the file cannot be continued.
    """
    for other in waivers.waivers:
        if is_within(waiver, other) and not other.has_expired(today) and other.expires >= waiver.expires:
            message = f"a waiver of `{other.rule}` for `{other.contract}` holds until {other.expires} already"
            raise RegistryError(message, f"see {other.place.path}; `--expires` names a later day")
    path = _choose(waiver, waivers, revision)
    content = revision.read(path)
    try:
        text = content.decode("utf-8") if content is not None else ""
    except UnicodeDecodeError:
        raise RegistryError(f"{path} is not UTF-8", "write it again as UTF-8") from None
    return path, append_waiver(text, replace(waiver, place=Place(path)), path)


def _choose(waiver: Waiver, waivers: Waivers, revision: Revision) -> str:
    system = waiver.contract.partition("/")[0]
    is_of_system = "/" in waiver.contract or "." not in waiver.contract
    own = system if is_of_system and revision.system(system) else "registry"
    for name in names_of(waiver.contract):
        for other in waivers.waivers:
            if name in names_of(other.contract) and other.place.path.endswith((".yaml", ".yml")):
                return other.place.path
    return f"{revision.settings.policies}/waivers/{own}.yaml"
