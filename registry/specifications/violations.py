"""Where a document leaves its meta-schema, as exactly as can be said, each thing once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jsonschema_rs

from crossdock.registry.specifications.alternatives import Sharp, sharpen
from crossdock.registry.specifications.known_names import find_owner
from crossdock.registry.specifications.lookup import find_value
from crossdock.registry.specifications.metaschemas import find_validator
from crossdock.registry.specifications.wording import Saying, name_place, word_error

_KINDS = jsonschema_rs.ValidationErrorKind
MAX_VIOLATIONS = 200  # of one document


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that a meta-schema forbids. `tokens` are the reference tokens of the place, `is_key` means the entry's name.

    `instead_of` is a name that was probably misspelt here, when that is what the violation comes from.
    """

    tokens: tuple[str, ...]
    is_key: bool
    keyword: str
    subject: str
    message: str
    fix: str
    instead_of: str | None = None


def find_violations(name: str, data: object, title: str = "the document") -> Iterator[Violation]:
    """Yield what the meta-schema `name` has against the data, in the order in which it is met. `title` is what the data is called.

    Raises ValueError when the data is nested too deeply to be validated.
    """
    validator = find_validator(name)
    if validator.is_valid(data):
        return
    errors = [sharp for error in validator.iter_errors(data) for sharp in sharpen(error)]
    spoken = [
        violation
        for sharp in errors
        if not _is_echo(sharp, errors, data)
        for violation in _say(sharp, data, name, title, errors)
    ]
    misspelt = {violation.tokens for violation in spoken if violation.is_key}
    seen: set[tuple[tuple[str, ...], str]] = set()
    for violation in spoken:
        identity = (violation.tokens, violation.message)
        is_said = violation.instead_of is not None and (*violation.tokens, violation.instead_of) in misspelt
        if identity not in seen and not is_said and len(seen) < MAX_VIOLATIONS:
            seen.add(identity)
            yield violation


def _is_echo(sharp: Sharp, errors: Sequence[Sharp], data: object) -> bool:
    """Tell whether an error only repeats what another one says better."""
    kind, tokens = sharp.error.kind, sharp.tokens
    if isinstance(kind, _KINDS.OneOfMultipleValid):
        value = find_value(data, tokens)
        is_reference = isinstance(value, dict) and isinstance(value.get("$ref"), str)
        return is_reference or any(other is not sharp and other.tokens[: len(tokens)] == tokens for other in errors)
    if isinstance(kind, _KINDS.Enum | _KINDS.Constant):
        return any(isinstance(other.error.kind, _KINDS.Type) and other.tokens == tokens for other in errors)
    return False


def _say(sharp: Sharp, data: object, name: str, title: str, errors: Sequence[Sharp]) -> Iterator[Violation]:
    kind, tokens = sharp.error.kind, sharp.tokens
    is_element = isinstance(find_value(data, tokens[:-1]), list)
    where = name_place(tokens, is_element=is_element) if tokens else title
    for saying in word_error(kind, find_value(data, tokens), where, find_owner(sharp.error, name), sharp.options):
        violation = _place(saying, tokens, kind.name)
        if not (isinstance(kind, _KINDS.UnevaluatedProperties) and _is_blamed_inside(saying, violation, errors)):
            yield violation


def _is_blamed_inside(saying: Saying, violation: Violation, errors: Sequence[Sharp]) -> bool:
    """Tell whether an entry counts as unexpected only because something inside it is wrong."""
    depth = len(violation.tokens)
    return saying.is_known or any(sharp.tokens[:depth] == violation.tokens for sharp in errors)


def _place(saying: Saying, tokens: tuple[str, ...], keyword: str) -> Violation:
    at = tokens if saying.entry is None else (*tokens, saying.entry)
    return Violation(
        at,
        saying.entry is not None,
        saying.keyword or keyword,
        saying.subject,
        saying.message,
        saying.fix,
        saying.instead_of,
    )
