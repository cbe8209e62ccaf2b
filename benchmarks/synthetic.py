"""Builds registries of any size in a Git repository, with real history and true release records, through `git fast-import`."""

import hashlib
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crossdock.registry.documents.read import read_document
from crossdock.registry.manifests.contract_file import read_contract
from crossdock.registry.manifests.promise import promise_digest
from crossdock.registry.manifests.release_text import append_release
from crossdock.registry.model.release import Release

VERSIONS = 5
SYSTEM_SIZE = 20
_AUTHOR = b"Bench <bench@example.invalid> 1760000000 +0000"


def folder_of(number: int) -> str:
    return f"contracts/system-{number // SYSTEM_SIZE}/contract-{number}/v1"


def manifest(number: int, step: int) -> str:
    return f"""# contract {number}
kind: api
title: Contract {number}
version: 1.{step}.0
lifecycle: {{state: active, since: 2025-01-01}}
semantics: {{delivery: at-least-once, idempotency_key: $request.header.Idempotency-Key, latency: {{class: real-time, target: PT1S}}}}
classification: {{data: internal}}
"""


def document(number: int, step: int) -> str:
    """Return an OpenAPI document with some operations; each step adds an optional field and a parameter."""
    fields = "".join(f"        field{index}: {{type: string, maxLength: {20 + index}}}\n" for index in range(12 + step))
    paths = "".join(
        f"""  /resource{index}/{{id}}:
    get:
      operationId: read{index}
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
        - {{name: expand, in: query, schema: {{type: string, enum: [lines, stops]}}}}
      responses:
        '200': {{description: found, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Resource'}}}}}}}}
        '404': {{description: not found}}
"""
        for index in range(4)
    )
    return f"""# contract {number}
openapi: 3.1.0
info: {{title: Contract, version: 1.{step}.0}}
paths:
{paths}components:
  schemas:
    Resource:
      type: object
      required: [id]
      properties:
        id: {{type: string}}
{fields}"""


def build(folder: Path, count: int, versions: int = VERSIONS) -> None:
    """Build a registry of `count` contracts with `versions` commits of content and `count * versions` release records."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    stream = b"".join(_commits(count, versions))
    subprocess.run(("git", "fast-import", "--quiet"), cwd=folder, input=stream, check=True)
    git(folder, "reset", "--quiet", "--hard", "main")
    git(folder, "gc", "--quiet")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(("git", *arguments), cwd=folder, check=True, capture_output=True, text=True).stdout


def blob_id(text: str) -> str:
    content = text.encode()
    return hashlib.sha1(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def _commits(count: int, versions: int) -> Iterator[bytes]:
    systems = range((count + SYSTEM_SIZE - 1) // SYSTEM_SIZE)
    files = {
        "crossdock.yaml": "registry: bench\n",
        "teams.yaml": "teams: {bench: {name: Bench, email: bench@example.invalid}}\n",
    }
    files |= {f"contracts/system-{system}/system.yaml": _system(system, count) for system in systems}
    digests = {step: _digest(step) for step in range(versions)}
    for step in range(versions + 1):
        for number in range(count) if step < versions else ():
            files[f"{folder_of(number)}/contract.yaml"] = manifest(number, step)
            files[f"{folder_of(number)}/openapi.yaml"] = document(number, step)
        for number in range(count) if step else ():
            files[f"{folder_of(number)}/releases.yaml"] = _records(number, step, digests, count)
        yield _commit(step, files)
        files = {}


def _system(system: int, count: int) -> str:
    target = (system * SYSTEM_SIZE + 37) % count
    name = f"system-{target // SYSTEM_SIZE}/contract-{target}"
    return f"""title: System {system}
role: erp
owner: bench
tier: 2
defaults: {{owner: bench, layer: system, sla: {{availability: 99.9}}}}
consumes:
  - {{contract: {name}@1, purpose: bench}}
"""


def _digest(step: int) -> str:
    folder = folder_of(0)
    system = read_document("contracts/system-0/system.yaml", _system(0, SYSTEM_SIZE * 2).encode())
    body = read_document(f"{folder}/contract.yaml", manifest(0, step).encode())
    contract, _ = read_contract(body, folder, ("contract.yaml", "openapi.yaml"), system)
    assert contract is not None
    return promise_digest(contract, {"openapi.yaml": document(0, step).encode()})


def _records(number: int, steps: int, digests: dict[int, str], count: int) -> str:
    text = ""
    system = blob_id(_system(number // SYSTEM_SIZE, count))
    for step in range(steps):
        files = (
            ("../../system.yaml", system),
            ("contract.yaml", blob_id(manifest(number, step))),
            ("openapi.yaml", blob_id(document(number, step))),
        )
        verdict = "compatible" if step else "initial"
        text = append_release(text, Release(f"1.{step}.0", date(2026, 1, 1 + step), digests[step], verdict, files))
    return text


def _commit(step: int, files: dict[str, str]) -> bytes:
    message = f"state {step}".encode()
    parts = [b"commit refs/heads/main\ncommitter %b\ndata %d\n%b\n" % (_AUTHOR, len(message), message)]
    for path, text in files.items():
        content = text.encode()
        parts.append(b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(content), content))
    return b"".join(parts)
