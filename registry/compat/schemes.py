"""Version schemes: how versions are written, ordered and moved on. The stated version is a claim; identity is content."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from crossdock.registry.model.result import Bump

Order = tuple[tuple[int, int, str], ...]
Named = TypeVar("Named")
_SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?"
)
_SCHEMAVER = re.compile(r"([1-9]\d*)-(0|[1-9]\d*)-(0|[1-9]\d*)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:\.(\d+))?")
_INTEGER = re.compile(r"0|[1-9]\d*")
_LAST = (1, 0, "")  # a release comes after its pre-releases


class Stability(Enum):
    """What a version says of itself: whether those after it may break with it."""

    STABLE = "stable"
    PRERELEASE = "pre-release"  # SemVer 2.0.0, section 9
    INITIAL = "initial development"  # SemVer 2.0.0, section 4: anything may change below 1.0.0


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme. `read` returns what versions are ordered by, `None` when the text is no such version.

    `follow` returns the lowest version that a bump needs; `follow_break` the lowest one in the same line that may be taken for a break
    there; `line_of` the line that a version belongs to, `None` when versions do not say it; `stability` what a version says of itself.
    """

    name: str
    example: str
    read: Callable[[str], Order | None]
    follow: Callable[[str, Bump], str]
    follow_break: Callable[[str], str]
    line_of: Callable[[str], str | None]
    stability: Callable[[str], Stability]

    def order(self, version: str) -> Order | None:
        """Return what to order versions by, `None` when it is no version of this scheme."""
        return self.read(version)

    def line(self, version: str) -> str | None:
        """Return the line that a version belongs to."""
        return self.line_of(version)

    def next(self, version: str, bump: Bump) -> str:
        """Return the lowest version that a bump needs; the same version when nothing changed or it cannot be read."""
        return version if bump is Bump.NONE or self.read(version) is None else self.follow(version, bump)

    def next_in_line(self, version: str) -> str:
        """Return the lowest version of the same line that may break, because that was accepted or allowed."""
        return version if self.read(version) is None else self.follow_break(version)

    def is_enough(self, declared: str, needed: str) -> bool:
        """Whether a declared version is at least the needed one; pre-releases of the needed one will do."""
        is_before = self.stability(declared) is Stability.PRERELEASE
        mine, least = self.read(declared.split("-", maxsplit=1)[0] if is_before else declared), self.read(needed)
        return mine is not None and least is not None and mine >= least

    def is_later(self, declared: str, known: str) -> bool:
        """Whether a declared version comes after a known one."""
        mine, other = self.read(declared), self.read(known)
        return mine is not None and (other is None or mine > other)

    def latest(self, versions: Iterable[str]) -> str | None:
        """Return the highest of some versions, `None` of none that can be read."""
        known = [version for version in versions if self.read(version) is not None]
        return max(known, key=lambda version: self.read(version) or (), default=None)

    def newest_first(self, items: Iterable[Named], version: Callable[[Named], str]) -> tuple[Named, ...]:
        """Return items by their versions, newest first; what cannot be read comes last, the last of it first."""
        listed = list(items)
        known = [item for item in listed if self.read(version(item)) is not None]
        rest = [item for item in reversed(listed) if self.read(version(item)) is None]
        return (*sorted(known, key=lambda item: self.read(version(item)) or (), reverse=True), *rest)


def scheme_of(name: str) -> Scheme:
    """Return a scheme by its name; what is not known is SemVer, whose own check then speaks."""
    return SCHEMES.get(name, SCHEMES["semver"])


def _read_semver(text: str) -> Order | None:
    match = _SEMVER.fullmatch(text)
    if match is None or len(text) > 100:
        return None
    numbers = tuple((0, int(part), "") for part in match.groups()[:3])
    identifiers = tuple((-1, int(p), "") if p.isdigit() else (0, 0, p) for p in (match[4] or "").split(".") if p)
    return (*numbers, *identifiers) if identifiers else (*numbers, _LAST)


def _follow_semver(text: str, bump: Bump) -> str:
    match = _SEMVER.fullmatch(text)
    assert match is not None  # noqa: S101 - asked by Scheme.next
    major, minor, patch = (int(part) for part in match.groups()[:3])
    if major == 0:  # anything may change below 1.0.0 (SemVer 2.0.0, section 4): a break moves the minor
        bump = {Bump.MAJOR: Bump.MINOR, Bump.MINOR: Bump.PATCH}.get(bump, bump)
    if match[4]:
        return f"{major}.{minor}.{patch}"
    steps = {Bump.MAJOR: (major + 1, 0, 0), Bump.MINOR: (major, minor + 1, 0), Bump.PATCH: (major, minor, patch + 1)}
    return ".".join(map(str, steps[bump]))


def _semver_break(text: str) -> str:
    return _follow_semver(text, Bump.MINOR)


def _semver_line(text: str) -> str | None:
    return text.split(".", 1)[0] if _read_semver(text) else None


def _semver_stability(text: str) -> Stability:
    match = _SEMVER.fullmatch(text)
    if match is None or not (match[4] or match[1] == "0"):
        return Stability.STABLE
    return Stability.PRERELEASE if match[4] else Stability.INITIAL


def _read_schemaver(text: str) -> Order | None:
    match = _SCHEMAVER.fullmatch(text)
    return tuple((0, int(part), "") for part in match.groups()) if match else None


def _follow_schemaver(text: str, bump: Bump) -> str:
    """Move the model for a break, and else the addition, which is compatible with all data there is (SchemaVer 1-0-0)."""
    model, revision, addition = text.split("-")
    return f"{int(model) + 1}-0-0" if bump is Bump.MAJOR else f"{model}-{revision}-{int(addition) + 1}"


def _schemaver_break(text: str) -> str:
    """Move the revision, which some of the data there is may not fit."""
    model, revision, _ = text.split("-")
    return f"{model}-{int(revision) + 1}-0"


def _schemaver_line(text: str) -> str | None:
    return text.split("-", 1)[0] if _SCHEMAVER.fullmatch(text) else None


def _read_date(text: str) -> Order | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return ((0, day.toordinal(), ""), (0, int(match[4] or 0), ""))


def _follow_date(text: str, bump: Bump) -> str:
    day, _, serial = text.partition(".")
    return f"{day}.{int(serial or 0) + 1}"


def _read_integer(text: str) -> Order | None:
    return ((0, int(text), ""),) if _INTEGER.fullmatch(text) and len(text) < 20 else None


def _date_break(text: str) -> str:
    return _follow_date(text, Bump.MAJOR)


def _follow_integer(text: str, bump: Bump) -> str:
    return str(int(text) + 1)


def _integer_break(text: str) -> str:
    return _follow_integer(text, Bump.MAJOR)


def _no_line(text: str) -> str | None:
    return None


def _always_stable(text: str) -> Stability:
    return Stability.STABLE


SCHEMES = {
    scheme.name: scheme
    for scheme in (
        Scheme("semver", "2.3.0", _read_semver, _follow_semver, _semver_break, _semver_line, _semver_stability),
        Scheme(
            "semver-prerelease",
            "2.3.0-rc.1",
            _read_semver,
            _follow_semver,
            _semver_break,
            _semver_line,
            _semver_stability,
        ),
        Scheme("date", "2026-11-30", _read_date, _follow_date, _date_break, _no_line, _always_stable),
        Scheme("integer", "7", _read_integer, _follow_integer, _integer_break, _no_line, _always_stable),
        Scheme(
            "schemaver", "1-0-2", _read_schemaver, _follow_schemaver, _schemaver_break, _schemaver_line, _always_stable
        ),
    )
}
