"""What a format of `crossdock lint` is: results as text for one reader.

A unit is a file in `lint_formats/` whose constant `LINT_FORMAT` is one. The names are those of the Spectral command line.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crossdock.registry.lint_result import Result
from crossdock.registry.model.counting import count

LEVELS = ("error", "warning", "information", "hint")
_COLOURS = ("31", "33", "34", "37")  # ECMA-48, section 8.3.117: red, yellow, blue, white


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a ruleset says of a rule."""

    description: str
    documentation: str | None


@dataclass(frozen=True, slots=True)
class LintOptions:
    """What a reader asked for.

    `fail_level` is the least grave level that fails the run, `rules` are all of the ruleset, `root` is the folder that paths of
    reports for machines are relative to. `width` is in characters.
    """

    fail_level: int = 0
    rules: Mapping[str, RuleText] = field(default_factory=dict)
    root: str = ""
    is_coloured: bool = False
    width: int = 80

    @property
    def version(self) -> str:
        """The version of this program."""
        from importlib.metadata import version  # its import takes longer than most formats

        return version("crossdock")

    def relative(self, source: str) -> str:
        """Return a path relative to the root, with forward slashes; one elsewhere stays whole."""
        return source.removeprefix(f"{self.root.rstrip('/')}/")

    def documentation(self, code: str) -> str | None:
        """Return where a rule is explained, `None` when nobody says."""
        rule = self.rules.get(code)
        return rule.documentation if rule is not None else None


@dataclass(frozen=True, slots=True)
class LintFormat:
    """One format; `is_for_people` means that a line for people may follow what it renders, `has_fixes` that it shows edits."""

    name: str
    summary: str
    is_for_people: bool
    render: Callable[[Sequence[Result], LintOptions], str]
    has_fixes: bool = False


def group_by_source(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Return results by the file they are in, files in the order they come."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result.source, []).append(result)
    return groups


def summarize(results: Sequence[Result]) -> str:
    """Return how many results there are, and how grave.

    >>> summarize([])
    '0 problems (0 errors, 0 warnings, 0 infos, 0 hints)'
    """
    counts = [sum(result.level == level for result in results) for level in range(4)]
    parts = ", ".join(
        count(number, noun) for number, noun in zip(counts, ("error", "warning", "info", "hint"), strict=True)
    )
    return f"{count(len(results), 'problem')} ({parts})"


def paint(text: str, level: int, options: LintOptions, style: str = "") -> str:
    """Return a text in the colour of a level where colours are wanted; `style` is a further attribute such as `1;`."""
    return f"\x1b[{style}{_COLOURS[level]}m{text}\x1b[0m" if options.is_coloured and text else text
