"""Writes planned files: all of them or none, and never over something that is there."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from crossdock.registry.errors import RegistryError


def write_new_files(root: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write files below `root` (paths relative, forward slashes) and return those that were new, sorted.

    A file that is there with the same content is left alone. Raises RegistryError, before anything is written, when one is there with
    another content, or a path would leave `root`.
    """
    missing = {path: content for path, content in files.items() if not _is_there(root, path, content)}
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=".crossdock-") as name:
            for path, content in missing.items():
                staged = Path(name) / path
                staged.parent.mkdir(parents=True, exist_ok=True)
                staged.write_bytes(content)
            for path in sorted(missing):
                target = root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(Path(name) / path, target)
    except OSError as error:
        raise RegistryError(
            f"`{error.filename or root}` cannot be written: {error.strerror}", "check the permissions"
        ) from None
    return tuple(sorted(missing))


def _is_there(root: Path, path: str, content: bytes) -> bool:
    target = root / path
    if ".." in Path(path).parts or Path(path).is_absolute() or not target.resolve().is_relative_to(root.resolve()):
        raise RegistryError(f"`{path}` lies outside `{root}`", "choose another name")
    if not target.exists() and not target.is_symlink():
        return False
    if target.is_file() and target.read_bytes() == content:
        return True
    raise RegistryError(
        f"`{path}` is there already, with another content", "choose another name or line, or remove it first"
    )
