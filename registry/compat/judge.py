"""Judges what differs between two interfaces: for every change the rule that names it, and whether it breaks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from crossdock.registry.compat.collapse import Identity, collapse, identify
from crossdock.registry.compat.decide import Outcome, Terms, decide
from crossdock.registry.compat.diff import compare_interfaces
from crossdock.registry.compat.difference import PayloadPair
from crossdock.registry.compat.exchange import exchange_of
from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.compat.localise import LocalFindings
from crossdock.registry.compat.modes import directions_of, position_of
from crossdock.registry.compat.rule import CompatRule, find_rule
from crossdock.registry.compat.wording import promised
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.contract import ContentModel, Kind, Mode
from crossdock.registry.model.evidence import Evidence, Statement, Unknown
from crossdock.registry.model.evidence import Payload as Shown
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Dialect, Interface, Payload
from crossdock.registry.model.result import Bump

__all__ = ["Judgement", "judge_change", "judge_interfaces"]

Examples = Callable[[str | None, Payload], Sequence[object]]


def judge_interfaces(
    base: Interface,
    revision: Interface,
    *,
    mode: Mode | None = None,
    model: ContentModel = ContentModel.DECLARED,
    kind: Kind | None = None,
    keeps_history: bool = False,
    base_name: str = "base",
    revision_name: str = "revision",
    examples: Examples | None = None,
    assert_formats: bool = False,
    is_brief: bool = False,
) -> tuple[Judgement, ...]:
    """Return a judgement of every change, in the order of the change list; one for all uses of a shared definition.

    `mode` is what the contract states, `None` derives it for each payload from `kind` and `keeps_history` (`modes.py`). `examples` returns
    the contract's own payloads of an operation's payload (of one side; the other is asked as well): witnesses are built near them.
    With `is_brief` only breaks and open questions matter: what is fine may be told as more than it is.
    """
    found = compare_interfaces(base, revision, kind)
    terms = Terms(model, base_name, revision_name, assert_formats, is_brief)
    memo, shown = LocalFindings(), dict[Identity, Outcome]()
    judged = [judge_change(change) for change in found.changes]
    for pair in found.payloads:
        keys = [identify(one.change, find_rule(one.change).rule) for one in pair.differences]
        known = [shown.get(key) for key in keys]  # what was shown to break elsewhere: one witness is enough
        broken = [one for one, outcome in zip(pair.differences, known, strict=True) if outcome is not None]
        rest = [one for one, outcome in zip(pair.differences, known, strict=True) if outcome is None]
        found_here: Iterator[Outcome] = iter(())
        if rest:
            directions = directions_of(pair.revision, mode, kind, keeps_history)
            view, near = position_of(pair.revision, kind)[1], _examples(pair, examples)
            narrowed = replace(pair, differences=tuple(rest))
            found_here = iter(decide(narrowed, directions, view, terms, memo, near, broken))
        outcomes = tuple(next(found_here) if outcome is None else outcome for outcome in known)
        told = zip(keys, outcomes, strict=True)
        shown.update((key, outcome) for key, outcome in told if isinstance(outcome.evidence, Shown))
        judged += _judge_payload(pair, outcomes, model)
    return collapse(judged)


def judge_change(change: Change) -> Judgement:
    """Judge a change that its rule alone decides: anything beside the payloads, and promises."""
    rule = find_rule(change)
    is_breaking = rule.breaks is True
    evidence: Evidence | None = None
    if rule.breaks is None:
        evidence = Unknown(f"{change.subject} is in a language that is not read here")
    elif is_breaking:
        evidence = _statement(change) if change.kind is ChangeKind.PROMISE_CHANGED else exchange_of(change)
    return Judgement(
        change,
        rule.rule,
        rule.rule.severity,
        rule.explain(change),
        evidence,
        is_breaking,
        bump=Bump.MAJOR if is_breaking else Bump.PATCH if rule.is_word else Bump.MINOR,
    )


def _judge_payload(pair: PayloadPair, outcomes: Sequence[Outcome], model: ContentModel) -> Iterator[Judgement]:
    is_avro = pair.revision.schema is not None and pair.revision.schema.dialect is Dialect.AVRO
    for difference, outcome in zip(pair.differences, outcomes, strict=True):
        rule = find_rule(difference.change)
        if rule.breaks is None:
            yield _judge_by_inclusion(difference.change, rule, outcome, None if is_avro else model)
        else:
            yield _judge_by_rule(difference.change, rule)


def _judge_by_inclusion(change: Change, rule: CompatRule, outcome: Outcome, model: ContentModel | None) -> Judgement:
    is_open = isinstance(outcome.evidence, Unknown)
    is_breaking = outcome.evidence is not None and not is_open
    is_silent = outcome.is_silent and rule.otherwise is Severity.INFO
    return Judgement(
        change,
        rule.rule,
        rule.rule.severity if outcome.evidence else rule.otherwise,
        rule.explain(change),
        outcome.evidence,
        is_breaking,
        outcome.direction if outcome.evidence else None,
        Bump.MAJOR if is_breaking else Bump.PATCH if is_silent else Bump.MINOR,
        model,
    )


def _judge_by_rule(change: Change, rule: CompatRule) -> Judgement:
    """Judge a change inside a payload that no validator notices: a rule says whether it breaks."""
    is_breaking = rule.breaks is True
    evidence = _statement(change) if is_breaking else None
    bump = Bump.MAJOR if is_breaking else Bump.MINOR
    return Judgement(change, rule.rule, rule.rule.severity, rule.explain(change), evidence, is_breaking, bump=bump)


def _statement(change: Change) -> Statement:
    keyword = change.keyword or change.subject
    return Statement(keyword, promised(keyword, change.before), promised(keyword, change.after))


def _examples(pair: PayloadPair, examples: Examples | None) -> list[object]:
    if examples is None:
        return []
    return [*examples(pair.operation, pair.revision), *examples(pair.operation, pair.base)]
