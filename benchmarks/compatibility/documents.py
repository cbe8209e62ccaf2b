"""Runs a case of two whole documents, as `crossdock diff` does: each payload in its position."""

import json
from collections.abc import Iterator

from benchmarks.compatibility.case import Case, Node
from benchmarks.compatibility.confirming import is_confirmed_in
from benchmarks.compatibility.peer import Answer

from crossdock.registry.compat.diff import compare_interfaces
from crossdock.registry.compat.difference import PayloadPair
from crossdock.registry.compat.judge import Judgement, judge_interfaces
from crossdock.registry.discovery import load_unit
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.contract import ContentModel, Kind, Mode
from crossdock.registry.model.evidence import Payload, Unknown
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format

MODES = {"backward": Mode.BACKWARD, "forward": Mode.FORWARD, "full": Mode.FULL}
KINDS = {"openapi": Kind.API, "asyncapi": Kind.EVENT}


def judge_documents(case: Case, model: ContentModel) -> Answer:
    """Decide a case of APIs or events: payloads go the way of their positions."""
    sides = [open_interface(data, case.format) for data in (case.base, case.revision)]
    kind = KINDS.get(case.format)
    judged = judge_interfaces(sides[0], sides[1], model=model, kind=kind)
    return answer(judged, compare_interfaces(sides[0], sides[1], kind).payloads, kind)


def judge_subjects(case: Case, model: ContentModel) -> Answer:
    """Decide a case of a registry's subject: the mode is the case's; `…_transitive` asks the same of each earlier version."""
    mode = MODES[case.direction.removesuffix("_transitive")]
    older = case.expect.get("history", ()) if case.direction.endswith("_transitive") else ()
    revision = open_interface(case.revision, case.format)
    judged: tuple[Judgement, ...] = ()
    for data in (*older, case.base):
        judged += judge_interfaces(open_interface(data, case.format), revision, mode=mode, model=model)
    return answer(judged, (), None)


def open_interface(data: Node, name: str) -> Interface:
    """Return what a document offers, read as a file of its format would be."""
    file = f"{'schema' if name == 'avro' else name}.{'avsc' if name == 'avro' else 'json'}"
    document = read_document(file, json.dumps(data).encode())
    # by itself `"int"`, or an array of objects, could be a schema of either language: the case says which
    found = load_unit("format", name) if name == "avro" else find_format(document.data, file)
    if not isinstance(found, Format) or not document.is_readable:
        told = "; ".join(finding.message for finding in document.findings)
        raise ValueError(f"not read as {name}: {told}")
    known: dict[str, Document | None] = {file: document}
    return found.read_interface(document, Resolver(known.get, lambda address: None, derive))


def answer(judged: tuple[Judgement, ...], pairs: tuple[PayloadPair, ...], kind: Kind | None) -> Answer:
    """Put judgements together, and confirm the witnesses among them."""
    breaks = [one for one in judged if one.is_breaking and one.severity is not Severity.INFO]
    unknown = [one for one in judged if isinstance(one.evidence, Unknown)]
    looks = list(_looks(judged, pairs, kind))
    why = "; ".join(f"{one.rule.id} {one.message} {one.evidence}" for one in (breaks or unknown)[:3])
    return Answer(
        False if breaks else None if unknown else True,
        why[:500],
        looks.count(True),
        looks.count(False),
        looks.count(None),
        judged,
    )


def _looks(judged: tuple[Judgement, ...], pairs: tuple[PayloadPair, ...], kind: Kind | None) -> Iterator[bool | None]:
    known = {(pair.operation, pair.revision.key): pair for pair in pairs}
    for one in judged:
        if isinstance(one.evidence, Payload) and one.direction is not None:
            pair = known.get((one.change.operation, one.change.payload or ""))
            yield is_confirmed_in(one.evidence.value, pair, one.direction, kind) if pair else None
