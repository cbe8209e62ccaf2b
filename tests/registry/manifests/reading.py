"""Reads the manifest of a case folder as the program would read it in a registry."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.manifests.contract_file import read_contract
from crossdock.registry.manifests.mapping_file import read_mapping
from crossdock.registry.manifests.releases_file import read_releases
from crossdock.registry.manifests.settings_file import read_settings
from crossdock.registry.manifests.system_file import read_system
from crossdock.registry.manifests.table_file import read_table
from crossdock.registry.manifests.teams_file import read_teams
from crossdock.registry.manifests.vocabulary_file import read_vocabulary
from crossdock.registry.manifests.waivers_file import read_waivers
from crossdock.registry.manifests.workflow_file import read_workflow
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location

FOLDER = "contracts/wms-east/shipment-confirmed/v2"
SYSTEM = "contracts/wms-east/system.yaml"
Read = tuple[object, tuple[Finding, ...]]
READERS: dict[str, Callable[[Document], Read]] = {
    "crossdock.yaml": read_settings,
    "mapping.yaml": read_mapping,
    "releases.yaml": read_releases,
    "system.yaml": lambda document: read_system(document, "wms-east", "contracts/wms-east"),
    "table.yaml": read_table,
    "teams.yaml": read_teams,
    "vocabulary.yaml": read_vocabulary,
    "waivers.yaml": read_waivers,
    "workflow.yaml": read_workflow,
}


@dataclass(frozen=True)
class Outcome:
    """What reading a case gave: the lowered value, `None` for none, and what was found with exact places."""

    value: object
    findings: list[dict[str, str]]


def read_case(folder: Path) -> Outcome:
    """Read a case: its `contract.yaml`, with `system.yaml` where there is one, or else the one file it holds."""
    if (folder / "contract.yaml").is_file():
        return _read_contract(folder)
    name = next(name for name in READERS if (folder / name).is_file())
    document = read_document(name, (folder / name).read_bytes())
    value, findings = READERS[name](document)
    return Outcome(value, [_show(finding, {name: document}) for finding in findings])


def _read_contract(folder: Path) -> Outcome:
    given = yaml.safe_load((folder / "given.yaml").read_text()) if (folder / "given.yaml").is_file() else {}
    home = given.get("folder", FOLDER)
    document = read_document(f"{home}/contract.yaml", (folder / "contract.yaml").read_bytes())
    system_file = folder / "system.yaml"
    system = read_document(SYSTEM, system_file.read_bytes()) if system_file.is_file() else None
    value, findings = read_contract(document, home, given.get("names", ["asyncapi.yaml"]), system)
    documents = {entry.path: entry for entry in (document, system) if entry}
    return Outcome(value, [_show(finding, documents) for finding in findings])


def _show(finding: Finding, documents: dict[str, Document]) -> dict[str, str]:
    at = finding.at
    if not isinstance(at, Location):
        at = find_location(documents[at.path], at.pointer, at.part)
    shown = {
        "rule": finding.rule,
        "at": f"{at.path.rsplit('/', 1)[-1]}:{at.line}:{at.column}",
        "message": finding.message,
    }
    return {**shown, "fix": finding.fix}
