"""The first files of a new contract: small, true to life, and free of findings."""

import json
from collections.abc import Callable
from datetime import date

from crossdock.registry.model.contract import Kind

Texts = dict[str, str]


def scaffold_contract(
    kind: Kind, system: str, name: str, line: str, owner: str | None, today: date
) -> dict[str, bytes]:
    """Return the files of a new contract, relative to its folder."""
    title = name.replace("-", " ").capitalize()
    files = _DOCUMENTS[kind](system, name, title, line)
    owned = f"owner: {owner}\n" if owner else ""
    version = f"{line}.0.0" if line.isdigit() else "1.0.0"
    files["contract.yaml"] = (
        f"kind: {kind.value}\ntitle: {title}\ndescription: Say in a sentence what it is for.\nversion: {version}\n{owned}"
        f"lifecycle: {{state: draft, since: {today.isoformat()}}}\n{_PROMISES.get(kind, '')}"
    )
    return {path: text.encode() for path, text in files.items()}


def scaffold_system(system: str, owner: str | None) -> bytes:
    """Return a new `system.yaml`."""
    owned = f"owner: {owner}\n" if owner else ""
    inherited = f"defaults:\n  owner: {owner}\n" if owner else ""
    return f"title: {system.replace('-', ' ').capitalize()}\nrole: platform\n{owned}tier: 3\n{inherited}".encode()


def _api(system: str, name: str, title: str, line: str) -> Texts:
    document = f"""openapi: 3.1.0
info:
  title: {title}
  version: {line}.0.0
  description: Say in a sentence what it is for.
servers:
  - url: https://{system}.example.com/{name}
security:
  - oauth2: [read]
paths:
  /things:
    get:
      operationId: listThings
      summary: List things
      description: Returns things in the order of their ids, a page at a time.
      tags: [things]
      parameters:
        - {{name: cursor, in: query, description: Where the page before ended., schema: {{type: string}}}}
        - {{name: X-Correlation-Id, in: header, description: Id of the flow., schema: {{type: string}}}}
      responses:
        '200':
          description: A page of things.
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/ThingPage'}}
        default:
          description: A problem.
          content:
            application/problem+json:
              schema: {{$ref: '#/components/schemas/Problem'}}
components:
  securitySchemes:
    oauth2:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://login.example.com/token
          scopes: {{read: read things}}
  schemas:
    Thing:
      type: object
      required: [thingId]
      properties:
        thingId: {{type: string, description: Id of the thing.}}
        name: {{type: string, description: What people call it.}}
    ThingPage:
      type: object
      required: [things]
      properties:
        things: {{type: array, items: {{$ref: '#/components/schemas/Thing'}}}}
        nextCursor: {{type: string, description: Absent on the last page.}}
    Problem:
      description: Problem details (RFC 9457).
      type: object
      properties:
        type: {{type: string, format: uri-reference}}
        title: {{type: string}}
        status: {{type: integer}}
        detail: {{type: string}}
"""
    return {"openapi.yaml": document, "examples/Thing--first.json": _json({"thingId": "T-1", "name": "first"})}


def _event(system: str, name: str, title: str, line: str) -> Texts:
    message = "".join(part.capitalize() for part in name.split("-"))
    address = f"{system}.{name}.v{line}"
    document = f"""asyncapi: 3.0.0
info:
  title: {title}
  version: {line}.0.0
  description: Say in a sentence what happened.
defaultContentType: application/json
channels:
  {name}:
    address: {address}
    messages:
      {message}: {{$ref: '#/components/messages/{message}'}}
operations:
  publish{message}:
    action: send
    summary: It happened.
    channel: {{$ref: '#/channels/{name}'}}
components:
  messages:
    {message}:
      name: {message}
      title: {title}
      summary: What happened, and when.
      contentType: application/json
      headers:
        type: object
        required: [ce_id, ce_source, ce_type, ce_specversion, ce_correlationid]
        properties:
          ce_id: {{type: string, description: Id of the event; the same on every delivery.}}
          ce_source: {{type: string, format: uri-reference}}
          ce_type: {{type: string}}
          ce_specversion: {{type: string, const: '1.0'}}
          ce_correlationid: {{type: string, description: Id of the flow.}}
      correlationId: {{location: '$message.header#/ce_correlationid'}}
      payload:
        type: object
        required: [thingId, occurredAt]
        properties:
          thingId: {{type: string, description: Id of the thing that it happened to.}}
          occurredAt: {{type: string, format: date-time, description: 'When it happened, UTC.'}}
"""
    example = _json({"thingId": "T-1", "occurredAt": "2026-11-03T19:05:00Z"})
    return {"asyncapi.yaml": document, f"examples/{message}--first.json": example}


