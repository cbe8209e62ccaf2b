"""Plans what an import writes: contracts that are not there yet; those that are there are left as they are."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from crossdock.registry.adoption.importing import Adopted, contract_files, system_file


class Standing(Enum):
    """How a document stands to the registry."""

    NEW = "new"
    SAME = "same"  # the contract is there with the same documents; its manifest is whatever people made of it
    OTHER = "other"  # something else is there


@dataclass(frozen=True, slots=True)
class Planned:
    """One document and what is to be written for it. `obstacle` says which file is there with another content, or is missing there."""

    adopted: Adopted
    standing: Standing
    files: dict[str, bytes]
    obstacle: str = ""


def plan_import(root: Path, adopted: Iterable[Adopted], contracts: str, owner: str | None) -> list[Planned]:
    """Hold each document against the registry at `root`, whose contracts lie in the folder `contracts`."""
    return [_plan(root, each, contract_files(each, contracts, owner)) for each in adopted]


def files_to_write(root: Path, planned: Iterable[Planned], contracts: str, owner: str | None) -> dict[str, bytes]:
    """Return the files of the new contracts, and the manifests of systems that have none yet."""
    files: dict[str, bytes] = {}
    for each in planned:
        if each.standing is Standing.NEW:
            path, content = system_file(each.adopted.guess.system, contracts, owner)
            files |= each.files | ({} if (root / path).exists() else {path: content})
    return files


def _plan(root: Path, adopted: Adopted, files: dict[str, bytes]) -> Planned:
    manifest = next(path for path in files if posixpath.basename(path) == "contract.yaml")
    is_there = (root / manifest).is_file()
    obstacle = next(_obstacles(root, files, manifest if is_there else None), "")
    standing = Standing.OTHER if obstacle else Standing.SAME if is_there else Standing.NEW
    return Planned(adopted, standing, files, obstacle)


def _obstacles(root: Path, files: dict[str, bytes], manifest: str | None) -> Iterator[str]:
    """Yield what stands in the way; `manifest` is that of a contract which is there already."""
    for path, content in files.items():
        target = root / path
        if path == manifest:
            continue
        if target.is_symlink() or target.is_dir() or (target.is_file() and target.read_bytes() != content):
            yield f"`{path}` is there with another content"
        elif manifest is not None and not target.exists():
            yield f"the contract is there without `{path}`"
