"""Reads a ruleset in the Spectral format. What is not understood becomes a finding; nothing is passed over in silence."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from crossdock.registry.documents.document import Document
from crossdock.registry.errors import suggest
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.model.rule import Rule
from crossdock.registry.rulesets.aliases import read_aliases
from crossdock.registry.rulesets.builtin_sets import builtin_names, load_builtin
from crossdock.registry.rulesets.formats import read_format, read_formats
from crossdock.registry.rulesets.overrides import Override, read_exceptions, read_overrides
from crossdock.registry.rulesets.problems import INVALID, NEEDS_FUNCTION, UNSUPPORTED, make_problem
from crossdock.registry.rulesets.rule_reading import read_rule
from crossdock.registry.rulesets.ruleset import Owner, Rules, Ruleset, RulesetRule
from crossdock.registry.rulesets.severities import LEVEL_NAMES, NO_LEVEL, read_level

Load = Callable[[str], Document | None]
_TOP = (
    *("rules", "extends", "description", "documentationUrl", "formats", "aliases"),
    *("overrides", "except", "parserOptions", "functions", "functionsDir"),
)
_MODES = ("recommended", "all", "off")
MAX_DEPTH = 10  # rulesets that extend each other
MAX_RULESETS = 100  # that one ruleset extends, at any depth


def read_ruleset(path: str, load: Load) -> tuple[Ruleset, list[Finding]]:
    """Read a ruleset and what it extends, and what is wrong with them. `load` returns the document at a path below the root."""
    reader = _Reader(load)
    rules = reader.read(path, Place(path), None, ())
    ruleset = reader.finish(path, rules)
    return ruleset, _gather(reader.findings, path)


def _gather(findings: list[Finding], path: str) -> list[Finding]:
    """Return findings with all rules that need the same functions told once."""
    needing = [finding for finding in findings if finding.rule == NEEDS_FUNCTION.id]
    if not needing:
        return findings
    rules = sorted({split_pointer(finding.at.pointer)[1] for finding in needing})
    names = sorted({finding.message for finding in needing})
    subject = (
        "1 rule does not run, for it needs" if len(rules) == 1 else f"{len(rules)} rules do not run, for they need"
    )
    text = f"{subject} functions in JavaScript: {', '.join(rules)} (functions {', '.join(names)})"
    others = [finding for finding in findings if finding.rule != NEEDS_FUNCTION.id]
    return [*others, make_problem(NEEDS_FUNCTION, text, Place(path))]


class _Reader:
    def __init__(self, load: Load) -> None:
        self.load = load
        self.findings: list[Finding] = []
        self.count = 0
        self.named: dict[str, None] = {}  # formats, in the order in which they are met

    def read(self, path: str, asked: Place, mode: str | None, above: tuple[str, ...]) -> Rules:
        """Read one ruleset; `mode` is what the one that extends it wants of its rules, `asked` where it says so."""
        self.count += 1
        if path in above or len(above) >= MAX_DEPTH or self.count > MAX_RULESETS:
            self._say(INVALID, f"`{path}` extends itself, or rulesets without end", asked, "remove the circle")
            return {}
        document = load_builtin(path) or self.load(path)
        if document is None:
            self._say(INVALID, f"there is no ruleset `{path}`", asked, "correct the path")
            return {}
        for finding in document.findings:  # tools for the format read what can be read
            is_fatal = finding.severity is Severity.ERROR and not document.is_readable
            self.findings.append(finding if is_fatal else replace(finding, severity=Severity.WARNING))
        if not document.is_readable:
            return {}
        if not isinstance(document.data, dict) or not document.data.keys() & {"rules", "extends", "overrides"}:
            self._say(INVALID, f"`{path}` is no ruleset: it has no `rules`", Place(path), "write `rules: {…}`")
            return {}
        return self._read_data(path, document.data, mode, (*above, path))

    def finish(self, path: str, rules: Rules) -> Ruleset:
        """Add to the rules of the ruleset that was asked for what only it may say: exceptions, and how documents are parsed."""
        document = load_builtin(path) or self.load(path)
        data = document.data if document is not None and isinstance(document.data, dict) else {}
        overrides = (
            *read_overrides(data.get("overrides"), Place(path).child("overrides"), self.findings),
            *read_exceptions(data.get("except"), Place(path).child("except"), self.findings),
        )
        for override in overrides:
            self._merge(override, rules)  # what is wrong with one is said now, not when a file needs it
        parser = data.get("parserOptions")
        twice, other = (_read_parser_level(parser, name) for name in ("duplicateKeys", "incompatibleValues"))
        silent = _Reader(self.load)
        folder = posixpath.dirname(path)
        formats = read_formats(data.get("formats"), Place(path).child("formats"), silent.findings)
        return Ruleset(rules, overrides, folder, silent._merge, twice, other, formats, tuple(self.named))

    def _merge(self, override: Override, rules: Rules) -> Rules:
        """Return rules with those of an override put over them."""
        if not override.files:
            return rules
        path = override.place.path
        return self._read_data(path, override.data, None, (path,), override.place, rules)

    def _read_data(
        self,
        path: str,
        data: Mapping[str, object],
        mode: str | None,
        above: tuple[str, ...],
        base: Place | None = None,
        before: Rules | None = None,
    ) -> Rules:
        """Read the data of a ruleset at `path`, or of an override of it at `base`, over the rules that were there before."""
        place = base or Place(path)
        if base is None:
            self._refuse_unknown(data, place)
        rules: dict[str, RulesetRule] = dict(before or {})
        self._note_formats(data)
        for index, extended in enumerate(_listed(data.get("extends"))):
            at = place.child("extends", index) if _is_many(data["extends"]) else place.child("extends")
            rules |= self._read_extended(extended, at, above)
        if mode is not None:
            rules = {name: replace(rule, is_enabled=_is_wanted(rule, mode)) for name, rule in rules.items()}
        owner = self._read_owner(path, data, place)
        stated = data.get("rules", {})
        if not isinstance(stated, Mapping):
            self._say(INVALID, "`rules` is no mapping", place.child("rules"), "write `name: {given: …, then: …}`")
            return rules
        for name, value in stated.items():
            at = place.child("rules", name)
            rule = self._read_stated(str(name), value, rules, owner, at, mode or "recommended")
            if rule is not None:
                rules[str(name)] = rule
                self._note_formats(rule.definition)
        return rules

    def _read_stated(
        self, name: str, value: object, rules: Rules, owner: Owner, place: Place, mode: str
    ) -> RulesetRule | None:
        """Read one entry of `rules`: a rule, or what becomes of one that is extended."""
        inherited = rules.get(name)
        if isinstance(value, Mapping):
            if inherited is None:
                rule = read_rule(name, value, owner, place, self.findings)
                return None if rule is None else replace(rule, is_enabled=_is_wanted(rule, mode))
            return read_rule(name, {**inherited.definition, **value}, inherited.owner, place, self.findings)
        if inherited is None:
            fix = suggest(name, rules, "write the rule, or extend what has it")
            self._say(INVALID, f"`{name}` extends no rule that is known", place, fix)
            return None
        if isinstance(value, bool):
            return replace(inherited, is_enabled=value)
        level = read_level(value)
        if level == NO_LEVEL:
            fix = suggest(str(value), LEVEL_NAMES, f"use one of {', '.join(LEVEL_NAMES)}")
            self._say(INVALID, f"`{value}` is no severity", place, fix)
            return None
        return replace(inherited, level=level, is_enabled=level is not None)

    def _read_extended(self, extended: object, place: Place, above: tuple[str, ...]) -> Rules:
        name, mode = extended, None
        if isinstance(extended, list) and len(extended) == 2 and extended[1] in _MODES:
            name, mode = extended[0], str(extended[1])
        if isinstance(name, str) and name in builtin_names():
            return self.read(name, place, mode, above)
        if not isinstance(name, str) or not name.startswith(("./", "../")):
            known = ", ".join(f"`{each}`" for each in builtin_names())
            fix = f"extend {known} or files of the registry: `./other.yaml`, or `[./other.yaml, off]`"
            self._say(UNSUPPORTED, f"`extends: {name}` is not supported", place, fix)
            return {}
        target = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), name))
        if target.startswith(("../", "/")) or target == "..":
            self._say(INVALID, f"`{name}` lies outside the registry", place, "keep rulesets in the registry")
            return {}
        return self.read(target, place, mode, above)

    def _read_owner(self, path: str, data: Mapping[str, object], place: Place) -> Owner:
        formats = read_formats(data.get("formats"), place.child("formats"), self.findings)
        aliases = read_aliases(data.get("aliases"), place.child("aliases"), self.findings)
        url = data.get("documentationUrl")
        functions = frozenset(_names_of(data.get("functions")))
        return Owner(path, aliases, formats, url if isinstance(url, str) else None, functions)

    def _note_formats(self, data: Mapping[str, object]) -> None:
        stated = data.get("formats")
        names = (read_format(name) for name in stated) if isinstance(stated, list) else ()
        self.named |= dict.fromkeys(name for name in names if name is not None)

    def _refuse_unknown(self, data: Mapping[str, object], place: Place) -> None:
        for name in data:
            if name not in _TOP and not str(name).startswith("x-"):
                fix = suggest(str(name), _TOP, "remove it")
                self._say(UNSUPPORTED, f"`{name}` is not supported", place.child(name).key(), fix)

    def _say(self, rule: Rule, message: str, place: Place, fix: str) -> None:
        self.findings.append(make_problem(rule, message, place, fix))


def _read_parser_level(options: object, name: str) -> int | None:
    """Return how grave a complaint of the parser is; an error when nothing, or nothing known, is said."""
    level = read_level(options.get(name, "error")) if isinstance(options, Mapping) else 0
    return 0 if level == NO_LEVEL else level


def _names_of(functions: object) -> Iterable[str]:
    """Return the names of functions; each may stand in a list with the schema of its options."""
    for each in functions if isinstance(functions, list) else ():
        name = each[0] if isinstance(each, list) and each else each
        if isinstance(name, str):
            yield name


def _is_wanted(rule: RulesetRule, mode: str) -> bool:
    return rule.level is not None and (mode == "all" or (mode == "recommended" and rule.is_recommended))


def _is_many(value: object) -> bool:
    """Whether `extends` lists rulesets, and is not one with its mode."""
    return isinstance(value, list) and not (len(value) == 2 and value[1] in _MODES)


def _listed(value: object) -> Iterable[object]:
    if value is None:
        return ()
    return value if isinstance(value, list) and _is_many(value) else (value,)