def _schema(system: str, name: str, title: str, line: str) -> Texts:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": "Say in a sentence what it is.",
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "description": "Its id."},
            "name": {"type": "string", "description": "What people call it."},
        },
    }
    return {"schema.json": _json(schema), "examples/first.json": _json({"id": "1", "name": "first"})}


def _file(system: str, name: str, title: str, line: str) -> Texts:
    table = f"""title: {title}
file:
  name: "{name}_{{date:%Y%m%d}}.csv"
  layout: delimited
  encoding: utf-8
  delimiter: ";"
  header: true
  direction: provides
  schedule: "0 4 * * *"
records:
  - name: thing
    fields:
      - {{name: id, type: string, title: Its id, constraints: {{required: true, maxLength: 12}}}}
      - {{name: day, type: date, title: The day it is of}}
    primaryKey: [id]
"""
    return {"table.yaml": table, f"examples/{name}_20261103.csv": "id;day\nT-1;2026-11-03\n"}


def _vocabulary(system: str, name: str, title: str, line: str) -> Texts:
    text = f"""title: {title}
codes:
  - {{code: OPEN, meaning: It may still change.}}
  - {{code: CLOSED, meaning: It is final.}}
open: false
"""
    return {"vocabulary.yaml": text}


def _mapping(system: str, name: str, title: str, line: str) -> Texts:
    text = f"""# Fills the target's fields from the source's. All rules: docs/mappings.md
title: {title}
source: {system}/{name}-source@1
target: {system}/{name}-target@1
rules:
  - {{to: /id, from: /id}}
"""
    return {"mapping.yaml": text}


def _workflow(system: str, name: str, title: str, line: str) -> Texts:
    text = f"""title: {title}
entity: {system}/{name}-entity@1
states:
  - {{name: OPEN, owner: {system}, initial: true}}
  - {{name: CLOSED, owner: {system}, final: true}}
transitions:
  - name: close
    from: [OPEN]
    to: CLOSED
    on: {system}/{name}-closed@1
    idempotent_by: "$message.header#/ce_id"
    duplicate: ignore
    late: accept
    out_of_order: hold
"""
    return {"workflow.yaml": text}


_DOCUMENTS: dict[Kind, Callable[[str, str, str, str], Texts]] = {
    Kind.API: _api,
    Kind.EVENT: _event,
    Kind.SCHEMA: _schema,
    Kind.FILE: _file,
    Kind.VOCABULARY: _vocabulary,
    Kind.MAPPING: _mapping,
    Kind.WORKFLOW: _workflow,
}
_PROMISES = {
    Kind.API: "semantics:\n  correlation_id: $request.header.X-Correlation-Id\n  latency: {class: real-time, target: PT1S}\n"
    "  pagination: cursor\n  authentication: [oauth2]\n",
    Kind.EVENT: "semantics:\n  delivery: at-least-once\n  idempotency_key: $message.header#/ce_id\n"
    "  ordering_key: $message.payload#/thingId\n  correlation_id: $message.header#/ce_correlationid\n"
    "  latency: {class: near-real-time, target: PT5S}\n",
}


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
