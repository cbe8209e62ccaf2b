"""Which of equally grave findings a reader is told first: what causes others, then breaks, then the rest, then what follows."""

from crossdock.registry.model.evidence import Exchange, Payload, Statement
from crossdock.registry.model.finding import Finding, Severity

# Subjects of rule ids (`manifest-unknown-field`): what was not read as it was meant makes other findings, …
CAUSES = ("document", "manifest", "reference")
# … and what follows from another finding says nothing that mending the other would not.
CONSEQUENCES = ("comparison", "example", "version")


def rank_precedence(finding: Finding) -> int:
    """Return 0 for causes, 1 for breaks that are shown, 2 for the rest, 3 for what follows."""
    subject = finding.rule.partition("-")[0]
    if subject in CAUSES:
        return 0
    if subject in CONSEQUENCES:
        return 3
    is_shown = isinstance(finding.evidence, Payload | Exchange | Statement)
    return 1 if is_shown and finding.severity is Severity.ERROR else 2
