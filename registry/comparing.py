"""Compares two documents, two folders of them, or two versions of a contract, without asking what a change introduced."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from crossdock.registry.compat.envelope import in_envelope
from crossdock.registry.compat.hurt import name_hurt, reason_of
from crossdock.registry.compat.judge import Judgement, judge_change, judge_interfaces
from crossdock.registry.compat.modes import keeps_history
from crossdock.registry.compat.promises import diff_promises
from crossdock.registry.compat.unfollowed import NOT_COMPARED, settle_unfollowed
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.errors import RegistryError
from crossdock.registry.format import read_apart
from crossdock.registry.model.contract import ContentModel, Formats, Kind, Mode
from crossdock.registry.model.evidence import Exchange, Unknown
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface, Payload
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import Bump, CheckResult, ContractResult, Touch, Verdict
from crossdock.registry.model.rule import Rule
from crossdock.registry.sides.folders import Pair, pair_documents
from crossdock.registry.sides.opening import Folder, Opener
from crossdock.registry.sides.problems import DOCUMENT_ADDED, DOCUMENT_REMOVED, REFERENCE_NOT_FOLLOWED
from crossdock.registry.sides.references import judge_references
from crossdock.registry.sides.side import Side

MOST_EXAMPLES = 4  # of one payload
_FAMILIES = {"openapi": "HTTP", "swagger": "HTTP"}  # formats of one family mean the same and are comparable
_TITLES = {
    "openapi": "OpenAPI",
    "swagger": "Swagger",
    "asyncapi": "AsyncAPI",
    "jsonschema": "JSON Schema",
    "avro": "Avro",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms to compare; `None` for `mode` and `model`: what the contract states, else what is usual."""

    mode: Mode | None = None
    model: ContentModel | None = None
    assert_formats: bool = False


def read_side(path: Path, name: str) -> Side:
    """Read a document on disk. Raises RegistryError when it cannot be read."""
    with Opener() as opener:
        side = opener.open(str(path))
    if not isinstance(side, Side):
        raise RegistryError(f"`{name}` is a folder", "name one of its documents")
    return replace(side, name=name)


def compare_sides(base: Side, revision: Side, terms: Terms) -> CheckResult:
    """Judge everything that differs. Raises RegistryError when the two are of different formats."""
    key = revision.contract.key if revision.contract else revision.name
    return _result(base.name, revision.name, (_compare(base, revision, terms, key),))


