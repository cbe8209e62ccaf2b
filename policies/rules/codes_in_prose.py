"""Policy: the codes of a field are known to people only."""

import re
from collections.abc import Iterator

from crossdock.policies.fields import Field, fields_of
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy

SHOWN = 3  # fields that are named
SAYING = ("enum", "const", "pattern", "format")
_CODE = r"[`'\"]?[A-Z0-9][A-Z0-9_]{1,30}[`'\"]?"
_JOIN = r"(?:\s*[,;/|]\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+)"
# `one of NEW, OPEN or CLOSED`: an announcement and at least three codes
_LISTED = re.compile(
    rf"\b(?i:one of|(?:values?|codes?|states?|status(?:es)?)(?: are| is)?|either)[:\s]*(?i:the following[:\s]*)?"
    rf"{_CODE}(?:{_JOIN}{_CODE}){{2,}}"
)
# `A = added, C = changed, D = deleted`
_EXPLAINED = re.compile(
    r"(?:[`'\"]?\b[A-Z0-9]{1,12}[`'\"]?\s*(?:=|:|→)\s*[A-Za-z][\w ]{1,40}[,;.\n]\s*){2,}[`'\"]?\b[A-Z0-9]{1,12}[`'\"]?\s*(?:=|:|→)"
)
SHORTEST = 5  # characters that name two codes
LENGTH = 2_000  # characters of a description that are read


@policy("codes-in-prose", Severity.INFO, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def codes_in_prose(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """The description of a text field lists its codes, and the schema takes any text.

    Why: no program reads the description: a code with a typing error passes every check, and a new one shows in no comparison.
    Fix: List the codes in an `enum`, or refer to a vocabulary.
    Source: JSON Schema 2020-12 Validation, section 6.1.2 (`enum`).
    Bad:
        status: {type: string, description: "One of NEW, OPEN, CLOSED"}
    Good:
        status: {enum: [NEW, OPEN, CLOSED]}
    """
    found = sorted({field.pointer for field in fields_of(landscape.interface(contract)) if _is_in_prose(field)})
    if found:
        named = ", ".join(f"`{pointer}`" for pointer in found[:SHOWN]) + (" …" if found[SHOWN:] else "")
        yield Violation(f"the codes of {named} stand in the description only", anchor="codes")


def _is_in_prose(field: Field) -> bool:
    text = field.text[:LENGTH]
    is_listed = len(text) > SHORTEST and bool(_LISTED.search(text) or _EXPLAINED.search(text))
    return is_listed and field.is_of("string") and not any(field.says(word) for word in SAYING)


POLICY = codes_in_prose
