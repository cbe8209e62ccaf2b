"""Markdown of a run, for pull requests, job summaries and release notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossdock.registry.excerpt import render_excerpt
from crossdock.registry.grouping import Group, find_carried, group_findings
from crossdock.registry.model.counting import count
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.result import CheckResult
from crossdock.registry.model.rule import Rule
from crossdock.registry.quoting import quote_block, quote_code, quote_prose, shorten
from crossdock.registry.wording import (
    count_severities,
    is_quoted,
    word_carried,
    word_contract,
    word_headline,
    word_message,
    word_place,
    word_sentences,
    word_summary,
)

CELL = 300  # characters of a sentence in a table
SENTENCE = 2_000


def render_blocks(result: CheckResult, rows: int) -> Iterator[str]:
    """Yield a run as Markdown blocks, the most important first: verdict, notices, tables of what is new and waived, details.

    No table has more than `rows` rows, and no contract more findings in its details.
    """
    rules = {rule.id: rule for rule in result.rules}
    groups = [group for group in group_findings(result) if not group.is_quiet]
    yield f"**{quote_prose(word_headline(result))}**"
    yield from (f"> {quote_prose(shorten(notice, SENTENCE))}" for notice in result.notices)
    carried = find_carried(groups)
    yield from _contract_table([group for group in groups if group not in carried], rows)
    if carried:
        yield quote_prose(word_carried([group.contract for group in carried if group.contract]))
    new = [(g, f) for g in groups for f in g.of(State.NEW, Severity.ERROR, Severity.WARNING)]
    yield from _finding_table("New findings", sorted(new, key=lambda pair: pair[1].severity.rank), result.prefix, rows)
    yield from _waiver_table([(g, f) for g in groups for f in g.of(State.WAIVED)], result.prefix, rows)
    yield from (_details(group, rules, result.prefix, rows) for group in groups if group.of(State.NEW))
    yield quote_prose(word_summary(result))


def join_blocks(blocks: Iterable[str], limit: int) -> str:
    """Join blocks up to a size in bytes of UTF-8; what does not fit is left out, and a last sentence says so."""
    farewell = "\n*This report was cut to fit; `crossdock check --report json` lists everything.*\n"
    room = limit - len(farewell.encode())
    kept: list[str] = []
    for block in blocks:
        room -= len(block.encode()) + 2
        if room < 0:
            return "\n\n".join(kept) + "\n" + farewell
        kept.append(block)
    return "\n\n".join(kept) + "\n"


def _contract_table(groups: list[Group], limit: int) -> Iterator[str]:
    contracts = [group.contract for group in groups if group.contract]
    rows = [
        (quote_code(c.contract), _cell(word_contract(c)), _cell(c.owner or "nobody"), _cell(", ".join(c.consumers)))
        for c in contracts
    ]
    if rows:
        yield _table(("Contract", "Verdict", "Owner", "Consumers"), rows, limit)


def _finding_table(title: str, findings: list[tuple[Group, Finding]], prefix: str, limit: int) -> Iterator[str]:
    rows = [
        (finding.severity.value, _cell(word_message(finding, group.contract)), quote_code(prefix + word_place(finding.at)),
         quote_code(finding.rule))
        for group, finding in findings
    ]  # fmt: skip
    if rows:
        yield f"### {title}\n\n" + _table(("Severity", "What", "Where", "Rule"), rows, limit)


def _waiver_table(findings: list[tuple[Group, Finding]], prefix: str, limit: int) -> Iterator[str]:
    rows = [
        (_cell(finding.waiver or "no reason"), _cell(finding.message), quote_code(prefix + word_place(finding.at)),
         quote_code(finding.rule))
        for _, finding in findings
    ]  # fmt: skip
    if rows:
        yield "### Waived\n\n" + _table(("Waiver", "What", "Where", "Rule"), rows, limit)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], limit: int) -> str:
    lines = [head, ("---",) * len(head), *rows[:limit]]
    cut = f"\n\n{count(len(rows) - limit, 'more row')} left out." if len(rows) > limit else ""
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + cut


def _cell(text: str) -> str:
    return quote_prose(shorten(text, CELL))


def _details(group: Group, rules: Mapping[str, Rule], prefix: str, limit: int) -> str:
    new = group.of(State.NEW)
    summary = f"<summary>{quote_code(group.name or 'registry', is_html=True)}: {count_severities(new)}</summary>"
    loud = [f for f in new if f.severity is not Severity.INFO]
    infos = [
        f"- {quote_prose(shorten(word_message(f, group.contract), SENTENCE))} {quote_code(f.rule)}"
        for f in new
        if f.severity is Severity.INFO
    ]
    rest = max(0, len(loud) - limit) + max(0, len(infos) - limit)
    body = [_finding(finding, group, rules, prefix) for finding in loud[:limit]]
    body += ["Also:\n\n" + "\n".join(infos[:limit])] if infos else []
    body += [f"{count(rest, 'more finding')} left out."] if rest else []
    return "\n\n".join(("<details>", summary, *body, "</details>"))


def _finding(finding: Finding, group: Group, rules: Mapping[str, Rule], prefix: str) -> str:
    what, *lines = word_sentences(finding, group.contract, rules, has_block=True)
    head = f"#### {quote_prose(shorten(what, SENTENCE))}"
    place = f"{finding.severity.value} {quote_code(finding.rule)} in {quote_code(prefix + word_place(finding.at))}"
    listed = "\n".join(f"- {quote_prose(shorten(line, SENTENCE))}" for line in lines)
    return "\n\n".join(part for part in (head, place, listed, _witness(finding)) if part)


def _witness(finding: Finding) -> str:
    evidence = finding.evidence
    if not isinstance(evidence, Payload) or is_quoted(evidence):
        return ""
    return quote_block("\n".join(render_excerpt(evidence.value, evidence.pointer)), "json")
