"""The digest of a promise: what a release record pins, however its files are laid out."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum

from crossdock.registry.documents.document import Syntax
from crossdock.registry.documents.read import read_document
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.reference import Reference

# What of the manifest is promised; everything else in it is governance and changes without a version. So does the runbook: a page
# that moves is no other promise.
PROMISED = ("semantics", "sla", "classification", "entities", "compatibility")
# Manifests count by what they promise, release records do not count at all.
_NOT_CONTENT = re.compile(r"contract\.yaml|releases\.yaml|\.\./\.\./system\.yaml|(?:\.\./)+crossdock\.yaml")


def promise_digest(contract: Contract, files: Mapping[str, bytes]) -> str:
    """Return `sha256:` and the digest of a contract's promise.

    `files` are the document and all it references, by path relative to the contract's folder, as a release record names them; manifests
    and release records among them are passed over. Documents count by their data: comments, key order and layout do not change the digest,
    nor do line endings, and neither does moving the folder. What the manifest does not state does not count, so that a later version
    of this program, which knows more fields, computes the same digest.
    """
    promise = {
        "kind": contract.kind.value,
        "manifest": _promised(contract),
        "document": _relative_document(contract),
        "files": {name: _content(name, content) for name, content in files.items() if not _NOT_CONTENT.fullmatch(name)},
    }
    return "sha256:" + hashlib.sha256(_as_text(promise).encode("ascii")).hexdigest()


def _as_text(data: object) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _promised(contract: Contract) -> dict[str, object]:
    stated = replace(contract, sla=replace(contract.sla, runbook=None))
    return {name: plain for name in PROMISED if (plain := _plain(getattr(stated, name))) is not None}


def _relative_document(contract: Contract) -> str | None:
    return contract.document.removeprefix(contract.folder + "/") if contract.document else None


def _content(name: str, content: bytes) -> object:
    """Return a file's data in canonical form; the digest of its bytes when it has none."""
    document = read_document(name, content)
    if not document.is_readable or document.syntax is Syntax.TEXT:
        return {"sha256": hashlib.sha256(content).hexdigest()}
    return {"data": _canonical(document.data)}


def _canonical(data: object) -> object:
    """Write whole numbers one way (RFC 8785, section 3.2.2.3: `1.0` is `1`); JSON text has one form for all else."""
    if isinstance(data, Mapping):
        return {str(key): _canonical(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_canonical(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def _plain(value: object) -> object:
    """Return a model value as data without what was not stated; `None` when nothing is left. Every list of a promise is a set."""
    if is_dataclass(value) and not isinstance(value, Reference | type):
        stated = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {name: plain for name, plain in stated.items() if plain is not None} or None
    if isinstance(value, tuple):
        return sorted((_plain(entry) for entry in value), key=_as_text) or None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Reference | date):
        return str(value)
    return _canonical(value)
