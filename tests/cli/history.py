"""A contract whose line has a history: content by content, each released on the way."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from tests.cli.small import Small

FOLDER = "contracts/wms/labels/v1"
KEY = "wms/labels@1"


def write(
    small: Small, version: str, properties: Mapping[str, object], required: Sequence[str] = (), **more: Any
) -> None:
    """Write the contract, a shared event of one schema, with these properties."""
    manifest = {"kind": "event", "title": "Labels", "version": version, **more}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": list(required),
        "properties": dict(properties),
    }
    small.write(
        {f"{FOLDER}/contract.yaml": yaml.safe_dump(manifest), f"{FOLDER}/schema.json": json.dumps(schema, indent=2)}
    )


def release(
    small: Small, version: str, properties: Mapping[str, object], required: Sequence[str] = (), **more: Any
) -> None:
    """Write the contract, merge it, and release it on a day of 2026."""
    write(small, version, properties, required, **more)
    small.commit(version)
    answer = small.run("release", KEY, "--today", "2026-06-01")
    assert answer.code == 0, answer.out + answer.err
    small.commit(f"release {version}")


def waive(small: Small, *rules: str) -> None:
    """Excuse rules for the contract."""
    entries = [
        {
            "rule": rule,
            "contract": KEY,
            "reason": "agreed with all readers",
            "owner": "east",
            "approver": "architecture",
            "created": "2026-05-01",
            "expires": "2026-12-31",
        }
        for rule in rules
    ]
    small.write({"policies/waivers/labels.yaml": yaml.safe_dump({"waivers": entries})})


def consume(small: Small, **versions: str | None) -> None:
    """Let systems consume the contract, each the version it says."""
    for system, version in versions.items():
        use = {"contract": KEY} | ({"version": version} if version else {})
        manifest = {"title": system.upper(), "role": "tms", "owner": "east", "tier": 2, "consumes": [use]}
        small.write({f"contracts/{system}/system.yaml": yaml.safe_dump(manifest)})
    small.commit("consumers")
