"""What a filter needs of a value, told from its parts, so that a walk asks it only where it may be fulfilled."""

from collections.abc import Sequence

from crossdock.registry.rulesets.filter_term import Fails, Names, Need, Term

_COMMON = frozenset(("type", "description", "properties", "items", "name", "schema"))  # members that many objects have


def need_of_all(terms: Sequence[Term]) -> Need:
    """Return what `&&` needs: what one of its parts needs, as long as the parts before that one can be read.

    >>> is_there = Need({"enum": None}, Fails.ON_NULL)
    >>> need_of_all([Term(lambda node, resolver: node, is_self=True), Term(lambda node, resolver: node, is_there)]).fails.name
    'NEVER'
    """
    best: Names | None = None
    fails, is_guarded = Fails.NEVER, False
    for term in terms:
        failing = Fails.NEVER if is_guarded and term.need.fails is Fails.ON_NULL else term.need.fails
        if failing is Fails.PERHAPS:
            return Need(best, fails) if best is not None else Need(None, Fails.PERHAPS)
        names = term.need.names
        if names is not None and (best is None or _weigh(names) < _weigh(best)):
            best = names
        fails = max(fails, failing)
        is_guarded = is_guarded or term.is_self
    return Need(best, fails)


def need_of_any(terms: Sequence[Term]) -> Need:
    """Return what `||` needs: what any of its parts needs."""
    fails = max(term.need.fails for term in terms)
    found: dict[str, frozenset[str] | None] = {}
    for term in terms:
        if term.need.names is None:
            return Need(None, fails)
        for name, texts in term.need.names.items():
            known = found.get(name, frozenset())
            found[name] = None if texts is None or known is None else known | texts
    return Need(found if fails is not Fails.PERHAPS else None, fails)


def need_of_comparison(left: Term, right: Term, holds_for_absent: bool, is_equality: bool) -> Need:
    """Return what comparing a member with a constant needs; `holds_for_absent` says whether it is true where there is no member."""
    fails = max(left.need.fails, right.need.fails)
    member, other = (left, right) if left.own is not None else (right, left)
    if member.own is None or other.constant is None or holds_for_absent or fails is Fails.PERHAPS:
        return Need(None, fails)
    value = other.constant[0]
    return Need({member.own: frozenset((value,)) if is_equality and isinstance(value, str) else None}, fails)


def _weigh(names: Names) -> int:
    """Return how many values may be asked, roughly."""
    return sum(1 if name not in _COMMON else 5 if texts is not None else 50 for name, texts in names.items())
