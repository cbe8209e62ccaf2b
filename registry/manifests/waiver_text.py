"""Writes waivers: text that is appended to a file of `policies/waivers/`, and nothing else in the file changes."""

from dataclasses import replace

from crossdock.registry.documents.read import read_document
from crossdock.registry.errors import RegistryError
from crossdock.registry.manifests.list_text import append_entry, render_entry, write_scalar
from crossdock.registry.manifests.waivers_file import read_waivers
from crossdock.registry.model.location import Place
from crossdock.registry.model.waiver import Waiver


def render_waiver(waiver: Waiver) -> str:
    """Return a waiver as the entry of a list, indented by two."""
    fields = {
        "rule": waiver.rule,
        "contract": waiver.contract,
        "pointer": waiver.pointer,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "approver": waiver.approver,
        "ticket": waiver.ticket,
    }
    lines = [f"{name}: {write_scalar(value)}" for name, value in fields.items() if value is not None]
    lines += [f"created: {waiver.created.isoformat()}"] if waiver.created else []
    return render_entry([*lines, f"expires: {waiver.expires.isoformat()}"])


def append_waiver(text: str, waiver: Waiver, path: str) -> str:
    """Return the text of a file of waivers with one more at its end; an empty text starts the file.

    All lines that are there stay as they are. Raises RegistryError when the text cannot be continued by lines alone.
    """
    before = _read(text, path) if text.strip() else ()
    written = append_entry(text, "waivers", render_waiver(waiver))
    after, findings = read_waivers(read_document(path, written.encode("utf-8")))
    if after is None or findings or [_content(each) for each in after] != [*map(_content, before), _content(waiver)]:
        raise RegistryError(
            f"{path} cannot be continued by appending lines",
            "write `waivers:` as a block list, one `- rule: …` for each, with nothing after it",
        )
    return written


def _read(text: str, path: str) -> tuple[Waiver, ...]:
    waivers, findings = read_waivers(read_document(path, text.encode("utf-8")))
    if waivers is None or findings:
        what = findings[0].message if findings else "the file is not a list of waivers"
        raise RegistryError(
            f"{path} cannot be continued: {what}", "mend the file; `crossdock check --all` names the line"
        )
    return waivers


def _content(waiver: Waiver) -> Waiver:
    """Return a waiver without its place, for comparison."""
    return replace(waiver, place=Place(""))
