"""Every case in `tests/cases/formats/interfaces/`: what a document offers, lowered."""

from pathlib import Path

import pytest

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Operation, Payload
from crossdock.registry.model.location import Place
from tests.registry.formats.reading import compare, open_case

CASES = Path(__file__).parents[2] / "cases" / "formats" / "interfaces"


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_document_is_lowered_as_expected(folder: Path, is_updating: bool) -> None:
    document, resolver, form = open_case(folder)
    interface = form.read_interface(document, resolver)
    shown = {
        "format": interface.format,
        "title": interface.title,
        "version": interface.version,
        "servers": [list(server) for server in interface.servers],
        "security_schemes": [list(scheme) for scheme in interface.security_schemes],
        "schemas": [name for name, _ in interface.schemas],
        "operations": [_show_operation(operation, resolver) for operation in interface.operations],
        "payloads": [_show_payload(payload, resolver) for payload in interface.payloads],
    }
    compare({name: value for name, value in shown.items() if value}, folder, is_updating)


def _show_operation(operation: Operation, resolver: Resolver) -> dict[str, object]:
    shown: dict[str, object] = {
        "key": operation.key,
        "id": operation.id,
        "action": operation.action,
        "address": operation.address,
        "at": _locate(operation.place, resolver),
        "group": operation.group,
        "summary": operation.summary,
        "deprecated": operation.is_deprecated,
        "security": [list(alternative) for alternative in operation.security],
        "bindings": [list(binding) for binding in operation.bindings],
        "facts": [list(fact) for fact in operation.facts],
        "payloads": [_show_payload(payload, resolver) for payload in operation.payloads],
    }
    return {name: value for name, value in shown.items() if value}


def _show_payload(payload: Payload, resolver: Resolver) -> dict[str, object]:
    shown: dict[str, object] = {
        "key": payload.key,
        "role": payload.role.value,
        "position": payload.position.value,
        "required": payload.is_required,
        "media_type": payload.media_type,
        "status": payload.status,
        "location": payload.location,
        "style": [list(entry) for entry in payload.style],
        "deprecated": payload.is_deprecated,
        "at": _locate(payload.place, resolver),
        "dialect": payload.schema.dialect.value if payload.schema else None,
        "schema": payload.schema.data if payload.schema else None,
        "schema_at": _locate(payload.schema.place, resolver) if payload.schema else None,
        "examples": [[name, _locate(place, resolver)] for name, place in payload.examples],
    }
    return {name: value for name, value in shown.items() if value not in (None, [], False, "")}


def _locate(place: Place, resolver: Resolver) -> str:
    document = resolver.load(place.path)
    assert isinstance(document, Document)
    return str(find_location(document, place.pointer, place.part))
