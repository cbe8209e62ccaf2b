"""Counts findings as the ratchet does, and reads the ratchet of a state of the registry.

Not counted is what does not stand for a while: what is held against releases (breaks, versions, records), and what is wrong with waivers
and the ratchet themselves.
"""

from collections import Counter
from collections.abc import Iterable

from crossdock.registry.checks import compatibility, versions
from crossdock.registry.manifests.ratchet_file import read_ratchet
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.ratchet import Ratchet
from crossdock.registry.ratcheting.problems import EXCEEDED, RAISED
from crossdock.registry.revision import Revision
from crossdock.registry.waiving.problems import RULES as WAIVER_RULES

Pair = tuple[str, str]  # rule, and contract line or path of a file
_APART = (EXCEEDED, RAISED, *WAIVER_RULES, *versions.CHECK.rules, *compatibility.CHECK.rules)
_UNCOUNTED = frozenset(rule.id for rule in _APART)


def ratchet_path(revision: Revision) -> str:
    """Return where the ratchet lies, relative to the registry root."""
    return f"{revision.settings.policies}/ratchet.yaml"


def load_ratchet(revision: Revision) -> tuple[Ratchet | None, tuple[Finding, ...]]:
    """Read the ratchet of a state of the registry; `None` when there is none, or it is broken."""
    document = revision.document(ratchet_path(revision))
    return read_ratchet(document) if document is not None else (None, ())


def count_findings(findings: Iterable[Finding]) -> Counter[Pair]:
    """Count errors and warnings that are not waived, by rule and by contract or file; not what the ratchet itself says."""
    return Counter(pair_of(each) for each in findings if is_counted(each))


def is_counted(finding: Finding) -> bool:
    """Whether the ratchet counts a finding."""
    is_grave = finding.severity is not Severity.INFO and finding.state is not State.WAIVED
    return is_grave and finding.rule not in _UNCOUNTED and "change" not in dict(finding.facts)


def pair_of(finding: Finding) -> Pair:
    """Return what a finding is counted under."""
    return finding.rule, finding.contract or finding.at.path
