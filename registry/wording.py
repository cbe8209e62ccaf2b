"""What reports say in words: verdicts, counts, and evidence as sentences."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from crossdock.registry.dependents import word_dependents
from crossdock.registry.excerpt import render_compact, render_line
from crossdock.registry.model.counting import count
from crossdock.registry.model.evidence import Evidence, Exchange, Payload, Statement, Unknown
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.result import Bump, CheckResult, ContractResult, Touch, Verdict
from crossdock.registry.model.rule import Rule

SHORT = 72  # a payload of at most so many characters is quoted inside its sentence
REASON = 300  # characters kept of a validator's sentence
CARRIED = 6  # contracts that are named of those that changed through what they reference
ELSEWHERE = 3  # further operations that are named; the others are counted
_GRAVEST_FIRST = (Verdict.BREAKING, Verdict.UNKNOWN, Verdict.COMPATIBLE, Verdict.INITIAL, Verdict.SAME)
_HEADLINES = {
    Verdict.BREAKING: "breaking",
    Verdict.UNKNOWN: "unknown",
    Verdict.COMPATIBLE: "compatible",
    Verdict.INITIAL: "compatible",
    Verdict.SAME: "no promise changed",
}
_TOUCHES = {
    Touch.ADDED: "new contract",
    Touch.REMOVED: "removed",
    Touch.DEPENDENT: "changed through what it references",
}


def find_verdict(contracts: Iterable[ContractResult]) -> Verdict:
    """Return the gravest verdict of some contracts: `same` of none, `compatible` where all that is new has no release."""
    present = {contract.verdict for contract in contracts}
    gravest = next((verdict for verdict in _GRAVEST_FIRST if verdict in present), Verdict.SAME)
    return Verdict.COMPATIBLE if gravest is Verdict.INITIAL else gravest


def word_headline(result: CheckResult) -> str:
    """Say the verdict and whether anything stands in the way: the first line of every report."""
    if result.is_comparison:
        return _word_comparison(result)
    verdict = "new" if is_new(result.contracts) else _HEADLINES[find_verdict(result.contracts)]
    failing = result.failing()
    if failing:
        return f"{verdict}: {count_severities(failing)} {'stands' if len(failing) == 1 else 'stand'} in the way"
    waived = count(sum(f.state is State.WAIVED for f in result.findings), "finding")
    compared = ", nothing was released to compare with" if verdict == "new" else ""
    return f"{verdict}: nothing stands in the way{compared}" + (
        f", {waived} waived" if not waived.startswith("0") else ""
    )


def is_new(contracts: Sequence[ContractResult]) -> bool:
    """Whether nothing was compared: each contract of a change is there for the first time."""
    verdicts = {contract.verdict for contract in contracts if contract.touch is not Touch.DEPENDENT}
    return verdicts == {Verdict.INITIAL} and find_verdict(contracts) is Verdict.COMPATIBLE


def _word_comparison(result: CheckResult) -> str:
    """Say how two things stand to each other: the verdict, the counts, and the part of the version that has to move."""
    verdict = find_verdict(result.contracts)
    if verdict is Verdict.SAME:
        return "same: nothing differs"
    bump = max((contract.bump for contract in result.contracts), key=lambda bump: bump.rank)
    counts = count_severities(result.findings) or "nothing is listed"
    said = f"compatible: nothing breaks; {counts}" if verdict is Verdict.COMPATIBLE else f"{verdict.value}: {counts}"
    return f"{said}; needs a {bump.value} version" if bump is not Bump.NONE else said


def _count_documents(result: CheckResult) -> str:
    differing = [contract for contract in result.contracts if contract.verdict is not Verdict.SAME]
    line = f"{len(differing)} of {count(result.total, 'document')} {'differs' if len(differing) == 1 else 'differ'}"
    line += f": {_count_verdicts(differing)}" if differing else ""
    return line + (f"; {result.hidden} not listed" if result.hidden else "")


def word_summary(result: CheckResult) -> str:
    """Say all counts in one line: the last line of every report for people."""
    if result.is_comparison:
        return _count_documents(result)
    touched = [c for c in result.contracts if c.touch in (Touch.ADDED, Touch.CHANGED, Touch.REMOVED)]
    others = [c for c in result.contracts if c.touch is Touch.DEPENDENT and c.verdict is not Verdict.SAME]
    asked = [c for c in result.contracts if c.touch is Touch.UNCHANGED]
    line = f"{len(touched)} of {result.total} contracts changed"
    line += f": {_count_verdicts(touched)}" if touched else ""
    if asked:
        line = f"{len(result.contracts)} of {result.total} contracts judged: {_count_verdicts(result.contracts)}"
    line += f"; through references: {_count_verdicts(others)}" if others else ""
    states = Counter(finding.state for finding in result.findings)
    new = count_severities(finding for finding in result.findings if finding.state is State.NEW)
    counts = [f"{new} (new)"] if new else []
    counts += [f"{states[state]} {state.value}" for state in (State.EXISTING, State.WAIVED) if states[state]]
    counts += [f"{result.hidden} not listed"] if result.hidden else []
    return line + (f"; {', '.join(counts)}" if counts else "")


def word_contract(contract: ContractResult) -> str:
    """Say the verdict on a contract and its versions: `breaking: 2.3.0 → 2.4.0, needs 3.0.0`."""
    versions = " → ".join(dict.fromkeys(v for v in (contract.released, contract.declared) if v))
    versions = f"first version {contract.declared}" if contract.declared and not contract.released else versions
    needs = f"needs {contract.needed}" if contract.needed and contract.needed != contract.declared else ""
    verdict = "not released yet" if contract.verdict is Verdict.INITIAL else contract.verdict.value
    facts = ", ".join(fact for fact in (versions, needs, _TOUCHES.get(contract.touch, "")) if fact)
    return f"{verdict}: {facts}" if facts else verdict


def word_carried(contracts: Sequence[ContractResult]) -> str:
    """Say in a line which contracts changed only through what they reference, and break nothing."""
    names = [contract.contract for contract in contracts]
    shown = ", ".join(names[:CARRIED]) + (
        f" and {count(len(names) - CARRIED, 'other')}" if len(names) > CARRIED else ""
    )
    return f"{count(len(names), 'contract')} changed through what they reference, none breaks: {shown}"


def word_evidence(evidence: Evidence, *, is_short: bool = True) -> str:
    """Say what shows a break. With `is_short`, a payload that is not short stands as `this payload` and is shown elsewhere."""
    match evidence:
        case Payload():
            return _word_payload(evidence, is_short=is_short)
        case Exchange(kind="answer"):
            return f"{evidence.sent} answered {evidence.after}; the contract says: {evidence.before}"
        case Exchange():
            return f"{evidence.sent}: {evidence.before} before, {evidence.after} now"
        case Statement():
            before = f"was `{evidence.before}`" if evidence.before is not None else "was not promised"
            after = f"now is `{evidence.after}`" if evidence.after is not None else "is no longer promised"
            return f"`{evidence.promise}` {before}, and {after}"
        case Unknown():
            return f"could not be decided: {_word_reason(evidence.reason)}"


def _word_reason(reason: str) -> str:
    """Return why something could not be decided, as what stands in the way."""
    return reason.replace("could not be decided with ", "what stands in the way is ", 1)


def is_quoted(evidence: Evidence) -> bool:
    """Whether `word_evidence` holds the whole payload, or there is none to show."""
    if not isinstance(evidence, Payload):
        return True
    _, has_payload = word_carrier(evidence)
    return not has_payload or len(render_line(evidence.value)) <= SHORT


def word_carrier(evidence: Payload) -> tuple[str, bool]:
    """Return what carries a payload (`POST /orders`, `200 to GET /orders`, `message X on y`), and whether the payload is still to be shown.

    A parameter or header is shown in its place. Without a carrier it is `""`.
    """
    kind, whole = next(iter((evidence.whole or {}).items()), ("", None))
    if not isinstance(whole, Mapping):
        return "", True
    body = whole.get("payload" if kind == "message" else "body")
    has_payload = body is evidence.value and ("body" in whole or "payload" in whole)
    if kind == "request":
        path = whole["path"] if str(whole["path"]).startswith(("/", "{")) else f"to webhook {whole['path']}"
        head = f"{whole['method']} {path}{_word_query(whole.get('query'))}"
    elif kind == "response":
        head = f"{whole['status']} to {whole['to']}"
    else:
        head = f"message {whole['name']} on {whole['channel']}"
    return head + ("" if has_payload else _word_headers(whole)), has_payload


def _word_query(query: object) -> str:
    if not isinstance(query, Mapping) or not query:
        return ""
    return "?" + "&".join(f"{name}={_plain(value)}" for name, value in query.items())


def _word_headers(whole: Mapping[str, object]) -> str:
    headers = {**_mapping(whole.get("headers")), **_mapping(whole.get("cookies"))}
    named = [f"{name}: {_plain(value)}" for name, value in headers.items() if name != "Content-Type"]
    return f" with {', '.join(named)}" if named else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _plain(value: object) -> str:
    return value if isinstance(value, str) and value else render_line(value)


def name_evidence(evidence: Evidence) -> str:
    """Return the label that evidence stands behind; `""` for the undecided, whose sentence says it."""
    return {"payload": "witness", "exchange": "exchange", "answer": "exchange", "statement": "promise"}.get(
        evidence.kind, ""
    )


def word_message(finding: Finding, contract: ContractResult | None) -> str:
    """Say what was found, in which operation, and where it was before: `GET /orders 200: … was removed (was line 48 in 2.3.0)`."""
    operation = word_operation(finding)
    message = f"{operation}: {finding.message}" if operation else finding.message
    was, facts = finding.was, dict(finding.facts)
    if not isinstance(was, Location) or facts.get("change", "").endswith("-added"):
        return message
    before = facts.get("compared_with") or ((contract.compared_with or contract.released) if contract else None)
    if was.path == finding.at.path:
        return f"{message} (was line {was.line} in {before or 'the base'})"
    return f"{message} (was {was} in {before})" if before else f"{message} (was {was})"


def word_operation(finding: Finding) -> str:
    """Return which exchange is meant, `POST /orders request`, `GET /orders 200`; `""` where there is none or the message says it."""
    facts = dict(finding.facts)
    operation, payload = facts.get("operation", ""), facts.get("payload", "").partition(" ")[0]
    if not operation or operation in finding.message:
        return ""
    part = payload if payload.isdigit() or payload == "default" else "request" if payload == "body" else ""
    return f"{operation} {part}".rstrip()


def word_use(finding: Finding, *, is_short: bool = False, is_named: bool = False) -> str:
    """Say which operation and which place in its payload are meant, and how many other operations; `""` where nothing says more.

    With `is_short` what the evidence says already is left out, with `is_named` the operation, which the message begins with.
    """
    facts = dict(finding.facts)
    operation, payload, path = (facts.get(name, "") for name in ("operation", "payload", "path"))
    is_carried = isinstance(finding.evidence, Payload) and finding.evidence.whole is not None
    is_said = operation in finding.message or (is_short and (is_carried or isinstance(finding.evidence, Exchange)))
    named = [operation, payload] if operation and not is_said and not is_named else []
    others = [name for name in facts.get("elsewhere", "").split(", ") if name and name != operation]
    shown = f"also in {', '.join(others[:ELSEWHERE])}" if others else ""
    shown += f" and {count(len(others) - ELSEWHERE, 'other')}" if len(others) > ELSEWHERE else ""
    place = path if path.count("/") > 1 or (path and not is_short) else ""
    place = f"at {place}" if place and named else place
    return "; ".join(part for part in (", ".join(part for part in (*named, place) if part), shown) if part)


def name_affected(finding: Finding) -> str:
    """Return the label of who is affected: a shown break breaks them."""
    is_break = finding.evidence is not None and not finding.is_unknown and finding.severity is Severity.ERROR
    return "breaks" if is_break else "affects"


def word_reason(finding: Finding, rules: Mapping[str, Rule]) -> tuple[str, str]:
    """Return why a finding matters and how to mend it: its own words, else those of its rule; `""` where nobody says.

    A reason that says what the message says already is none.
    """
    rule = rules.get(finding.rule)
    why = finding.why or (rule.why if rule else "")
    is_said = _bare(why) in _bare(finding.message)
    return "" if is_said else why, finding.fix or (rule.fix if rule else "")


def _bare(text: str) -> str:
    return " ".join(text.casefold().replace("`", "").replace('"', "").split()).rstrip(".!")


def word_place(place: Place | Location) -> str:
    """Name a place: `path:line:column`, or `path#pointer` when its line is not known."""
    if isinstance(place, Location):
        return str(place)
    return f"{place.path}#{place.pointer}" if place.pointer else place.path


def count_severities(findings: Iterable[Finding]) -> str:
    """Count findings by severity, gravest first: `2 errors, 1 warning`; `""` when there are none."""
    numbers = Counter(finding.severity for finding in findings)
    named = [(numbers[s], s.value) for s in Severity if numbers[s]]
    return ", ".join(f"{n} {name}" if name == "info" else count(n, name) for n, name in named)


def _count_verdicts(contracts: Iterable[ContractResult]) -> str:
    numbers = Counter(contract.verdict for contract in contracts)
    return ", ".join(f"{numbers[verdict]} {verdict.value}" for verdict in _GRAVEST_FIRST if numbers[verdict])


def _word_payload(evidence: Payload, *, is_short: bool) -> str:
    shown = render_line(evidence.value)
    carrier, has_payload = word_carrier(evidence)
    is_cut = has_payload and not (is_short and len(shown) <= SHORT)
    kind = {"request": "request", "response": "answer", "message": "message"}.get(
        next(iter(evidence.whole or {}), ""), "payload"
    )
    what = f"this {kind}" if is_cut else " ".join(part for part in (carrier, shown if has_payload else "") if part)
    return word_rejection(evidence, what)


def word_rejection(evidence: Payload, what: str) -> str:
    """Say who may send a payload, which is called `what`, and who rejects it."""
    reason = evidence.reason if len(evidence.reason) <= REASON else evidence.reason[: REASON - 1] + "…"
    sent = "may be sent now" if evidence.accepted_by == "revision" else f"is allowed by {_called(evidence.accepted_by)}"
    rejected = (
        "is rejected now" if evidence.rejected_by == "revision" else f"{_called(evidence.rejected_by)} rejects it"
    )
    return f"{what} {sent}, but {rejected}" + (f": {reason}" if reason else "")


def _called(name: str) -> str:
    return "the base" if name == "base" else name


def word_sentences(
    finding: Finding, contract: ContractResult | None, rules: Mapping[str, Rule], *, has_block: bool = False
) -> tuple[str, ...]:
    """Say all of a finding, one sentence a line: what, why, who, the evidence, the fix.

    With `has_block` a payload that is not short is shown apart, else it stands in its sentence, cut.
    """
    why, fix = word_reason(finding, rules)
    evidence = finding.evidence
    label = name_evidence(evidence) if evidence else ""
    shown = word_evidence(evidence) if evidence else ""
    if isinstance(evidence, Payload) and not has_block and not is_quoted(evidence):
        carrier, _ = word_carrier(evidence)
        shown = word_rejection(evidence, f"{carrier} {render_compact(evidence.value, evidence.pointer)}".strip())
    lines = (
        ("", word_message(finding, contract)),
        ("in", word_use(finding, is_short=True, is_named=True)),
        ("why", why),
        (name_affected(finding), ", ".join(finding.affects)),
        *word_dependents(finding.dependents),
        (label, shown),
        ("fix", fix),
    )
    return tuple(f"{name}: {sentence}" if name else sentence for name, sentence in lines if sentence)
