"""Check: every `$ref` leads somewhere inside the registry, and never to a draft."""

from collections.abc import Iterator

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.documents.references import Refusal, Target
from crossdock.registry.documents.walk import walk_references
from crossdock.registry.model.contract import LifecycleState
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

UNRESOLVED = Rule(
    "reference-unresolved",
    Severity.ERROR,
    "A `$ref` leads to nothing.",
    why="Tools that read the document stop there, or treat the place as accepting anything.",
    fix="Correct the path or the pointer, or add what it names.",
    source="JSON Reference; OpenAPI 3.1, section 4.8.23; RFC 6901",
)
OUTSIDE = Rule(
    "reference-outside",
    Severity.ERROR,
    "A `$ref` leaves the registry.",
    why="What lies outside is not versioned with the contract, and an untrusted document must not read files of the machine.",
    fix="Copy what is meant into a contract of the registry and reference that.",
    source="Crossdock, docs/files.md",
)
REMOTE = Rule(
    "reference-remote",
    Severity.ERROR,
    "A `$ref` leads to a remote address that no contract answers for.",
    why="A remote document can change or vanish without a pull request; a check never reaches the network.",
    fix="Keep the document as a contract of the registry and let its manifest claim the address in `addresses`.",
    source="Crossdock, docs/files.md",
)
CYCLE = Rule(
    "reference-cycle",
    Severity.ERROR,
    "A chain of `$ref`s leads back to itself without meaning anything.",
    why="A schema that is only a reference to itself has no meaning; tools loop or stop.",
    fix="Give one of the schemas in the chain content of its own.",
    source="JSON Schema 2020-12, section 9.4.1",
)
DRAFT = Rule(
    "reference-to-draft",
    Severity.ERROR,
    "A contract references a draft.",
    why="A draft may break at any time without notice, and would break this contract with it.",
    fix="Make the referenced contract active first, or keep this one a draft too.",
    source="Crossdock, docs/files.md",
)
_RULES = {rule.id: rule for rule in (UNRESOLVED, OUTSIDE, REMOTE, CYCLE, DRAFT)}


def judge_references(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Follow each `$ref` of the contract's document."""
    contract, view = subject.contract, context.view
    document = view.document(contract.document) if contract and contract.document else None
    if contract is None or document is None or not document.is_readable:
        return
    for reference, place in walk_references(document):
        target = view.resolver.resolve_fully(reference, place)
        if isinstance(target, Refusal):
            rule = _RULES.get(target.rule, UNRESOLVED)
            yield Finding(
                rule.id, rule.severity, target.message, place, subject.key, why=rule.why, fix=target.fix or rule.fix
            )
        elif contract.lifecycle.state is not LifecycleState.DRAFT:
            yield from _judge_target(subject.key, contract.folder, place, target, context)


def _judge_target(key: str, folder: str, place: Place, target: Target, context: CheckContext) -> Iterator[Finding]:
    path = target.place.path
    if path.startswith(folder + "/"):
        return
    owner = context.view.contract_at(path)
    if owner is not None and owner.lifecycle.state is LifecycleState.DRAFT:
        message = f"`{owner.key}` is a draft"
        yield Finding(DRAFT.id, DRAFT.severity, message, place, key, why=DRAFT.why, fix=DRAFT.fix)


CHECK = Check(
    "references",
    "every reference leads to a contract that may be relied on",
    tuple(_RULES.values()),
    judge_references,
    on_dependents=True,
)
