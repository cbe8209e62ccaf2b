"""Judges one workflow: states, transitions, messages, and its invariants on every path."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.errors import closest
from crossdock.registry.mappings.ends import End, NotFound, View, find_end
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.evidence import Exchange
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.landscape import Consumption, System
from crossdock.registry.model.location import Place
from crossdock.registry.model.reference import Reference
from crossdock.registry.model.rule import Rule
from crossdock.registry.model.workflow import Transition, Workflow
from crossdock.registry.workflows import problems
from crossdock.registry.workflows.paths import Paths

_INVARIANT = re.compile(r"no (?P<one>\S+) (?P<order>before|after) (?P<other>\S+)")


class WorkflowView(View, Protocol):
    """One state of the registry (see `check.RevisionView`)."""

    def system(self, system_id: str) -> System | None:
        """Return a system."""

    def consumers_of(self, contract: Contract) -> tuple[Consumption, ...]:
        """Return who says that it consumes a contract."""


class Judge:
    """One workflow being judged; `place` is the document, `key` the contract."""

    def __init__(self, workflow: Workflow, place: Place, key: str, view: WorkflowView) -> None:
        self._workflow = workflow
        self._place = place
        self._key = key
        self._view = view
        self._names = [state.name for state in workflow.states]
        self._initial = {state.name for state in workflow.states if state.is_initial}
        self._final = {state.name for state in workflow.states if state.is_final}
        self._owners = {state.name: state.owner for state in workflow.states}
        self._paths = Paths(workflow)

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong, in the order of the file."""
        try:
            find_end(self._view, self._workflow.entity)
        except NotFound as error:
            yield self._finding(problems.ENTITY_UNKNOWN, error.message, self._place.child("entity"), error.fix)
        yield from self._judge_names("states", self._names)
        yield from self._judge_states()
        yield from self._judge_names("transitions", [step.name for step in self._workflow.transitions])
        for index, step in enumerate(self._workflow.transitions):
            yield from self._judge_transition(step, self._place.child("transitions", index))
        yield from self._judge_messages()
        for index, sentence in enumerate(self._workflow.invariants):
            yield from self._judge_invariant(sentence, self._place.child("invariants", index))

    def _finding(self, rule: Rule, message: str, at: Place, fix: str = "", path: tuple[str, ...] = ()) -> Finding:
        evidence = Exchange(" → ".join(path), "forbidden", "possible") if path else None
        return Finding(
            rule.id, rule.severity, message, at, self._key, why=rule.why, fix=fix or rule.fix, evidence=evidence
        )

    # states

    def _judge_names(self, word: str, names: list[str]) -> Iterator[Finding]:
        counts = Counter(names)
        for index, name in enumerate(names):
            if counts[name] > 1 and name in names[:index]:
                message = f"the {word.removesuffix('s')} `{name}` is there twice"
                yield self._finding(problems.NAME_REPEATED, message, self._place.child(word, index, "name"))

    def _judge_states(self) -> Iterator[Finding]:
        states = self._place.child("states")
        if not self._initial:
            yield self._finding(problems.INITIAL_MISSING, "no state is `initial`", states)
        if not self._final:
            yield self._finding(problems.FINAL_MISSING, "no state is `final`", states)
        named = {name for step in self._workflow.transitions for name in (*step.sources, step.target)}
        is_whole = named <= set(self._names)  # a misspelt state would cut paths: it is said once, by itself
        reached = self._paths.from_any(self._initial)
        systems = sorted({name.partition("/")[0] for name in self._view.contract_ids()})
        for index, state in enumerate(self._workflow.states):
            at = states.child(index)
            if state.owner is None:
                yield self._finding(problems.OWNER_UNKNOWN, f"`{state.name}` has no owner", at)
            elif self._view.system(state.owner) is None:
                close = closest(state.owner, systems)
                fix = f"did you mean `{close}`?" if close else ""
                yield self._finding(
                    problems.OWNER_UNKNOWN, f"there is no system `{state.owner}`", at.child("owner"), fix
                )
            if is_whole and self._initial and state.name not in reached:
                yield self._finding(problems.STATE_UNREACHABLE, f"no path leads to `{state.name}`", at.child("name"))
            if (
                is_whole
                and self._final
                and not state.is_final
                and self._final.isdisjoint(self._paths.from_any([state.name]))
            ):
                yield self._finding(
                    problems.DEAD_END, f"no path leads from `{state.name}` to a final state", at.child("name")
                )

    # transitions

    def _judge_transition(self, step: Transition, at: Place) -> Iterator[Finding]:
        used = [(name, at.child("from", index)) for index, name in enumerate(step.sources)]
        for name, place in [*used, (step.target, at.child("to"))]:
            if name not in self._owners:
                close = closest(name, self._names)
                fix = f"did you mean `{close}`?" if close else ""
                yield self._finding(problems.STATE_UNKNOWN, f"there is no state `{name}`", place, fix)
        for name, place in used:
            if name in self._final:
                yield self._finding(problems.FINAL_LEFT, f"`{step.name}` leaves `{name}`, which is final", place)
        if step.compensation is not None:
            yield from self._judge_compensation(step, step.compensation, at.child("compensation"))
        if step.trigger is None:
            yield self._finding(problems.MESSAGE_MISSING, f"nothing says what causes `{step.name}`", at)
        else:
            yield from self._judge_trigger(step, step.trigger, at.child("on"))

    def _judge_compensation(self, step: Transition, name: str, at: Place) -> Iterator[Finding]:
        found = [other for other in self._workflow.transitions if other.name == name]
        if not found:
            close = closest(name, [other.name for other in self._workflow.transitions])
            fix = f"did you mean `{close}`?" if close else ""
            yield self._finding(problems.COMPENSATION_UNKNOWN, f"there is no transition `{name}`", at, fix)
        elif not any(step.target in other.sources for other in found):
            message = f"`{name}` does not start in `{step.target}`, where `{step.name}` ends"
            yield self._finding(problems.COMPENSATION_UNKNOWN, message, at)

    def _judge_trigger(self, step: Transition, trigger: Reference, at: Place) -> Iterator[Finding]:
        try:
            end = find_end(self._view, trigger)
        except NotFound as error:
            yield self._finding(problems.MESSAGE_UNKNOWN, error.message, at, error.fix)
            return
        if trigger.pointer and not _is_there(end, trigger.pointer):
            yield self._finding(problems.MESSAGE_UNKNOWN, f"`{end.label}` has nothing at `{trigger.pointer}`", at)
        owner = self._owners.get(step.target)
        if owner is None or owner == end.contract.system or self._view.system(owner) is None:
            return
        if all(use.system != owner for use in self._view.consumers_of(end.contract)):
            message = f"`{owner}`, which owns `{step.target}`, neither provides nor consumes `{end.label}`"
            yield self._finding(problems.MESSAGE_FOREIGN, message, at)

    def _judge_messages(self) -> Iterator[Finding]:
        seen: dict[tuple[str, str], Transition] = {}
        for index, step in enumerate(self._workflow.transitions):
            for source in step.sources:
                if step.trigger is None:
                    continue
                first = seen.setdefault((source, str(step.trigger)), step)
                if first.target != step.target:
                    message = f"in `{source}` the message of `{step.name}` also means `{first.name}`"
                    yield self._finding(
                        problems.MESSAGE_AMBIGUOUS, message, self._place.child("transitions", index, "on")
                    )
                    break

    # invariants

    def _judge_invariant(self, sentence: str, at: Place) -> Iterator[Finding]:
        found = _INVARIANT.fullmatch(sentence.strip().rstrip("."))
        if found is None or found["one"] not in self._owners or found["other"] not in self._owners:
            yield self._finding(problems.INVARIANT_UNREAD, f"`{sentence.strip()}` is not explored", at)
            return
        one, other = found["one"], found["other"]
        if found["order"] == "before":
            path = self._paths.from_any(self._initial, without=other).get(one) if one != other else None
        else:
            before = self._paths.from_any(self._initial).get(other)
            path = self._paths.after(other, one) if before else None
            path = (*before, *path[1:]) if before and path else None
        if path is not None:
            yield self._finding(problems.INVARIANT_BROKEN, f"`{' → '.join(path)}` is possible", at, path=path)


def _is_there(end: End, pointer: str) -> bool:
    document = end.files.document(end.contract.document) if end.contract.document else None
    if document is None or not document.is_readable:
        return True  # the document's own findings say so
    try:
        find_data(document.data, pointer)
    except (KeyError, ValueError):
        return False
    return True
