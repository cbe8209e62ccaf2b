"""The second opinion: it speaks, it stops without raising, and it never leaves the registry."""

import socket
import subprocess
import sys

import pytest

from crossdock.registry.specifications.problems import SECOND_OPINION, SECOND_OPINION_STOPPED
from crossdock.registry.specifications.thorough import validate_thoroughly
from tests.registry.formats.reading import open_text

HEAD = "openapi: 3.0.3\ninfo: {title: Orders, version: 1.0.0}\n"


def ask(text: str) -> list[tuple[str, str]]:
    document, resolver, _ = open_text(HEAD + text)
    return [(finding.rule, finding.at.pointer) for finding in validate_thoroughly(document, resolver)]


def test_it_finds_what_is_wrong() -> None:
    found = ask('paths: {/a: {get: {operationId: a, responses: {"200": {descripton: Done.}}}}}')
    assert (SECOND_OPINION.id, "/paths/~1a/get/responses/200") in found


def test_it_is_silent_on_a_valid_document() -> None:
    assert ask('paths: {/a: {get: {responses: {"200": {description: Done.}}}}}') == []


@pytest.mark.parametrize(
    "address", ["https://acme.example/a.yaml#/b", "file:///etc/hostname", "missing.yaml#/b", "/etc/hostname"]
)
def test_it_reads_nothing_outside_the_registry(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    found = ask(
        f'paths: {{/a: {{get: {{parameters: [{{$ref: "{address}"}}], responses: {{"200": {{description: Done.}}}}}}}}}}'
    )
    assert [rule for rule, _ in found] == [SECOND_OPINION_STOPPED.id]


def test_it_is_imported_only_when_it_is_asked() -> None:
    code = (
        "import sys; from crossdock.registry.discovery import load_units;"
        " load_units('format'); print('openapi_spec_validator' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
