"""Which documents a command line of `lint` means: files, globs, and what they leave out."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from crossdock.registry.errors import RegistryError

MAX_DOCUMENTS = 10_000  # of one run
_REMOTE = ("http://", "https://")
_NO_FILES = "No files found to lint. Please check your file path and extension and try again"


def find_documents(patterns: Sequence[str], root: Path, is_strict: bool = False) -> list[Path]:
    """Return the files that patterns mean, each once, sorted; `!` before a pattern leaves files out.

    As Spectral has it, a folder by itself means nothing (write `folder/**/*.yaml`), and a pattern that matches nothing counts only when
    no file is left, or when `is_strict`. Raises RegistryError.
    """
    remote = [pattern for pattern in patterns if pattern.startswith(_REMOTE)]
    if remote:
        raise RegistryError(f"`{remote[0]}` is not fetched: lint reads files", "fetch it first, or pipe it in")
    wanted = [pattern.replace("\\", "/") for pattern in patterns if not _is_negative(pattern)]
    unwanted = [pattern[1:].replace("\\", "/") for pattern in patterns if _is_negative(pattern)]
    found = {pattern: _match(pattern, unwanted, root) for pattern in wanted}
    unmatched = [pattern for pattern, files in found.items() if not files]
    if is_strict and unmatched:
        raise RegistryError(f"Unmatched glob patterns: `{','.join(unmatched)}`", "correct the patterns")
    files = sorted({file for each in found.values() for file in each})
    if not files:
        raise RegistryError(_NO_FILES, _advise(wanted, root))
    if len(files) > MAX_DOCUMENTS:
        raise RegistryError(f"{len(files):,} files are more than {MAX_DOCUMENTS:,} in one run", "lint folder by folder")
    return files


def _is_negative(pattern: str) -> bool:
    return pattern.startswith("!") and not pattern.startswith("!(")


def _match(pattern: str, unwanted: Iterable[str], root: Path) -> list[Path]:
    """Return the files of one pattern, whole paths; a name that is a file means it, whatever characters it has."""
    if (root / pattern).is_file():
        names = [pattern]
    else:
        from wcmatch.glob import BRACE, DOTGLOB, EXTGLOB, GLOBSTAR, NODIR, glob

        names = glob(pattern, flags=GLOBSTAR | BRACE | EXTGLOB | DOTGLOB | NODIR, root_dir=root)
    excluded = [each for pattern in unwanted for each in (pattern.rstrip("/"), f"{pattern.rstrip('/')}/**")]
    paths = [Path(os.path.normpath(root / name)) for name in names]
    return [path for path in paths if not _is_excluded(path, excluded, root)]


def _is_excluded(path: Path, patterns: Sequence[str], root: Path) -> bool:
    if not patterns:
        return False
    from wcmatch.glob import BRACE, DOTGLOB, EXTGLOB, GLOBSTAR, globmatch

    names = [path.as_posix()]
    if path.is_relative_to(root):
        names.append(path.relative_to(root).as_posix())
    plain = [pattern.removeprefix("./") for pattern in patterns]
    return any(globmatch(name, plain, flags=GLOBSTAR | BRACE | EXTGLOB | DOTGLOB) for name in names)


def _advise(patterns: Iterable[str], root: Path) -> str:
    folder = next((pattern for pattern in patterns if (root / pattern).is_dir()), None)
    if folder is not None:
        return f"`{folder}` is a folder; write `'{folder.rstrip('/')}/**/*.yaml'`"
    return "name files, or quoted globs such as `'apis/**/*.yaml'`"
