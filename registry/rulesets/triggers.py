"""Which paths go on from a collection: told by the names of its members, so that most are not asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.filter_term import Fails, Need
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.path import Move, Step
from crossdock.registry.rulesets.spot import Spot
from crossdock.registry.rulesets.walk import TooCostly

if TYPE_CHECKING:
    from crossdock.registry.rulesets.descent import Goal


class _Watched:
    """The filters that a member of some name may fulfil: by the text that it has, and those that ask for another value."""

    def __init__(self) -> None:
        self.by_text: dict[str, list[int]] = {}
        self.others: list[int] = []

    def find(self, value: object) -> list[int]:
        if type(value) is not str:
            return [*self.others, *(number for numbers in self.by_text.values() for number in numbers)]
        listed = self.by_text.get(value)
        return self.others if listed is None else self.others + listed


class Triggers:
    """The first steps of some paths, by what they ask of a collection or of its members."""

    def __init__(self, goals: Sequence["Goal"], resolver: Resolver | None) -> None:
        self.goals = goals
        self.resolver = resolver
        self._named: dict[str, list[int]] = {}  # paths that go on to a member of this name
        self._numbered: list[int] = []  # paths that go on to an item by its number
        self._watched: dict[str, _Watched] = {}  # filters, by a member of the member that they judge
        self._asking_nulls: list[int] = []  # filters that cannot judge a null
        self._always: list[int] = []
        for number, goal in enumerate(goals):
            self._file(number, goal.walk.steps[0])
        self._names = frozenset(self._named)
        self._watched_names = frozenset(self._watched)
        self._asked_names = self._names | self._watched_names
        self._is_thorough = bool(self._always or self._asking_nulls)

    def look(self, source: Node) -> list[Spot]:
        """Let the paths go on from a collection; return its members from which, or from below which, a path may go on again."""
        value = source.value
        if isinstance(value, dict):
            if not self._names.isdisjoint(value):
                self._go_by_name(source, value)
        elif self._numbered:
            for number in self._numbered:
                self._go(number, source)
        for number in self._always:
            self._go(number, source)
        asked = self._ask_nulls(source) if self._asking_nulls else ()
        watched, names, either, resolver = self._watched_names, self._names, self._asked_names, self.resolver
        is_thorough, has_numbered = self._is_thorough, bool(self._numbered)
        going_on: list[Spot] = []
        for kid in source.spot.kids:
            meant = kid.value if resolver is None or kid.settled is kid else kid.means(resolver)
            if not isinstance(meant, dict):
                is_asked = has_numbered
            elif either.isdisjoint(meant):
                is_asked = False
            else:
                if not watched.isdisjoint(meant):
                    self._judge(source, kid, meant, asked)
                is_asked = not names.isdisjoint(meant)
            if is_asked or is_thorough or meant is not kid.value or kid.kids:
                going_on.append(kid)
        return going_on

    def _file(self, number: int, step: Step) -> None:
        """Note when a path must be asked."""
        need = step.test.term.need if step.test is not None else Need()
        if step.move is Move.NAMES:
            for name in dict.fromkeys(step.names):
                self._named.setdefault(name, []).append(number)
            if any(name.isdigit() for name in step.names):
                self._numbered.append(number)
        elif need.names is None or need.fails is Fails.PERHAPS:
            self._always.append(number)
        else:
            for name, texts in need.names.items():
                watched = self._watched.setdefault(name, _Watched())
                if texts is None:
                    watched.others.append(number)
                for text in texts or ():
                    watched.by_text.setdefault(text, []).append(number)
            if need.fails is Fails.ON_NULL:
                self._asking_nulls.append(number)

    def _go_by_name(self, source: Node, names: dict[str, object]) -> None:
        numbers = {number for name in self._names.intersection(names) for number in self._named[name]}
        for number in sorted(numbers):
            self._go(number, source)

    def _ask_nulls(self, source: Node) -> Sequence[int]:
        """Let the filters that cannot judge a null judge all members when one of them is null; return which have done so."""
        value = source.value
        values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if not any(each is None for each in values) and not any(
            kid.means(self.resolver) is None for kid in source.spot.kids
        ):
            return ()
        for number in self._asking_nulls:
            self._go(number, source)
        return self._asking_nulls

    def _judge(self, source: Node, kid: Spot, meant: dict[str, object], asked: Sequence[int]) -> None:
        """Let filters judge a member that has what they need."""
        watched = self._watched
        numbers = [
            number for name in self._watched_names.intersection(meant) for number in watched[name].find(meant[name])
        ]
        if not numbers:
            return
        child = source.member(kid)
        for number in sorted(set(numbers)) if len(numbers) > 1 else numbers:
            goal = self.goals[number]
            if number not in asked and goal.walk.fits(child, 0):
                self._take(goal, child)

    def _go(self, number: int, source: Node) -> None:
        """Let a path go on to what its first step chooses."""
        goal = self.goals[number]
        for child in goal.walk.choose(source, 0):
            self._take(goal, child)

    def _take(self, goal: "Goal", child: Node) -> None:
        """Let a path go on from what its first step led to."""
        if goal.error is not None:
            return
        try:
            goal.nodes.extend(goal.walk.take(child))
        except TooCostly as error:
            goal.error = error
