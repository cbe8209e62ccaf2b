"""Where a document leaves its meta-schema, as exactly as can be said, each thing once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import jsonschema_rs

from crossdock.registry.specifications.alternatives import Sharp, sharpen
from crossdock.registry.specifications.known_names import find_owner
from crossdock.registry.specifications.lookup import find_value
from crossdock.registry.specifications.metaschemas import find_validator
from crossdock.registry.specifications.wording import Saying, name_place, word_error

_KINDS = jsonschema_rs.ValidationErrorKind
MAX_ERRORS = 2_000  # of one document that are looked at
MAX_VIOLATIONS = 200  # of one document that are told


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
    errors = [sharp for error in islice(validator.iter_errors(data), MAX_ERRORS) for sharp in sharpen(error)]
    blame = _Blame(errors)
    spoken = [
        violation
        for sharp in errors
        if not _is_echo(sharp, blame, data)
        for violation in _say(sharp, data, name, title, blame)
    ]
    misspelt = {violation.tokens for violation in spoken if violation.is_key}
    seen: set[tuple[tuple[str, ...], str]] = set()
    for violation in spoken:
        identity = (violation.tokens, violation.message)
        is_said = violation.instead_of is not None and (*violation.tokens, violation.instead_of) in misspelt
        if identity in seen or is_said:
            continue
        if len(seen) == MAX_VIOLATIONS:
            message = (
                f"{title} has more than {MAX_VIOLATIONS} places that its specification forbids; the others are not told"
            )
            yield Violation((), False, "limit", "", message, "correct the places that are told first")
            return
        seen.add(identity)
        yield violation


class _Blame:
    """Which places errors speak of: how many at or below each, and where the type is wrong."""

    def __init__(self, errors: Sequence[Sharp]) -> None:
        self.below = Counter(
            sharp.tokens[:depth] for sharp in errors for depth in range(len(sharp.error.instance_path) + 1)
        )
        self.types = {sharp.tokens for sharp in errors if isinstance(sharp.error.kind, _KINDS.Type)}


def _is_echo(sharp: Sharp, blame: _Blame, data: object) -> bool:
    """Tell whether an error only repeats what another one says better."""
    kind, tokens = sharp.error.kind, sharp.tokens
    if isinstance(kind, _KINDS.OneOfMultipleValid):
        value = find_value(data, tokens)
        # what a reference leads to may be one of them only
        is_reference = isinstance(value, dict) and isinstance(value.get("$ref"), str)
        return is_reference or blame.below[tokens] > 1
    return isinstance(kind, _KINDS.Enum | _KINDS.Constant) and tokens in blame.types


def _say(sharp: Sharp, data: object, name: str, title: str, blame: _Blame) -> Iterator[Violation]:
    kind, tokens = sharp.error.kind, sharp.tokens
    is_element = isinstance(find_value(data, tokens[:-1]), list)
    where = name_place(tokens, is_element=is_element) if tokens else title
    for saying in word_error(kind, find_value(data, tokens), where, find_owner(sharp.error, name), sharp.options):
        violation = _place(saying, tokens, kind.name)
        # an entry counts as unevaluated also when only something inside it is wrong
        is_blamed_inside = saying.is_known or violation.tokens in blame.below
        if not (isinstance(kind, _KINDS.UnevaluatedProperties) and is_blamed_inside):
            yield violation


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
