"""Reads what the index remembers of a folder: fast, without validation, from the raw data of the manifest."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from crossdock.registry.documents.read import read_document
from crossdock.registry.manifests.folders import key_of_folder
from crossdock.registry.model.facts import Facts
from crossdock.registry.model.reference import read_reference
from crossdock.registry.store.facts_reader import Folder

_REFERENCE = re.compile(rb"""\$ref["']?\s*:\s*["']?([^"'\s,}\]#][^"'\s,}\]#]*)""")
_GOVERNANCE = frozenset(("contract.yaml", "releases.yaml", "system.yaml"))
_DATA = (".yaml", ".yml", ".json", ".avsc")
_CONTRACT_NAMES = re.compile(
    rb"^\s*-?\s*(?:source|target|entity|on|from_contract):\s*[\"']?([a-z0-9-]+/[a-z0-9-]+@[0-9A-Za-z.-]+)", re.MULTILINE
)
_LINKING = frozenset(("mapping.yaml", "workflow.yaml"))


class FactsFromFiles:
    """The index's reader (see `store.facts_reader.FactsReader`)."""

    version = "2"

    def __init__(self, root: str = "contracts") -> None:
        self._root = root
        self._systems: dict[str, Mapping[str, object]] = {}

    def wants(self, folder: Folder) -> Iterable[str]:
        """Return the ids of the manifests and documents in a folder."""
        if folder.is_system:
            return [oid for oid in [folder.oid("system.yaml")] if oid]
        system = [entry.oid for entry in folder.system if entry.name == "system.yaml"]
        return [*system, *(entry.oid for entry in folder.entries if entry.is_file and _is_wanted(entry.name))]

    def read(self, folder: Folder, blobs: Mapping[str, bytes]) -> Facts | None:
        """Return a folder's facts."""
        manifest_oid = folder.oid("system.yaml" if folder.is_system else "contract.yaml")
        if manifest_oid is None:
            return None
        if folder.is_system:
            return read_system_facts(folder.path, blobs.get(manifest_oid, b""), manifest_oid)
        files = {entry.name: blobs[entry.oid] for entry in folder.entries if entry.is_file and entry.oid in blobs}
        system_oid = next((entry.oid for entry in folder.system if entry.name == "system.yaml"), None)
        return read_contract_facts(folder.path, files, self._system(system_oid, blobs), self._root, manifest_oid)

    def _system(self, oid: str | None, blobs: Mapping[str, bytes]) -> Mapping[str, object]:
        if oid is None:
            return {}
        if oid not in self._systems:
            self._systems[oid] = defaults_of(blobs.get(oid, b""))
        return self._systems[oid]


def read_contract_facts(
    folder: str, files: Mapping[str, bytes], defaults: Mapping[str, object], root: str, manifest_oid: str | None = None
) -> Facts | None:
    """Return the facts of a contract line from the files directly in its folder, `None` when it has no manifest or no proper name."""
    names = key_of_folder(folder, root)
    if names is None or "contract.yaml" not in files:
        return None
    data = _mapping(files["contract.yaml"])
    lifecycle = _part(data, "lifecycle") or _part(defaults, "lifecycle")
    summary = {
        "kind": data.get("kind"),
        "version": data.get("version"),
        "title": data.get("title"),
        "owner": data.get("owner", defaults.get("owner")),
        "state": lifecycle.get("state", "active"),
    }
    return Facts(
        key=f"{names[0]}/{names[1]}@{names[2]}",
        folder=folder,
        manifest_oid=manifest_oid,
        document=_text(data.get("document")),
        references=tuple(sorted({*_outside(folder, files, root), *_described(data.get("same_as"), root)})),
        addresses=tuple(_texts(data.get("addresses"))),
        entities=tuple(_entities(data.get("entities"))),
        formerly=tuple(_texts(data.get("formerly"))),
        summary={name: str(value) for name, value in summary.items() if value is not None},
    )


def read_system_facts(folder: str, content: bytes, manifest_oid: str | None = None) -> Facts:
    """Return the facts of a system from its manifest."""
    data = _mapping(content)
    consumes = []
    for index, use in enumerate(_list(data.get("consumes"))):
        name = use.get("contract") if isinstance(use, Mapping) else None
        if isinstance(name, str):
            consumes.append((name, f"/consumes/{index}"))
    summary = {name: str(data[name]) for name in ("title", "role", "owner", "tier") if data.get(name) is not None}
    return Facts(
        key=folder.rsplit("/", 1)[-1],
        folder=folder,
        is_system=True,
        manifest_oid=manifest_oid,
        consumes=tuple(consumes),
        formerly=tuple(_texts(data.get("formerly"))),
        summary=summary,
    )


def defaults_of(content: bytes) -> Mapping[str, object]:
    """Return what a `system.yaml` gives as defaults."""
    return _part(_mapping(content), "defaults")


def outside_references(path: str, content: bytes) -> Iterator[str]:
    """Yield what a document's references name before the `#`, resolved against its path when they are relative paths."""
    folder = posixpath.dirname(path)
    for found in set(_REFERENCE.findall(content)):
        text = found.decode("utf-8", "replace")
        yield text if ":" in text else posixpath.normpath(posixpath.join(folder, text))


def _outside(folder: str, files: Mapping[str, bytes], root: str) -> Iterator[str]:
    for name, content in files.items():
        if not _is_wanted(name) or name == "contract.yaml":
            continue
        for path in outside_references(f"{folder}/{name}", content):
            if not path.startswith((folder + "/", "..", "/")):
                yield path
        if name in _LINKING:
            yield from _linked(content, root)


def _linked(content: bytes, root: str) -> Iterator[str]:
    """Yield the manifests of the contracts that a mapping or workflow names."""
    for found in _CONTRACT_NAMES.findall(content):
        yield from _manifest(found.decode("ascii"), root)


def _described(groups: object, root: str) -> Iterator[str]:
    """Yield the manifests of the contracts that describe the same thing as this one does."""
    for group in _list(groups):
        for text in _texts(group):
            yield from _manifest(text.partition("#")[0], root)


def _manifest(text: str, root: str) -> Iterator[str]:
    reference = read_reference(text)
    if reference is not None and reference.at is not None:
        yield f"{root}/{reference.contract}/v{reference.at.split('.')[0]}/contract.yaml"


def _is_wanted(name: str) -> bool:
    return name == "contract.yaml" or (name.endswith(_DATA) and name not in _GOVERNANCE)


def _entities(value: object) -> Iterator[tuple[str, str | None]]:
    for use in _list(value):
        entity = use.get("entity") if isinstance(use, Mapping) else None
        if not isinstance(use, Mapping) or not isinstance(entity, str):
            continue
        fields = [field for field in _list(use.get("system_of_record")) if isinstance(field, str)]
        yield from ((entity, field) for field in fields)
        if not fields:
            yield entity, None


def _mapping(content: bytes) -> Mapping[str, object]:
    data = read_document("manifest.yaml", content).data
    return data if isinstance(data, dict) else {}


def _part(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [each for each in _list(value) if isinstance(each, str)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
