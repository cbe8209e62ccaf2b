"""The text report: for the person who waits in front of a terminal, or reads a build log."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from crossdock.registry.dependents import word_dependents
from crossdock.registry.excerpt import render_compact, render_excerpt
from crossdock.registry.grouping import Fold, Group, find_carried, find_folds, find_standing, group_findings
from crossdock.registry.model.counting import count
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import CheckResult
from crossdock.registry.model.rule import Rule
from crossdock.registry.quoting import defuse_line, shorten, show_controls
from crossdock.registry.report import Report, ReportOptions
from crossdock.registry.wording import (
    is_quoted,
    name_affected,
    name_evidence,
    word_carried,
    word_carrier,
    word_contract,
    word_evidence,
    word_headline,
    word_message,
    word_place,
    word_reason,
    word_rejection,
    word_summary,
    word_use,
)

NARROWEST = 40  # columns; a narrower terminal gets lines of this width
LISTED = 20  # lines of a list that is not verbose
FOLDED = 3  # findings that are shown of many of one rule
NAMED = 6  # contracts that are named of those that have nothing else to tell
LONGEST = 2_000  # characters of one sentence
# What colour shows, by pattern: the words stay the same without it.
_STYLES = (
    (r"^(?:breaking|unknown)(?=: \d)", "bold red"),
    (r"^(?:breaking|unknown|compatible|no promise changed)(?=: nothing)", "bold green"),
    (r"^(?:compatible|no promise changed)(?=: \d)", "bold red"),
    (r"^same(?=: nothing)", "bold green"),
    (r"(?:(?<=: )|^)error\[[^\]]*\]", "bold red"),
    (r"(?:(?<=: )|^)warning\[[^\]]*\]", "bold yellow"),
    (r"(?:(?<=: )|^)info\[[^\]]*\]", "blue"),
    (r"^[a-z0-9-]+/[a-z0-9-]+@\S+", "bold"),
    (r"^  (?:verdict|owner|consumers)\b", "dim"),
    (r"^  (?:why|fix|in|breaks|affects|used by|reaches|not reached|witness|exchange|promise|id):", "dim"),
    (r"^  (?:could not be decided|also|waived|existing):", "dim"),
    (r"`[^`]+`", "cyan"),
)


def render_text(result: CheckResult, options: ReportOptions) -> str:
    """Render a run for people: the verdict, what is new by contract, and one line that counts everything."""
    lines = (defuse_line(line) for line in _lines(result, options))
    text = "\n".join(lines) + "\n"
    return _paint(text) if options.is_terminal else text


def _lines(result: CheckResult, options: ReportOptions) -> Iterator[str]:
    width = max(NARROWEST, options.width)
    rules = {rule.id: rule for rule in result.rules}
    folds = () if options.is_verbose else find_folds(result)
    everyone = [
        group for group in group_findings(result) if not group.is_quiet or (options.is_verbose and group.findings)
    ]
    groups = [group.without(folds) for group in everyone]
    if groups or result.notices:
        yield word_headline(result)
        for notice in result.notices:
            yield from _wrap("note: ", notice, width)
        yield ""
    carried = find_carried(groups) if not options.is_verbose else ()
    plain = [group for group, whole in zip(groups, everyone, strict=True) if not group.is_told and whole.is_told]
    for group in groups:
        if group in carried or group in plain:
            continue
        heading = _comparison_heading(group, result, width) if result.is_comparison else _heading(group, width)
        yield from heading
        yield from _group_lines(group, rules, options.is_verbose, width)
    if carried:
        yield from _wrap("", word_carried([group.contract for group in carried if group.contract]), width)
        yield ""
    yield from _fold_lines(folds, plain, rules, width)
    if result.base is None and not result.is_comparison and not options.is_verbose:
        yield from _standing_lines(find_standing(result))
    yield word_summary(result) if groups or not result.is_comparison else word_headline(result)


def _fold_lines(folds: Sequence[Fold], plain: Sequence[Group], rules: Mapping[str, Rule], width: int) -> Iterator[str]:
    """Say once what was found many times, and in which contracts there is nothing else to tell."""
    for fold in folds:
        where = fold.names[0] if len(fold.names) == 1 else f"{len(fold.names)} contracts"
        yield show_controls(f"{fold.severity.value}[{fold.rule}]: {len(fold.findings)} findings in {where}")
        shown = fold.first(FOLDED)
        for finding in shown:
            yield show_controls(f"  {word_place(finding.at)}")
            yield from _wrap("    ", word_message(finding, None), width)
        yield f"  … and {count(len(fold.findings) - len(shown), 'other')}; `--verbose` lists all"
        for label, sentence in _common_reason(fold, rules):
            yield from _wrap(f"  {label}: ", sentence, width)
        yield ""
    names = [group.name for group in plain if group.name]
    if names:
        shown_names = ", ".join(names[:NAMED]) + (
            f" and {count(len(names) - NAMED, 'other')}" if len(names) > NAMED else ""
        )
        said = f"{count(len(names), 'contract')} with nothing but what is said above: {shown_names}"
        yield from _wrap("", said, width)
        yield ""


def _common_reason(fold: Fold, rules: Mapping[str, Rule]) -> Iterator[tuple[str, str]]:
    """Yield why and fix of findings: in their words where all say the same, else in those of their rule."""
    rule = rules.get(fold.rule)
    reasons = zip(*(word_reason(finding, rules) for finding in fold.findings), strict=True)
    general = (rule.why, rule.fix) if rule else ("", "")
    for label, said, usual in zip(("why", "fix"), reasons, general, strict=True):
        sentence = said[0] if len(set(said)) == 1 else usual
        if sentence and fold.severity is not Severity.INFO:
            yield label, sentence


def _standing_lines(standing: Sequence[Fold]) -> Iterator[str]:
    if not standing:
        return
    yield "existing, by rule (`--verbose` lists all):"
    for fold in standing[:LISTED]:
        yield show_controls(
            f"  {len(fold.findings):>5}  {fold.severity.value}[{fold.rule}] in {count(len(fold.names), 'contract')}"
        )
    if len(standing) > LISTED:
        yield f"         … and {count(len(standing) - LISTED, 'other rule')}"
    yield ""


def _group_lines(group: Group, rules: Mapping[str, Rule], is_verbose: bool, width: int) -> Iterator[str]:
    loud = group.of(State.NEW, Severity.ERROR, Severity.WARNING)
    explained = set[tuple[str, ...]]()
    for finding in loud:
        yield ""
        said = (finding.rule, *word_reason(finding, rules))
        yield from _finding_lines(finding, group, rules, width, is_first=said not in explained)
        if is_verbose:
            yield f"  id: {finding.identity}"
        explained.add(said)
    lists = list(_lists(group, is_verbose, width))
    yield from ("", *lists) if loud and lists else lists
    yield ""


def _lists(group: Group, is_verbose: bool, width: int) -> Iterator[str]:
    infos = [f"{_brief(f)}  {_word_briefly(f)} [{f.rule}]" for f in group.of(State.NEW, Severity.INFO)]
    yield from _list("also", infos, is_verbose, width)
    waived = [f"{_brief(f)}  {f.message} [{f.rule}], waived: {f.waiver or 'no reason'}" for f in group.of(State.WAIVED)]
    yield from _list("waived", waived, is_verbose, width)
    if is_verbose:
        existing = [f"{_brief(f)}  {f.severity.value}: {f.message} [{f.rule}]" for f in group.of(State.EXISTING)]
        yield from _list("existing", existing, is_verbose, width)


def _heading(group: Group, width: int) -> Iterator[str]:
    contract = group.contract
    if contract is None:
        yield shorten(show_controls(group.name or "registry"), width)
        return
    yield shorten(show_controls(f"{contract.contract}  {contract.title}"), width)
    facts = {
        "verdict": word_contract(contract),
        "owner": contract.owner or "nobody",
        "consumers": ", ".join(contract.consumers),
    }
    for name, fact in facts.items():
        if fact:
            yield from _wrap(f"  {name:<9}  ", fact, width)


def _comparison_heading(group: Group, result: CheckResult, width: int) -> Iterator[str]:
    """Say what is compared with what; of several documents which, and how it stands."""
    title = f"  {group.contract.title}" if group.contract else ""
    if len(result.contracts) == 1:
        yield shorten(show_controls(f"{result.base} → {result.revision}{title}"), 2 * width).rstrip()
    else:
        yield shorten(show_controls(f"{group.name}{title}"), 2 * width).rstrip()
        yield from _wrap("  verdict    ", word_contract(group.contract) if group.contract else "", width)
    if group.contract and group.contract.consumers:
        yield from _wrap("  consumers  ", ", ".join(group.contract.consumers), width)


def _finding_lines(
    finding: Finding, group: Group, rules: Mapping[str, Rule], width: int, *, is_first: bool
) -> Iterator[str]:
    """Yield all of a finding; why and fix only of the first that says so, since the others say the same."""
    yield show_controls(f"{word_place(finding.at)}: {finding.severity.value}[{finding.rule}]")
    yield from _wrap("  ", word_message(finding, group.contract), width)
    use = word_use(finding, is_short=True, is_named=True)
    if use:
        yield from _wrap("  in: ", use, width)
    why, fix = word_reason(finding, rules) if is_first else ("", "")
    if why:
        yield from _wrap("  why: ", why, width)
    if finding.affects:
        yield from _wrap(f"  {name_affected(finding)}: ", ", ".join(finding.affects), width)
    for label, sentence in word_dependents(finding.dependents):
        yield from _wrap(f"  {label}: ", sentence, width)
    yield from _evidence_lines(finding, width, is_first=is_first)
    if fix:
        yield from _wrap("  fix: ", fix, width)


def _evidence_lines(finding: Finding, width: int, *, is_first: bool) -> Iterator[str]:
    evidence = finding.evidence
    if evidence is None:
        return
    label = name_evidence(evidence)
    lead = f"  {label}: " if label else "  "
    if not isinstance(evidence, Payload) or is_quoted(evidence):
        yield from _wrap(lead, word_evidence(evidence), width)
        return
    carrier, _ = word_carrier(evidence)
    if not is_first:  # the first of its kind is shown as it is written, the others on a line
        compact = render_compact(evidence.value, evidence.pointer)
        yield from _wrap(lead, word_rejection(evidence, f"{carrier} {compact}".strip()), width)
        return
    yield from _wrap(lead, word_evidence(evidence), width)
    if carrier:
        yield show_controls(f"    {carrier}")
    yield from (f"    {line}" for line in render_excerpt(evidence.value, evidence.pointer))


def _word_briefly(finding: Finding) -> str:
    use = word_use(finding)
    return f"{finding.message} ({use})" if use else finding.message


def _list(name: str, entries: list[str], is_verbose: bool, width: int) -> Iterator[str]:
    if not entries:
        return
    yield f"  {name}:"
    shown = entries if is_verbose else entries[:LISTED]
    for entry in shown:
        yield from _wrap("    ", entry, width)
    if len(shown) < len(entries):
        yield f"    … and {count(len(entries) - len(shown), 'other')}; `--verbose` lists all"


def _brief(finding: Finding) -> str:
    name = finding.at.path.rsplit("/", 1)[-1]
    return f"{name}:{finding.at.line}" if isinstance(finding.at, Location) else name


def _wrap(label: str, sentence: str, width: int) -> list[str]:
    """Wrap a sentence behind its label. Long words stay whole, because they are names and paths that people copy."""
    return textwrap.wrap(
        shorten(show_controls(sentence), LONGEST),
        width=width,
        initial_indent=label,
        subsequent_indent=" " * min(len(label), 13),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [label.rstrip()]


def _paint(text: str) -> str:
    """Colour a finished report; rich leaves out what the terminal does not show."""
    from rich.console import Console
    from rich.text import Text

    painted = Text(text, end="")
    for pattern, style in _STYLES:
        painted.highlight_regex(f"(?m){pattern}", style)
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, legacy_windows=False, width=10_000)
    console.print(painted, soft_wrap=True, end="")
    return screen.getvalue()


REPORT = Report("text", "for people: the verdict, the findings by contract, the counts", "text/plain", render_text)
