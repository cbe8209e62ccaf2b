"""Aliases of a ruleset: names for paths, which may mean another path in each format."""

import re
from collections.abc import Iterator, Mapping

from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.formats import read_formats
from crossdock.registry.rulesets.problems import INVALID, make_problem
from crossdock.registry.rulesets.ruleset import Condition

Meaning = tuple[tuple[str, ...], Condition | None]
Aliases = Mapping[str, tuple[Meaning, ...]]
Expansion = tuple[str, tuple[Condition, ...]]
MAX_EXPANSIONS = 500  # paths that one path means, its aliases expanded
MAX_DEPTH = 20  # aliases that use each other
_NAME = re.compile(r"#([A-Za-z][\w$-]*)")


class BadAlias(Exception):
    """A path that uses an alias which leads nowhere, or in a circle."""


def read_aliases(value: object, place: Place, findings: list[Finding]) -> Aliases:
    """Read `aliases`; what cannot be read is a finding."""
    if not isinstance(value, (Mapping, type(None))):
        findings.append(make_problem(INVALID, "`aliases` is no mapping", place, "write `Name: [$.path]`"))
    found = {}
    for name, body in value.items() if isinstance(value, Mapping) else ():
        meanings = tuple(_read_meanings(body, place.child(name), findings))
        found[str(name)] = meanings
    return found


def _read_meanings(body: object, place: Place, findings: list[Finding]) -> Iterator[Meaning]:
    targets = body.get("targets") if isinstance(body, Mapping) else None
    if isinstance(targets, list) and all(isinstance(target, Mapping) for target in targets):
        formats = [
            read_formats(target.get("formats"), place.child("targets", index, "formats"), findings)
            for index, target in enumerate(targets)
        ]
        for index, target in enumerate(targets):
            later = frozenset[str]().union(*formats[index + 1 :])
            yield _paths(target.get("given")), Condition(formats[index], later)
    elif _paths(body):
        yield _paths(body), None
    else:
        fix = "write a path, a list of paths, or `targets` with `formats` and `given`"
        findings.append(
            make_problem(INVALID, f"the alias `{place.pointer.rsplit('/', 1)[-1]}` has no path", place, fix)
        )


def _paths(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(path for path in listed if isinstance(path, str))


def expand(path: str, aliases: Aliases) -> list[Expansion]:
    """Return what a path means without aliases, and under which conditions. Raises BadAlias.

    >>> expand("#Get.summary", {"Get": ((("$.paths[*].get",), None),)})
    [('$.paths[*].get.summary', ())]
    """
    found: list[Expansion] = []
    for expansion in _expand(path, aliases, 0):
        found.append(expansion)
        if len(found) > MAX_EXPANSIONS:
            raise BadAlias(f"`{path}` means more than {MAX_EXPANSIONS} paths")
    return found


def _expand(path: str, aliases: Aliases, depth: int) -> Iterator[Expansion]:
    if not path.startswith("#"):
        yield path, ()
        return
    name = found[1] if (found := _NAME.match(path)) else path
    if name not in aliases:
        known = closest(name, aliases)
        raise BadAlias(f"there is no alias `{name}`" + (f"; did you mean `{known}`?" if known else ""))
    if depth >= MAX_DEPTH:
        raise BadAlias(f"the alias `{name}` leads back to itself")
    for paths, condition in aliases[name]:
        for target in paths:
            for text, conditions in _expand(target, aliases, depth + 1):
                yield text + path[1 + len(name) :], (*conditions, condition) if condition else conditions
