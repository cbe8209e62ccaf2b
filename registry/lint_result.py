"""What a rule of a ruleset found in a document, as tools for the Spectral format tell it."""

from dataclasses import dataclass

from crossdock.registry.model.edit import Edit


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule found. `level` is 0 error, 1 warn, 2 info, 3 hint; `span` is start and end, line and character each, from 0.

    `documentation` is where the rule is explained, `None` when its ruleset does not say. `edits` mend it in its source, where that is
    certain and was asked for; `fix` says how.
    """

    code: str
    path: tuple[str, ...]
    message: str
    level: int
    span: tuple[int, int, int, int]
    source: str
    documentation: str | None = None
    fix: str = ""
    edits: tuple[Edit, ...] = ()

    @property
    def line(self) -> int:
        """Where it begins, counted from 1."""
        return self.span[0] + 1

    @property
    def column(self) -> int:
        """Where it begins, counted from 1."""
        return self.span[1] + 1

    def as_json(self) -> dict[str, object]:
        """Return it as Spectral's JSON output has it."""
        start_line, start, end_line, end = self.span
        return {
            "code": self.code,
            "path": list(self.path),
            "message": self.message,
            "severity": self.level,
            "range": {"start": {"line": start_line, "character": start}, "end": {"line": end_line, "character": end}},
            "source": self.source,
            **({"documentationUrl": self.documentation} if self.documentation else {}),
        }
