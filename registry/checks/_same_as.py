"""What the check of descriptions of one thing does with one manifest."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crossdock.registry.check import RevisionView
from crossdock.registry.checks.same_as import DIFFERS, REPEATED, UNDECIDED, UNRESOLVED
from crossdock.registry.compat.described import Described
from crossdock.registry.compat.same_as import Disagreement, compare_descriptions
from crossdock.registry.documents.positions import find_location
from crossdock.registry.errors import closest
from crossdock.registry.mappings.shapes import open_shape
from crossdock.registry.model.contract import ContentModel, Contract
from crossdock.registry.model.counting import count
from crossdock.registry.model.description import Description
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.model.reference import Reference
from crossdock.registry.model.rule import Rule
from crossdock.registry.specifications.described import NotDescribed, NotRead, find_described, judge_document

_MOST = 50  # findings of one pair; the last of them counts the rest
_EXAMPLES = 8


@dataclass(frozen=True, slots=True)
class _Found:
    """A description that was found at `place`; `at` is where the manifest names it."""

    described: Described
    place: Place
    at: Place

    @property
    def is_definition(self) -> bool:
        """Whether the manifest names it first."""
        return self.at.pointer.endswith("/0")


def judge_groups(contract: Contract, view: RevisionView) -> Iterator[Finding]:
    """Judge each list of descriptions that a manifest states: every other one against the first."""
    for index, group in enumerate(contract.same_as):
        found: list[_Found] = []
        for entry, description in enumerate(group):
            at = Place(contract.manifest).child("same_as", index, entry)
            try:
                place = Place(_path_of(description, contract, view), description.pointer)
                found.append(_Found(_find(description, place, contract, view), place, at))
            except NotRead as unread:
                yield replace(_finding(UNDECIDED, unread.message, at, contract), evidence=Unknown(unread.message))
            except NotDescribed as missing:
                yield _finding(UNRESOLVED, missing.message, at, contract, missing.fix)
        yield from _judge_group(found, contract, view)
    yield from _judge_files(contract, view)


def _judge_group(found: list[_Found], contract: Contract, view: RevisionView) -> Iterator[Finding]:
    seen: dict[Place, str] = {}
    for index, one in enumerate(found):
        if one.place in seen:
            message = f"`{one.described.name}` is the same place as `{seen[one.place]}`"
            yield _finding(REPEATED, message, one.at, contract)
        elif index and found[0].is_definition:
            yield from _compare(found[0].described, one.described, contract, view)
        seen.setdefault(one.place, one.described.name)


def _compare(definition: Described, other: Described, contract: Contract, view: RevisionView) -> Iterator[Finding]:
    model = contract.compatibility.model or view.settings.compatibility.model or ContentModel.DECLARED
    examples = _examples(contract, view)
    found = compare_descriptions(definition, other, model, open_shape, examples)
    for index, told in enumerate(found[:_MOST], start=1):
        rule = UNDECIDED if isinstance(told.evidence, Unknown) else DIFFERS
        rest = f"; the same in {count(len(found) - _MOST, 'more place')}" if index == _MOST < len(found) else ""
        yield _tell(rule, replace(told, message=told.message + rest), other, contract, view)


def _tell(rule: Rule, told: Disagreement, other: Described, contract: Contract, view: RevisionView) -> Finding:
    document = view.document(told.was.path)
    location = find_location(document, told.was.pointer, told.was.part) if document else None
    where = str(location) if location else told.was.path
    return Finding(
        rule.id,
        rule.severity,
        told.message,
        told.at,
        contract.key,
        why=rule.why,
        fix=f"make both say the same, here or in the definition at {where}" if rule is DIFFERS else rule.fix,
        evidence=told.evidence,
        anchor=f"{other.name} {told.path} {told.subject}",
        facts=(("definition", f"{told.was.path}#{told.was.pointer}"), ("path", told.path)),
    )


def _finding(rule: Rule, message: str, at: Place, contract: Contract, fix: str = "") -> Finding:
    return Finding(rule.id, rule.severity, message, at, contract.key, why=rule.why, fix=fix or rule.fix)


# where a description is


def _find(description: Description, place: Place, contract: Contract, view: RevisionView) -> Described:
    document = view.document(place.path)
    if document is None:
        names = [name for name in view.names(contract.folder) if "/" not in name]
        close = closest(posixpath.basename(place.path), names)
        raise NotDescribed(f"there is no file `{place.path}`", f"did you mean `{close}`?" if close else "")
    found = find_described(document, place.pointer, view.resolver)
    return Described(description.text, found.schema, found.position, found.role)


def _path_of(description: Description, contract: Contract, view: RevisionView) -> str:
    if description.file is not None:
        return f"{contract.folder}/{description.file}"
    named = _contract_of(description.contract, view) if description.contract else contract
    if named.document is None:
        raise NotDescribed(f"`{named.key}` has no document")
    return named.document


def _contract_of(reference: Reference, view: RevisionView) -> Contract:
    found = view.contract(f"{reference.contract}@{reference.at}")
    if found is not None:
        return found
    lines = view.lines(reference.contract)
    if lines:
        listed = ", ".join(f"`{line}`" for line in lines)
        raise NotDescribed(
            f"there is no line `{reference.at}` of `{reference.contract}` that can be read", f"there is {listed}"
        )
    close = closest(reference.contract, view.contract_ids())
    raise NotDescribed(f"there is no contract `{reference.contract}`", f"did you mean `{close}`?" if close else "")


def _examples(contract: Contract, view: RevisionView) -> list[object]:
    """Return the contract's example payloads: what is shown is best near one of them."""
    documents = [view.document(path) for path in contract.examples if path.endswith(".json")]
    return [document.data for document in documents if document is not None and document.is_readable][:_EXAMPLES]


def _judge_files(contract: Contract, view: RevisionView) -> Iterator[Finding]:
    """Yield what the specifications have against files that only `same_as` names: no other check looks at them."""
    files = {each.file for group in contract.same_as for each in group if each.file is not None}
    for path in sorted(f"{contract.folder}/{file}" for file in files):
        document = view.document(path)
        if document is None or path == contract.document:
            continue
        yield from (replace(finding, contract=contract.key) for finding in judge_document(document, view.resolver))
