"""A vocabulary: the codes a field may carry, what they mean, and how others' codes map to them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `category` groups codes, `classifiers` are the classifier codes it may be qualified with; empty means any."""

    code: str
    meaning: str
    category: str | None = None
    classifiers: tuple[str, ...] = ()
    is_deprecated: bool = False


@dataclass(frozen=True, slots=True)
class PartnerCodes:
    """How a partner's codes map to ours. `system` is a system or any other name, `codes` are sorted (theirs, ours) pairs.

    `unmapped` says what becomes of a code that is not listed: `reject`, `keep`, or the code of ours that it turns into.
    """

    system: str
    codes: tuple[tuple[str, str], ...]
    unmapped: str = "reject"

    def translate(self, theirs: str) -> str | None:
        """Return our code for one of theirs, `None` when it is to be rejected."""
        found = next((ours for code, ours in self.codes if code == theirs), None)
        if found is not None:
            return found
        return {"reject": None, "keep": theirs}.get(self.unmapped, self.unmapped)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A `vocabulary.yaml`. `classifiers` are the codes that qualify an event in time; when open, readers must expect further codes."""

    title: str
    codes: tuple[Code, ...]
    classifiers: tuple[Code, ...] = ()
    partners: tuple[PartnerCodes, ...] = ()
    is_open: bool = False
    description: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The codes alone, in the order of the file."""
        return tuple(code.code for code in self.codes)
