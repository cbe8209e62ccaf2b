"""Examples of rules: what they find, and the same put right. They lie beside this file, by subject, as data."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crossdock.registry.documents.read import read_document
from crossdock.registry.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule finds (`bad`) and the same put right (`good`), or the `difference` of two versions in a `situation`."""

    bad: str = ""
    good: str = ""
    difference: str = ""
    situation: str = ""


def example_of(rule: Rule) -> Example:
    """Return the example of a rule: its own, else the one that lies here; an empty one where there is none."""
    if rule.bad or rule.good:
        return Example(rule.bad, rule.good)
    return load_examples().get(rule.id, Example())


@cache
def load_examples() -> dict[str, Example]:
    """Return the examples that come with this program, by the id of their rule."""
    found: dict[str, Example] = {}
    for file in sorted((files(__package__) / "examples").iterdir(), key=lambda file: file.name):
        data = read_document(file.name, file.read_bytes()).data
        for rule_id, parts in data.items() if isinstance(data, dict) else ():
            found[rule_id] = Example(**{name: str(text).rstrip("\n") for name, text in parts.items()})
    return found
