"""What the check of mappings does with one mapping: its rules against both schemas, then payloads through all of it."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from crossdock.registry.check import RevisionView
from crossdock.registry.compat.hints import Hints, hints_of
from crossdock.registry.compat.sample import sample_near, sample_values
from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.manifests.mapping_file import read_mapping
from crossdock.registry.mappings import problems
from crossdock.registry.mappings.apply import Apply, open_mapping
from crossdock.registry.mappings.connect import Sides, find_sides
from crossdock.registry.mappings.examples import SourceExample, load_examples
from crossdock.registry.mappings.fault import Fault
from crossdock.registry.mappings.judge import judge_mapping
from crossdock.registry.mappings.proof import Counterexample, fit, run
from crossdock.registry.mappings.shapes import open_shape
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.model.location import Place
from crossdock.registry.model.mapping import Mapping

_PER_SEED = 300  # payloads near an example
_PER_MAPPING = 1200
_MOST = 20  # findings of the proof


def judge_file(path: str, key: str, view: RevisionView) -> Iterator[Finding]:
    """Judge the mapping that a file holds; nothing when it cannot be read."""
    document = view.document(path)
    mapping = read_mapping(document)[0] if document and document.is_readable else None
    if mapping is None:
        return  # the file's own findings say so
    place = Place(path)
    sides = find_sides(mapping, view)
    if isinstance(sides, Fault):
        yield _finding(sides, place, key)
        return
    source, target = sides.source.bundle(), sides.target.bundle()
    faults = list(judge_mapping(mapping, open_shape(source), open_shape(target)))
    yield from (_finding(fault, place, key) for fault in faults)
    if not any(fault.rule.severity is Severity.ERROR for fault in faults):
        yield from _prove(mapping, sides, source, target, place, key)


def _finding(fault: Fault, document: Place, key: str) -> Finding:
    rule = fault.rule
    at = Place(document.path, fault.pointer)
    return Finding(rule.id, rule.severity, fault.message, at, key, why=rule.why, fix=fault.fix or rule.fix)


# proof


def _prove(
    mapping: Mapping, sides: Sides, source: JsonSchema, target: JsonSchema, place: Place, key: str
) -> Iterator[Finding]:
    try:
        sent = compile_validator(source, assert_formats=True)
        taken = compile_validator(target, assert_formats=True)
    except SchemaRefused:
        return  # the schema's own findings say so
    apply = open_mapping(mapping)
    examples = list(load_examples(sides.source))
    ran = 0
    found: dict[tuple[str, str], Finding] = {}
    for example in examples:
        done = run(mapping, apply, example.payload, taken)
        ran += done.refusal is None
        if done.refusal is not None:
            finding = _refused(example, str(done.refusal), place, key)
            found.setdefault((finding.rule, str(done.refusal)), finding)
        elif done.rejection is not None:
            _keep(found, _rejected(done.rejection, sides, place, key))
    payloads = _payloads(mapping, source, sent, [example.payload for example in examples])
    ran += _try_payloads(payloads, mapping, apply, taken, lambda bad: _keep(found, _rejected(bad, sides, place, key)))
    yield from islice(found.values(), _MOST)
    if not ran and not found:
        yield _finding(Fault(problems.UNPROVED, "no payload of the source could be run", "/rules"), place, key)


def _payloads(mapping: Mapping, source: JsonSchema, sent: Validator, seeds: list[object]) -> Iterator[object]:
    """Yield payloads that the source may send: the smallest ones, and the examples with a place changed."""
    hints: Hints = hints_of((source,))
    built: Iterable[object] = chain(
        *(islice(sample_near(source, hints, seed), _PER_SEED) for seed in seeds[:3]),
        islice(sample_values(source, hints), _PER_SEED),
    )
    for payload in islice(built, _PER_MAPPING):
        fitted = fit(payload, mapping)
        if sent.is_valid(fitted):
            yield fitted


def _try_payloads(
    payloads: Iterator[object], mapping: Mapping, apply: Apply, taken: Validator, keep: Callable[[Counterexample], None]
) -> int:
    ran = 0
    for payload in payloads:
        done = run(mapping, apply, payload, taken)
        ran += done.refusal is None  # a refusal of a built payload is an answer: such a value stops, loudly
        if done.rejection is not None:
            keep(done.rejection)
    return ran


def _keep(found: dict[tuple[str, str], Finding], finding: Finding) -> None:
    """Keep one finding for each place that is wrong: the one with the smallest witness."""
    key = (finding.rule, finding.anchor)
    if key not in found or _size(finding) < _size(found[key]):
        found[key] = finding


def _size(finding: Finding) -> int:
    evidence = finding.evidence
    return len(json.dumps(evidence.value)) if isinstance(evidence, Payload) else 0


def _refused(example: SourceExample, reason: str, place: Place, key: str) -> Finding:
    rule = problems.EXAMPLE_REFUSED
    message = f"{example.label} stops: {reason}"
    return Finding(
        rule.id, rule.severity, message, place.child("rules"), key, why=rule.why, fix=rule.fix, anchor=reason
    )


def _rejected(bad: Counterexample, sides: Sides, place: Place, key: str) -> Finding:
    source, target = sides.source.end.label, sides.target.end.label
    evidence = Payload(bad.payload, source, target, bad.failure.message, bad.failure.pointer)
    missing = bad.missing
    if missing is not None:
        rule = problems.REQUIRED_UNFILLED
        message = f"`{missing}` is required by `{target}` and stays empty for a payload that `{source}` may send"
        anchor = missing
    else:
        rule = problems.RESULT_REJECTED
        message = f"`{target}` rejects the result: {bad.failure.message}"
        anchor = f"{bad.failure.pointer} {bad.failure.keyword}"
    at = Place(place.path, bad.rule.pointer) if bad.rule else place.child("rules")
    return Finding(
        rule.id, rule.severity, message, at, key, why=rule.why, fix=rule.fix, evidence=evidence, anchor=anchor
    )
