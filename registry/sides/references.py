"""Finds the references of a side that lead nowhere: what stands there is not known, and reading it as anything would be a guess."""

import re
from collections.abc import Iterator, Set

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Refusal, Target
from crossdock.registry.documents.walk import walk_references
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.sides.problems import REFERENCE_NOT_FOLLOWED
from crossdock.registry.sides.side import Side

MOST_DOCUMENTS = 1_000  # that a document may reach by its references
# Texts behind `$ref` in YAML and JSON. It finds more than references, in examples too; only what leads nowhere is looked up properly.
_WRITTEN = re.compile(rb"\$ref[\"']?\s*:\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"',}][^\s,}]*))")


def judge_references(base: Side, revision: Side, key: str, told: Set[str] = frozenset()) -> Iterator[Finding]:
    """Yield the references that lead nowhere on one side only; what both cannot follow is taken to be the same.

    `told` are references of which something graver is said already.
    """
    rule, before, after = REFERENCE_NOT_FOLLOWED, find_unfollowed(base), find_unfollowed(revision)
    for reference in sorted((before.keys() ^ after.keys()) - told):
        place, reason = after.get(reference) or before[reference]
        whose = "revision" if reference in after else "base"
        yield Finding(
            rule.id,
            rule.severity,
            f"a reference of the {whose} is not followed",
            revision.locate(place, base),
            key,
            was=base.locate(place, revision),
            why=rule.why,
            fix=rule.fix,
            evidence=Unknown(reason),
            anchor=reference,
        )


def find_unfollowed(side: Side) -> dict[str, tuple[Place, str]]:
    """Return each reference that leads nowhere, as it is written, with its first place and the reason."""
    found: dict[str, tuple[Place, str]] = {}
    seen, waiting = {side.path}, [side.path]
    while waiting and len(seen) <= MOST_DOCUMENTS:
        document = side.resolver.load(waiting.pop())
        if document is None or not document.is_readable:
            continue
        suspects = set()
        for reference in _written(document):
            target = side.resolver.resolve_fully(reference, Place(document.path))
            if isinstance(target, Target) and target.document.path not in seen:
                seen.add(target.document.path)
                waiting.append(target.document.path)
            if isinstance(target, Refusal):
                suspects.add(reference)
        found = {**dict(_confirm(side, document, suspects)), **found}
    return found


def _written(document: Document) -> list[str]:
    texts = (b"".join(groups).decode("utf-8", "replace") for groups in _WRITTEN.findall(document.content))
    return sorted({text.replace("\\/", "/") for text in texts})


def _confirm(side: Side, document: Document, suspects: set[str]) -> Iterator[tuple[str, tuple[Place, str]]]:
    """Yield the suspects that are references, at their last place: the walk leaves out examples and defaults."""
    for reference, place in walk_references(document) if suspects else ():
        if reference in suspects:
            target = side.resolver.resolve_fully(reference, place)
            if isinstance(target, Refusal):
                yield reference, (place, _plain(target.message))


def _plain(message: str) -> str:
    """Return a resolver's message without the words that only a registry gives a meaning to."""
    return message.removesuffix(" in the registry").removesuffix(" that no contract claims")
