"""Criteria of Arazzo 1.0 (Criterion Object): a condition, and how and on what it is evaluated."""

import re
from collections.abc import Iterator

from crossdock.registry.rulesets.arazzo_document import Arazzo, Members, members_of
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.ecmascript import translate
from crossdock.registry.rulesets.function import Complaint
from crossdock.registry.rulesets.javascript import is_truthy, to_text
from crossdock.registry.rulesets.operations import pointer_of
from crossdock.registry.specifications.patterns import is_readable_pattern

_WHOLE = re.compile(r"(?:[^\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])*", re.DOTALL)  # each escape and each class has an end


def judge_criteria(listed: object, at: tuple[object, ...], document: Arazzo) -> Iterator[Complaint]:
    """Yield what is wrong with a list of criteria; `at` are the reference tokens of the list."""
    for number, criterion in enumerate(listed if isinstance(listed, list) else []):
        for text, key in _find_faults(members_of(criterion), document):
            yield Complaint(text, pointer=pointer_of(*at, number, key))


def _find_faults(criterion: Members, document: Arazzo) -> Iterator[tuple[str, str]]:
    condition, kind, context = criterion.get("condition"), criterion.get("type"), criterion.get("context")
    if not isinstance(condition, str) or not condition.strip():
        yield 'Missing or invalid "condition" in Criterion Object.', "condition"
    if kind is not None and context is None:
        yield f'A "context" must be specified for a Criterion Object with type "{to_text(kind)}".', "context"
    if isinstance(kind, (dict, list)) and not all(is_truthy(members_of(kind).get(key)) for key in ("type", "version")):
        yield '"type" and "version" must be specified in the Criterion Expression Type Object.', "type"
    if kind == "regex" and isinstance(condition, str) and not _is_regular(condition):
        yield '"condition" contains an invalid regex pattern.', "condition"
    if context is not None and not is_expression(context, document):
        yield '"context" contains an invalid runtime expression.', "context"


def _is_regular(text: str) -> bool:
    r"""Whether a text is a regular expression of ECMAScript, with or without its `u` flag.

    >>> _is_regular(r"^2\d\d$"), _is_regular("a{1"), _is_regular("[a-"), _is_regular("(?i)a")
    (True, True, False, False)
    """
    return is_readable_pattern(text) or (_WHOLE.fullmatch(text) is not None and is_readable_pattern(translate(text)))
