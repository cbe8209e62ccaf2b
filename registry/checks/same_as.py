"""Check: descriptions that the manifest says are of one thing agree, whatever format each is in."""

from collections.abc import Iterator

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.rule import Rule

_SOURCE = "Crossdock, docs/same-as.md"

UNRESOLVED = Rule(
    "same-as-unresolved",
    Severity.ERROR,
    "An entry of `same_as` leads to nothing that describes a payload.",
    why="What is not there agrees with nothing, and nobody would notice.",
    fix="Correct the entry, or remove it.",
    source=_SOURCE,
    bad='same_as: [["#/components/messages/ShipmentConfirmd", schema.avsc]]',
    good='same_as: [["#/components/messages/ShipmentConfirmed", schema.avsc]]',
)
REPEATED = Rule(
    "same-as-repeated",
    Severity.ERROR,
    "An entry of `same_as` names the same place as another one of its list.",
    why="Everything agrees with itself, so the statement says nothing; another place was meant.",
    fix="Name the place that was meant, or remove the entry.",
    source=_SOURCE,
    bad="same_as: [[schema.avsc, schema.avsc]]",
    good='same_as: [["#/components/messages/ShipmentConfirmed", schema.avsc]]',
)
DIFFERS = Rule(
    "same-as-differs",
    Severity.ERROR,
    "Two descriptions of one thing differ: one allows a payload that the other does not.",
    why="Whoever is built against the one meets payloads of the other, and rejects or loses part of them.",
    fix="Make both say the same, or remove the entry where they are two things.",
    source=_SOURCE,
)
UNDECIDED = Rule(
    "same-as-undecided",
    Severity.ERROR,
    "Whether two descriptions of one thing agree could not be decided.",
    why="Agreement that nobody has shown is none.",
    fix="Write what differs in the same way on both sides, or share it with `$ref`.",
    source=_SOURCE,
)


def judge_same_as(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Judge each list of descriptions that the contract's manifest states: every other one against the first."""
    if subject.contract is not None and subject.contract.same_as:
        from crossdock.registry.checks._same_as import judge_groups  # slow to import, and few manifests state it

        yield from judge_groups(subject.contract, context.view)


CHECK = Check(
    "same-as",
    "descriptions of one thing agree",
    (UNRESOLVED, REPEATED, DIFFERS, UNDECIDED),
    judge_same_as,
    on_dependents=True,
)
