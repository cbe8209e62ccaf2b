"""Replaces a folder of generated files as a whole: readers see the old one or the new one, never a mixture."""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from crossdock.registry.errors import RegistryError


def replace_folder(folder: Path, files: Iterable[tuple[str, str]], marker: str) -> int:
    """Write (relative path, text) files below `folder` in place of what it holds; return how many.

    `marker` is a file that only a folder written by us holds: a folder that is not empty and has none is left alone.
    Raises RegistryError when it is, or when it cannot be written; what was there then stays.
    """
    target = folder.resolve()
    _refuse_foreign(folder, target, marker)
    staged: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        count = _write_files(staged / "new", files)
        _swap(staged, target)
    except OSError as error:
        raise RegistryError(f"`{folder}` cannot be written: {error.strerror}", "name another --output") from None
    finally:
        if staged is not None:
            shutil.rmtree(staged, ignore_errors=True)
    return count


def _refuse_foreign(folder: Path, target: Path, marker: str) -> None:
    if not target.exists() or (target / marker).is_file():
        return
    if not target.is_dir():
        raise RegistryError(f"`{folder}` is a file", "name a folder as --output")
    if any(target.iterdir()):
        fix = "name an empty folder or a new one as --output, or empty it yourself"
        raise RegistryError(f"`{folder}` is not empty and holds no catalog; it would be replaced as a whole", fix)


def _write_files(folder: Path, files: Iterable[tuple[str, str]]) -> int:
    count = 0
    folder.mkdir()
    for path, text in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count


def _swap(staged: Path, target: Path) -> None:
    """Put the new folder where the old one is; two renames, because no portable call exchanges folders."""
    if target.exists():
        target.rename(staged / "old")
    try:
        (staged / "new").rename(target)
    except OSError:
        if (staged / "old").exists():
            (staged / "old").rename(target)
        raise
