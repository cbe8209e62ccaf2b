"""Exceptions of a ruleset for some files, or for some places in them."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location, Place
from crossdock.registry.rulesets.problems import INVALID, make_problem
from crossdock.registry.rulesets.severities import NO_LEVEL, read_level

MAX_PATTERN = 500  # characters of a glob


@dataclass(frozen=True, slots=True)
class Override:
    """One entry of `overrides`: globs of files that another ruleset counts for, and places where rules have another level.

    `files` are relative to the folder of the ruleset. `levels` are by rule, `None` is off.
    """

    files: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    levels: Mapping[str, int | None] = field(repr=False)
    data: Mapping[str, object] = field(repr=False)
    place: Place


def read_exceptions(value: object, place: Place, findings: list[Finding]) -> tuple[Override, ...]:
    """Read `except`, the older form: a glob, a place of a file or of every file, and the rules that are off there."""
    if value is None:
        return ()
    if not isinstance(value, Mapping) or not all(_are_names(names) for names in value.values()):
        fix = "write `glob#/pointer: [rule]`, or an entry of `overrides`"
        findings.append(make_problem(INVALID, "`except` does not list rules by files", place, fix))
        return ()
    entries = [
        {"files": [f"**{file}" if str(file).startswith("#") else str(file)], "rules": dict.fromkeys(names, "off")}
        for file, names in value.items()
    ]
    return tuple(_read_each(list[object](entries), place, findings))


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def read_overrides(value: object, place: Place, findings: list[Finding]) -> tuple[Override, ...]:
    """Read `overrides`; what is wrong with them is added to the findings."""
    if value is None:
        return ()
    if not isinstance(value, list):
        fix = "write a list: `- {files: ['**/*.yaml'], rules: {…}}`"
        findings.append(make_problem(INVALID, "`overrides` is no list", place, fix))
        return ()
    return tuple(_read_each(value, place, findings))


def _read_each(value: list[object], place: Place, findings: list[Finding]) -> Iterator[Override]:
    for index, entry in enumerate(value):
        at = place.child(index)
        files = entry.get("files") if isinstance(entry, Mapping) else None
        if not isinstance(entry, Mapping) or not isinstance(files, list) or not files or not _are_globs(files):
            fix = "name the files by globs: `files: ['**/*.yaml']`"
            findings.append(make_problem(INVALID, "an override names no `files`", at, fix))
            continue
        stated = entry.get("rules")
        levels = {name: read_level(level) for name, level in stated.items()} if isinstance(stated, Mapping) else {}
        split = [file.partition("#") for file in files]
        places = tuple((file, pointer) for file, _, pointer in split if pointer)
        if places and (len(places) < len(files) or NO_LEVEL in levels.values() or set(entry) - {"files", "rules"}):
            fix = "give places (`glob#/pointer`) an entry of their own, with nothing but `rules` and severities"
            findings.append(make_problem(INVALID, "an override of places may only change severities", at, fix))
            continue
        whole = () if places else tuple(str(file) for file in files)
        yield Override(whole, places, levels if places else {}, entry, at)


def _are_globs(files: list[object]) -> bool:
    return all(isinstance(file, str) and 0 < len(file) <= MAX_PATTERN for file in files)


def covers(override: Override, folder: str, path: str) -> bool:
    """Whether an override speaks of a whole file; `folder` is that of the ruleset."""
    return any(_matches(glob, folder, path) for glob in override.files)


def find_level(overrides: tuple[Override, ...], folder: str, rule: str, at: Place | Location) -> int | None:
    """Return the level that a rule has at a place: that of the longest pointer, of several the last. `NO_LEVEL` is no other level."""
    best, level = -1, NO_LEVEL
    found: int | None = NO_LEVEL
    for override in overrides:
        for glob, pointer in override.places if rule in override.levels else ():
            is_inside = at.pointer == pointer or at.pointer.startswith(f"{pointer.rstrip('/')}/")
            if is_inside and len(pointer) >= best and _matches(glob, folder, at.path):
                best, found = len(pointer), override.levels[rule]
    return found if best >= 0 else level


def _matches(glob: str, folder: str, path: str) -> bool:
    """Whether a glob means a file, as minimatch has it with `matchBase`: one without a slash means the name of a file anywhere."""
    if glob.startswith("!") and not glob.startswith("!("):
        return not _matches(glob[1:], folder, path)
    relative = posixpath.basename(path) if "/" not in glob else posixpath.relpath(path, folder or ".")
    while relative.startswith("../") and glob.startswith("../"):
        relative, glob = relative.removeprefix("../"), glob.removeprefix("../")
    if relative.startswith("../") or glob.startswith(
        "./"
    ):  # no mark of a glob leads upwards, and no path begins with a dot
        return False
    from wcmatch.glob import BRACE, EXTGLOB, FORCEUNIX, GLOBSTAR, globmatch

    return bool(globmatch(relative, glob, flags=GLOBSTAR | BRACE | EXTGLOB | FORCEUNIX))
