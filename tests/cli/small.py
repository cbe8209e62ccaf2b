"""A small registry in a repository of its own, and the commands run in it."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from crossdock.registry.cli.main import group
from crossdock.registry.errors import RegistryError

FILES = {
    "crossdock.yaml": "registry: small\n",
    "teams.yaml": "teams:\n  east: {name: East, email: east@example.com}\n  order-flow: {name: Orders, email: orders@example.com}\n",
    "contracts/wms/system.yaml": "title: WMS\nrole: wms\nowner: east\ntier: 2\ndefaults:\n  owner: east\n  layer: system\n",
    "contracts/erp/system.yaml": """title: ERP
role: erp
owner: order-flow
tier: 2
consumes:
  - {contract: wms/shipped@1, version: 1.0.0, fields: [/shipmentId]}
""",
    "contracts/canonical/system.yaml": "title: Canonical\nrole: canonical\nowner: east\ndefaults: {owner: east}\n",
    "contracts/canonical/shipment/v1/contract.yaml": "kind: schema\ntitle: Shipment\nversion: 1.0.0\n",
    "contracts/canonical/shipment/v1/schema.json": """{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Shipment",
  "type": "object",
  "required": ["shipmentId", "status"],
  "properties": {
    "shipmentId": {"type": "string"},
    "status": {"enum": ["PLANNED", "SHIPPED"]},
    "weight": {"type": "number"}
  }
}
""",
    "contracts/wms/shipped/v1/contract.yaml": """kind: event
title: Shipped
version: 1.0.0
entities:
  - {entity: canonical/shipment@1, system_of_record: [/status]}
semantics:
  delivery: at-least-once
  idempotency_key: "$message.header#/ce_id"
  ordering_key: "$message.payload#/shipmentId"
  correlation_id: "$message.header#/ce_correlationid"
  retry: {attempts: 5, backoff: exponential, initial: PT1S, limit: PT5M}
  dead_letter: platform.deadletters.wms
""",
    "contracts/wms/shipped/v1/asyncapi.yaml": """asyncapi: 3.0.0
info: {title: Shipped, version: 1.0.0}
channels:
  shipped:
    address: wms.shipped
    messages:
      Shipped: {$ref: '#/components/messages/Shipped'}
operations:
  publishShipped:
    action: send
    channel: {$ref: '#/channels/shipped'}
components:
  messages:
    Shipped:
      contentType: application/json
      headers:
        type: object
        properties: {ce_id: {type: string}, ce_correlationid: {type: string}}
      correlationId: {location: '$message.header#/ce_correlationid'}
      payload: {$ref: '../../../canonical/shipment/v1/schema.json'}
""",
    "contracts/wms/shipped/v1/examples/Shipped--one.json": '{"shipmentId": "S-1", "status": "SHIPPED"}\n',
}


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Small:
    """The registry's folder."""

    root: Path

    def write(self, files: dict[str, str | bytes | None]) -> None:
        for path, content in files.items():
            target = self.root / path
            if content is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def replace(self, path: str, before: str, after: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert before in text, f"{path} does not hold {before}"
        self.write({path: text.replace(before, after)})

    def git(self, *arguments: str) -> str:
        done = subprocess.run(("git", *arguments), cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, message: str = "change") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def run(self, *arguments: str) -> Answer:
        """Run a command in the registry's folder; errors become exit code 2, as in `main`."""
        before = Path.cwd()
        os.chdir(self.root)
        try:
            done = CliRunner().invoke(group, list(arguments), prog_name="crossdock")
        finally:
            os.chdir(before)
        if isinstance(done.exception, RegistryError):
            return Answer(2, done.stdout, str(done.exception))
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout, done.stderr)

    def findings(self, *arguments: str) -> list[dict[str, Any]]:
        """Return the findings of a check as the JSON report has them."""
        found: list[dict[str, Any]] = self.run("check", "--report", "json", *arguments).data["findings"]
        return found


def make(root: Path) -> Small:
    """Make the registry, committed on main, with the first version of both contracts released."""
    small = Small(root)
    root.mkdir()
    small.git("init", "--quiet", "--initial-branch=main")
    small.write(dict(FILES))
    small.commit("contracts")
    assert small.run("release").code == 0
    small.commit("releases")
    return small
