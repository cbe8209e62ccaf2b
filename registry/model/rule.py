"""What every finding's rule says of itself: the page that `explain` prints."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass

from crossdock.registry.model.finding import Severity

SECTIONS = ("Why", "Fix", "Source")
_SECTION = re.compile(r"^(Why|Fix|Source|Bad|Good):[ \n]?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id and its explanation; ids are kebab-case, subject first, and are never renamed or reused."""

    id: str
    severity: Severity
    summary: str
    why: str
    fix: str
    source: str
    bad: str = ""
    good: str = ""


def rule_from_docstring(rule_id: str, severity: Severity, function: Callable[..., object]) -> Rule:
    """Read a rule's explanation from the docstring of the function that is the rule.

    The first paragraph is the summary; the sections `Why:`, `Fix:` and `Source:` are required, `Bad:` and `Good:` are examples.
    Raises ValueError when one is missing: a rule that does not explain itself does not load.
    """
    text = inspect.cleandoc(function.__doc__ or "")
    head, *rest = _SECTION.split(text)
    sections = {name: inspect.cleandoc(body) for name, body in zip(rest[::2], rest[1::2], strict=True)}
    missing = [name for name in SECTIONS if not sections.get(name)]
    if missing or not head.strip():
        raise ValueError(
            f"rule `{rule_id}` does not say its {', '.join(missing) or 'summary'}: add it to the docstring"
        )
    return Rule(
        rule_id,
        severity,
        " ".join(head.split()),
        " ".join(sections["Why"].split()),
        " ".join(sections["Fix"].split()),
        " ".join(sections["Source"].split()),
        sections.get("Bad", ""),
        sections.get("Good", ""),
    )
