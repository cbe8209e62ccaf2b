"""Guesses what an existing document is: format, system, name, version, line. What cannot be guessed is said, not invented."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossdock.registry.compat.schemes import SCHEMES
from crossdock.registry.documents.document import Document
from crossdock.registry.format import Format
from crossdock.registry.specifications.recognise import find_format

# Words that file and folder names carry and that name nothing.
_GENERIC = frozenset(
    (
        "openapi",
        "asyncapi",
        "swagger",
        "schema",
        "schemas",
        "api",
        "apis",
        "spec",
        "specs",
        "contract",
        "contracts",
        "doc",
        "docs",
        "main",
        "index",
        "latest",
    )
)
_VERSION = re.compile(r"v?\d+(?:[._-]\d+)*(?:-[0-9A-Za-z.]+)?|\d{4}-\d{2}-\d{2}\w*", re.IGNORECASE)
_VERSION_PART = re.compile(
    r"(?:^|[-_. ])v?\d+(?:\.\d+)+(?:-?(?:beta|alpha|rc)[-.]?\d*)?(?=$|[-_. ])|(?:^|[-_. ])v\d+(?=$|[-_. ])",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z.-]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a document seems to be. `doubts` are sentences about what was not clear."""

    document: Document
    format: Format
    system: str
    name: str
    version: str
    scheme: str
    line: str
    title: str
    doubts: tuple[str, ...]

    @property
    def key(self) -> str:
        """`system/name@line`."""
        return f"{self.system}/{self.name}@{self.line}"


def guess_contract(
    document: Document, system: str | None = None, name: str | None = None, fallback: str = "imported"
) -> Guess | None:
    """Guess what a document is; `None` when it is of no format that is known.

    The document's path is relative to the folder that was given; `system` and `name` are what the person said, `fallback` names the
    system when nothing else does.
    """
    form = find_format(document.data, posixpath.basename(document.path))
    if form is None or not document.is_readable:
        return None
    title = title_of(document.data)
    guessed_name, name_doubt = (name, None) if name else _guess_name(document.path, title)
    guessed_system, system_doubt = (system, None) if system else _guess_system(document.path, guessed_name, fallback)
    version, scheme, version_doubt = guess_version(form.read_version(document.data), document.path)
    doubts = tuple(doubt for doubt in (system_doubt, name_doubt, version_doubt) if doubt)
    line = line_of(version, scheme)
    return Guess(document, form, guessed_system, guessed_name, version, scheme, line, title or guessed_name, doubts)


def title_of(data: object) -> str:
    """Return what a document calls itself, on one line."""
    if not isinstance(data, dict):
        return ""
    info = data.get("info")
    found = info.get("title") if isinstance(info, dict) else data.get("title") or data.get("name")
    return " ".join(found.split())[:120] if isinstance(found, str) else ""


def slug(text: str) -> str:
    """Return a text as a name: lower-case letters, digits and hyphens, starting with one of the first two.

    >>> slug("DCSA Booking API (v2)")
    'dcsa-booking-api-v2'
    """
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text)
    return re.sub(r"[^a-z0-9]+", "-", spaced.lower()).strip("-")[:60].strip("-")


def guess_version(stated: str | None, path: str) -> tuple[str, str, str | None]:
    """Return version, scheme, and a doubt."""
    stem = posixpath.basename(path).rsplit(".", 1)[0]
    for text, origin in ((stated, None), (stem, f"the version is taken from the file name `{stem}`")):
        found = _as_version(text.strip()) if text else None
        if found is not None:
            return *found, origin
    doubt = (
        f"`{stated}` is no version; 1.0.0 is assumed" if stated else "the document states no version; 1.0.0 is assumed"
    )
    return "1.0.0", "semver", doubt


def settle_scheme(guesses: Sequence[Guess]) -> tuple[Guess, ...]:
    """Return versions of one contract in one scheme: where some have dots, a whole number is a major version.

    >>> guess_version("2", "")[:2], guess_version("2.1", "")[:2]
    (('2', 'integer'), ('2.1.0', 'semver'))
    """
    schemes = {guess.scheme for guess in guesses}
    if "integer" not in schemes or not schemes & {"semver", "semver-prerelease"}:
        return tuple(guesses)
    return tuple(_with_dots(guess) if guess.scheme == "integer" else guess for guess in guesses)


def _with_dots(guess: Guess) -> Guess:
    version = f"{guess.version}.0.0"
    return replace(guess, version=version, scheme="semver", line=line_of(version, "semver"))


def _as_version(text: str) -> tuple[str, str] | None:
    for scheme in ("semver", "date", "schemaver", "integer"):
        if SCHEMES[scheme].order(text) is not None:
            is_pre = scheme == "semver" and "-" in text
            return text, "semver-prerelease" if is_pre else scheme
    match = _LOOSE.fullmatch(text)
    if match is None or len(match[1]) > 6:
        return None
    version = f"{int(match[1])}.{int(match[2] or 0)}.{int(match[3] or 0)}{match[4] or ''}"
    return (version, "semver-prerelease" if match[4] else "semver") if SCHEMES["semver"].order(version) else None


def line_of(version: str, scheme: str) -> str:
    """Return the line that a version belongs to; 1 where versions do not say it."""
    return SCHEMES[scheme].line(version) or "1"


def _guess_name(path: str, title: str) -> tuple[str, str | None]:
    """Return the most telling of file name, folder names from the inside out, and title."""
    *folders, file = path.split("/")
    for part in (
        file.split(".")[0] if _VERSION.fullmatch(file.rsplit(".", 1)[0]) else file.rsplit(".", 1)[0],
        *reversed(folders),
    ):
        found = slug(_VERSION_PART.sub("-", part))
        if found and found not in _GENERIC and not _VERSION.fullmatch(part) and not found.isdigit():
            return found, None
    found = slug(title)
    if found:
        return found, f"the name `{found}` is taken from the title"
    return "imported", "nothing names the contract; `imported` is assumed (`--name`)"


def _guess_system(path: str, name: str, fallback: str) -> tuple[str, str | None]:
    folders = [slug(part) for part in path.split("/")[:-1] if not _VERSION.fullmatch(part)]
    telling = [part for part in folders if part and part not in _GENERIC and part != name and not part.isdigit()]
    if telling:
        return telling[0], None
    found = slug(fallback) or "imported"
    return found, f"nothing names the system; `{found}` is assumed (`--system`)"