def compare_folders(base: Folder, revision: Folder, terms: Terms) -> CheckResult:
    """Judge everything that differs between the documents of two folders. Raises RegistryError when one cannot be read."""
    compared = [
        _compare(pair.base, pair.revision, terms, pair.name)
        if pair.base is not None and pair.revision is not None
        else _lone(pair, base.name, revision.name)
        for pair in pair_documents(base, revision)
    ]
    return _result(base.name, revision.name, compared)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What was found of one document, and the rules that speak of it."""

    result: ContractResult
    findings: tuple[Finding, ...]
    rules: frozenset[Rule]


def _compare(base: Side, revision: Side, terms: Terms, key: str) -> _Compared:
    _require_one_family(base, revision)
    contract = revision.contract
    stated = contract.compatibility if contract else None
    names = _labels(base, revision)
    before, after = read_apart(base.state, base.form, revision.state, revision.form)
    judged = judge_interfaces(
        before,
        after,
        mode=terms.mode or (stated.mode if stated else None),
        model=terms.model or (stated.model if stated else None) or ContentModel.DECLARED,
        kind=contract.kind if contract else _only(revision.kinds),
        keeps_history=keeps_history(contract) if contract else False,
        base_name=names[0],
        revision_name=names[1],
        examples=partial(_examples, (revision, base)),
        assert_formats=terms.assert_formats or (stated is not None and stated.formats is Formats.ASSERT),
    )
    judged = settle_unfollowed(judged, before, after, "the base", "the revision")
    if contract and base.contract:
        judged += tuple(judge_change(change) for change in diff_promises(base.contract, contract))
    apart = (before, after)
    findings = tuple(_finding(judgement, base, revision, apart, key, names) for judgement in judged)
    told = {judgement.change.subject for judgement in judged if judgement.rule is NOT_COMPARED}
    unfollowed = tuple(judge_references(base, revision, key, told))
    verdict, bump = conclude(judged)
    verdict = Verdict.UNKNOWN if unfollowed and verdict is not Verdict.BREAKING else verdict
    result = ContractResult(
        key,
        after.title,
        contract.owner if contract else None,
        Touch.UNCHANGED if verdict is Verdict.SAME else Touch.CHANGED,
        verdict,
        bump,
        compared_with=names[0] if base.contract else None,
        consumers=base.consumers,
    )
    rules = {judgement.rule for judgement in judged} | ({REFERENCE_NOT_FOLLOWED} if unfollowed else set())
    return _Compared(result, (*findings, *unfollowed), frozenset(rules))


def _examples(sides: tuple[Side, Side], operation: str | None, payload: Payload) -> list[object]:
    """Return the values that a document gives as examples of a payload: witnesses are built near them."""
    found = []
    for _, place in payload.examples[:MOST_EXAMPLES]:
        document = next((document for side in sides if (document := side.resolver.load(place.path))), None)
        with suppress(KeyError):
            found += [find_data(document.data, place.pointer)] if document is not None else []
    return found


def conclude(judged: tuple[Judgement, ...]) -> tuple[Verdict, Bump]:
    """Return the verdict over all judgements, and the bump that they need."""
    bump = max((judgement.bump for judgement in judged), key=lambda bump: bump.rank, default=Bump.NONE)
    if any(judgement.is_breaking and judgement.severity is not Severity.INFO for judgement in judged):
        return Verdict.BREAKING, bump
    if any(isinstance(judgement.evidence, Unknown) for judgement in judged):
        return Verdict.UNKNOWN, bump
    return (Verdict.COMPATIBLE if judged else Verdict.SAME), bump


def _require_one_family(base: Side, revision: Side) -> None:
    formats = (base.form.name, revision.form.name)
    one, other = (_FAMILIES.get(name, name) for name in formats)
    if one != other:
        called = [_TITLES.get(name, f"a {name}") for name in formats]
        message = f"`{base.name}` is {called[0]} and `{revision.name}` is {called[1]}: they cannot be compared"
        raise RegistryError(message, "compare documents of one format; OpenAPI and Swagger of any version count as one")


def _labels(base: Side, revision: Side) -> tuple[str, str]:
    """Return what evidence calls the two: their versions where contracts state different ones, else base and revision."""
    one, other = (side.contract.version if side.contract else None for side in (base, revision))
    return (one, other) if one and other and one != other else ("base", "revision")


def _only(kinds: tuple[Kind, ...]) -> Kind | None:
    return kinds[0] if len(kinds) == 1 else None


def _finding(
    judgement: Judgement,
    base: Side,
    revision: Side,
    apart: tuple[Interface, Interface],
    key: str,
    names: tuple[str, str],
) -> Finding:
    change, rule = judgement.change, judgement.rule
    is_grave = judgement.is_breaking or judgement.severity is not Severity.INFO
    why, fix = reason_of(judgement) if is_grave else ("", "")
    return Finding(
        rule.id,
        judgement.severity,
        judgement.message,
        revision.locate(change.at, base),
        key,
        was=base.locate(change.was, revision),
        why=why,
        fix=fix,
        evidence=in_envelope(judgement, *apart),
        affects=_affected(judgement, base, names),
        anchor=change.subject,
        facts=_facts(judgement),
    )


def _affected(judgement: Judgement, base: Side, names: tuple[str, str]) -> tuple[str, ...]:
    """Return who says to use what breaks, else who that is in general."""
    if not judgement.is_breaking:
        return ()
    changes = (judgement.change, *judgement.elsewhere)
    known = base.find_users(changes)
    called = [f"the {name}" if name in ("base", "revision") else name for name in names]
    hurt = name_hurt(judgement, called[0], called[1])
    return known or ((hurt,) if hurt else ())


def _facts(judgement: Judgement) -> tuple[tuple[str, str], ...]:
    change = judgement.change
    facts = {
        "operation": change.operation,
        "payload": change.payload,
        "path": change.path or None,
        "position": change.position.value if change.position else None,
        "direction": judgement.direction.value if judgement.direction else None,
        "model": judgement.model.value if judgement.model else None,
        "elsewhere": ", ".join(sorted({other.operation for other in judgement.elsewhere if other.operation})) or None,
    }
    return tuple((name, value) for name, value in facts.items() if value is not None)


def _lone(pair: Pair, base: str, revision: str) -> _Compared:
    """Judge a document that only one of two folders holds."""
    side = pair.revision or pair.base
    assert side is not None  # noqa: S101 - a pair has one of the two
    is_added = pair.revision is not None
    rule = DOCUMENT_ADDED if is_added else DOCUMENT_REMOVED
    message = f"the document `{pair.name}` was {'added' if is_added else 'removed'}"
    finding = Finding(
        rule.id,
        rule.severity,
        message,
        Location(pair.shown),
        pair.name,
        why="" if is_added else rule.why,
        fix="" if is_added else rule.fix,
        evidence=None if is_added else Exchange(f"`{pair.name}`", f"offered by {base}", f"not offered by {revision}"),
        affects=() if is_added else ("everyone who relies on it",),
    )
    verdict, bump = (Verdict.COMPATIBLE, Bump.MINOR) if is_added else (Verdict.BREAKING, Bump.MAJOR)
    touch = Touch.ADDED if is_added else Touch.REMOVED
    result = ContractResult(pair.name, side.interface.title, None, touch, verdict, bump)
    return _Compared(result, (finding,), frozenset((rule,)))


def _result(base: str, revision: str, compared: Sequence[_Compared]) -> CheckResult:
    """Put together what was found; what several documents say of a file that they share is told once."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in (finding for one in compared for finding in one.findings):
        seen.setdefault((finding.rule, finding.at, finding.was, finding.message), finding)
    contracts = tuple(one.result for one in compared)
    rules = sorted({rule for one in compared for rule in one.rules}, key=lambda rule: rule.id)
    findings = tuple(sorted(seen.values(), key=_order))
    return CheckResult(
        revision, base, revision, len(contracts), contracts, findings, rules=tuple(rules), is_comparison=True
    )


def _order(finding: Finding) -> tuple[int, str, int, int, str, str]:
    at = finding.at
    line, column = (at.line, at.column) if isinstance(at, Location) else (0, 0)
    return (finding.severity.rank, at.path, line, column, finding.rule, finding.message)
