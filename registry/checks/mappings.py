"""Check: a mapping fits its two sides, and what it makes of the source's payloads is accepted by the target."""

from collections.abc import Iterator

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.mappings import problems
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding


def judge_mappings(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Judge the contract's mapping; nothing when it is none or cannot be read."""
    contract = subject.contract
    if contract is None or contract.kind is not Kind.MAPPING or contract.document is None:
        return
    from crossdock.registry.checks._mappings import judge_file  # slow to import, and most changes have no mapping

    yield from judge_file(contract.document, subject.key, context.view)


CHECK = Check(
    "mappings",
    "mappings fit their two sides, for every payload",
    problems.RULES,
    judge_mappings,
    on_dependents=True,
)
