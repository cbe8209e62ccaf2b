"""Says whether what names and holds a registry's rules can be read; if not, nothing follows from a rule that is missing."""

from crossdock.registry.checks.rulesets import read_rulesets
from crossdock.registry.manifests.settings_file import read_settings
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.registry_files import SETTINGS_FILE
from crossdock.registry.revision import Revision


def has_readable_settings(revision: Revision) -> bool:
    """Whether `crossdock.yaml` says something; where it cannot be read, its defaults are nobody's decision."""
    document = revision.document(SETTINGS_FILE)
    return document is None or read_settings(document)[0] is not None


def has_new_ruleset_errors(revision: Revision) -> bool:
    """Whether rulesets have errors that those of the base do not have."""
    known = _errors(revision.base) if revision.base is not None else set()
    return bool(_errors(revision) - known)


def has_whole_rulesets(revision: Revision) -> bool:
    """Whether all rules of the rulesets are known by name."""
    return has_readable_settings(revision) and not _errors(revision)


def _errors(revision: Revision) -> set[tuple[str, str, str]]:
    return {_name(finding) for finding in read_rulesets(revision).findings if finding.severity is Severity.ERROR}


def _name(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.at.path, finding.message
