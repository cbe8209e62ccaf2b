"""`crossdock release`: append release records for content that is merged."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from crossdock.registry.cli.options import format_option, registry_option, today_option, today_utc
from crossdock.registry.cli.output import write_text
from crossdock.registry.compat.assessment import Assessor
from crossdock.registry.errors import RegistryError
from crossdock.registry.manifests.release_text import append_release
from crossdock.registry.model.counting import count
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.release import Release, Withdrawal
from crossdock.registry.open import OpenRegistry, find_contract, open_registry
from crossdock.registry.releasing import Proposal, propose_release
from crossdock.registry.revision import Revision
from crossdock.registry.store.merge_base import find_merge_base


@click.command(
    "release",
    help="""Append a release record for the version that a manifest states, on merged content.

    Without ID, all contract lines whose version is not released yet. The records name the Git blobs of the promise, so an old version
    resolves exactly as it was. Only lines are added, to `releases.yaml`; commit them as a change of their own.

    \b
    Examples:
      crossdock release wms-east/shipment-confirmed@2
      crossdock release --dry-run
      crossdock release wms-east/shipment-confirmed@2.3.0 --withdraw "released with the wrong unit"
    """,
)
@click.argument("contracts", nargs=-1, metavar="[ID]...")
@click.option("--revision", default="HEAD", show_default=True, help="The merged commit whose content is released.")
@click.option("--withdraw", metavar="REASON", help="Withdraw the released version that ID names.")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded; write nothing.")
@format_option
@today_option
@registry_option
def release(
    contracts: tuple[str, ...],
    revision: str,
    withdraw: str | None,
    dry_run: bool,
    output_format: str,
    today: date | None,
    registry_path: Path | None,
) -> None:
    """Write the records; exit 1 when one that was asked for could not be made."""
    day = today or today_utc()
    with open_registry(registry_path) as registry:
        if withdraw is not None:
            _withdraw(registry, contracts, withdraw, day, is_dry=dry_run)
            return
        merged = registry.at(revision)
        _require_merged(registry, revision, merged)
        proposals = _propose(registry, merged, contracts, day)
        for proposal in proposals:
            if proposal.record is not None and not dry_run:
                _append(registry.root / proposal.contract.releases, proposal.contract.releases, proposal.record)
    _say(proposals, output_format, is_dry=dry_run, is_all=not contracts)
    is_failed = any(
        proposal.blocking or (contracts and proposal.record is None and "already" not in proposal.reason)
        for proposal in proposals
    )
    sys.exit(1 if is_failed else 0)


def _require_merged(registry: OpenRegistry, revision: str, merged: Revision) -> None:
    """Refuse content that the default branch does not hold. Raises RegistryError."""
    objects = registry.require_objects()
    commit = objects.resolve(revision)
    branch = merged.settings.default_branch
    for name in (f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"):
        try:
            tip = objects.resolve(name)
        except RegistryError:
            continue
        if commit == tip or find_merge_base(objects, commit, tip) == commit:
            return
        if name.startswith("refs/heads"):
            message = f"`{revision}` is not merged into `{branch}`"
            raise RegistryError(message, f"merge it, then release from `{branch}`; a record names merged content only")
    raise RegistryError(f"there is no branch `{branch}` to release from", "state `default_branch` in crossdock.yaml")


def _propose(registry: OpenRegistry, merged: Revision, contracts: tuple[str, ...], day: date) -> list[Proposal]:
    current, assessor = registry.worktree(), Assessor()
    keys = [find_contract(merged, text).contract.key for text in contracts] or list(merged.contract_keys())
    return [propose_release(merged, current, key, day, assessor) for key in dict.fromkeys(keys)]


def _append(file: Path, path: str, record: Release | Withdrawal) -> None:
    text = file.read_text("utf-8") if file.is_file() else ""
    write_text(file, append_release(text, record, path))


def _withdraw(registry: OpenRegistry, contracts: tuple[str, ...], reason: str, day: date, *, is_dry: bool) -> None:
    if not contracts:
        raise click.UsageError(
            "--withdraw needs the version to withdraw: `crossdock release sys/name@2.3.0 --withdraw REASON`"
        )
    for text in contracts:
        found = find_contract(registry.worktree(), text)
        if found.release is None:
            raise RegistryError(f"`{text}` names no released version", "name the version: `sys/name@2.3.0`")
        entry = Withdrawal(found.release.version, day, reason)
        if not is_dry:
            _append(registry.root / found.contract.releases, found.contract.releases, entry)
        click.echo(f"{found.contract.key}: {found.release.version} {'would be' if is_dry else 'is'} withdrawn")


def _say(proposals: list[Proposal], output_format: str, *, is_dry: bool, is_all: bool) -> None:
    if output_format == "json":
        click.echo(json.dumps([_as_json(proposal) for proposal in proposals], indent=2, ensure_ascii=False))
        return
    made = 0
    for proposal in proposals:
        key = proposal.contract.key
        if proposal.record is not None:
            made += 1
            click.echo(
                f"{key}: {proposal.record.version} {'would be ' if is_dry else ''}released ({proposal.record.verdict})"
            )
        elif proposal.blocking or not is_all:
            click.echo(f"{key}: not released, {proposal.reason}")
            for finding in proposal.blocking:
                click.echo(_line(finding))
    refused = sum(bool(proposal.blocking) for proposal in proposals)
    if is_all and not made and refused:
        click.echo(f"nothing released: {count(refused, 'version')} refused; mend what is said above")
    elif is_all and not made:
        click.echo("nothing to release: every version that the manifests state is released or a draft")
    elif made and not is_dry:
        click.echo(f"{count(made, 'record')} appended; commit releases.yaml as a change of its own")


def _line(finding: Finding) -> str:
    where = finding.at.path + (f"#{finding.at.pointer}" if finding.at.pointer else "")
    return f"  {where}: error[{finding.rule}] {finding.message}\n    fix: {finding.fix}"


def _as_json(proposal: Proposal) -> dict[str, object]:
    record = proposal.record
    return {
        "contract": proposal.contract.key,
        "version": proposal.contract.version,
        "released": record is not None,
        "verdict": record.verdict if record else None,
        "digest": record.digest if record else None,
        "reason": proposal.reason or None,
        "blocking": [{"rule": f.rule, "message": f.message, "identity": f.identity} for f in proposal.blocking],
    }


COMMAND = release
