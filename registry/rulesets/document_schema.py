"""A whole document against the meta-schema of its specification."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.function import Complaint, TooLarge
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of
from crossdock.registry.rulesets.resolution import resolve_value
from crossdock.registry.specifications.violations import Violation, find_violations

MAX_RESOLVED = 20_000  # values of a document whose references are followed before it is held against its meta-schema
MAX_STEPS = 500_000  # subschemas that are looked at for one document


def read_resolved(node: Node, resolver: Resolver | None) -> object:
    """Return a value with its references resolved, as it is written when that would be large."""
    try:
        return resolve_value(node, resolver, limit=MAX_RESOLVED)
    except TooLarge:
        return node.value


def judge_document(name: str, root: Node, at: str = "") -> Iterator[Complaint]:
    """Yield what the meta-schema `name`, such as `openapi-3.0`, has against the value of a node."""
    try:
        for violation in find_violations(name, root.value):
            is_whole = violation.keyword == "unevaluatedProperties"  # said of the object that has such a member
            tokens = violation.tokens[:-1] if is_whole and violation.is_key else violation.tokens
            yield Complaint(_say(violation), pointer=at + pointer_of(*tokens))
    except ValueError:
        yield Complaint("the document is nested too deeply to be validated")


def _say(violation: Violation) -> str:
    if violation.keyword == "unevaluatedProperties" and len(violation.tokens) > 1:
        return f'"{violation.tokens[-2]}" property must not have unevaluated properties'
    if violation.is_key and violation.tokens:
        return f'Property "{violation.tokens[-1]}" is not expected to be here'
    if violation.keyword == "required" and violation.tokens:
        return f'"{violation.tokens[-1]}" property must have required property "{violation.subject}"'
    return violation.message
