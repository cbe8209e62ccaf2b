"""Of several alternatives that all fail, finds the one that was meant, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jsonschema_rs

_KINDS = jsonschema_rs.ValidationErrorKind
Branch = Sequence[jsonschema_rs.ValidationError]


@dataclass(frozen=True, slots=True)
class Sharp:
    """One error at the deepest place that can be blamed. `options` are the values that any of the alternatives would take there."""

    error: jsonschema_rs.ValidationError
    options: tuple[object, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """The reference tokens of the place it speaks of."""
        return path_of(self.error)


def path_of(error: jsonschema_rs.ValidationError) -> tuple[str, ...]:
    """Return the reference tokens of the place an error speaks of."""
    return tuple(str(token) for token in error.instance_path)


def sharpen(error: jsonschema_rs.ValidationError) -> Iterator[Sharp]:
    """Replace the error that no alternative fits by the errors of the alternative that was most likely meant."""
    branches = _branches(error)
    depth = len(error.instance_path)
    if not branches or all(_is_type_mismatch(branch, depth) for branch in branches):
        yield Sharp(error)
        return
    tag = _find_tag(branches, depth)
    if tag is not None:
        yield tag
        return
    for inner in min(branches, key=lambda branch: _distance(branch, depth)):
        yield from sharpen(inner)


def _branches(error: jsonschema_rs.ValidationError) -> list[Branch]:
    """Return what each alternative has against the value; nothing when the error is not about alternatives."""
    if isinstance(error.kind, _KINDS.AnyOf | _KINDS.OneOfNotValid):
        return [branch for branch in error.kind.context if branch]
    return []


def _is_type_mismatch(branch: Branch, depth: int) -> bool:
    return any(isinstance(error.kind, _KINDS.Type) and len(error.instance_path) == depth for error in branch)


def _find_tag(branches: Sequence[Branch], depth: int) -> Sharp | None:
    """Return the error about the field that tells the alternatives apart (`type`, `in`), when no alternative takes its value."""
    tags = [_tag_error(branch, depth) for branch in branches if not _is_reference_only(branch, depth)]
    found = [tag for tag in tags if tag is not None]
    if len(found) < max(len(tags), 2) or len({tag.tokens for tag in found}) != 1:
        return None
    options = [option for tag in found for option in tag.options]
    unique = [option for index, option in enumerate(options) if option not in options[:index]]
    return Sharp(found[0].error, tuple(unique))


def _tag_error(branch: Branch, depth: int) -> Sharp | None:
    """Return the branch's error about a fixed value just below; of nested alternatives the one all of them share."""
    for error in branch:
        if isinstance(error.kind, _KINDS.Enum | _KINDS.Constant) and len(error.instance_path) == depth + 1:
            return Sharp(error, tuple(_options(error)))
        inner = _find_tag(_branches(error), depth) if len(error.instance_path) == depth else None
        if inner:
            return inner
    return None


def _options(error: jsonschema_rs.ValidationError) -> list[object]:
    if isinstance(error.kind, _KINDS.Enum):
        return list(error.kind.options)
    return [error.kind.expected_value] if isinstance(error.kind, _KINDS.Constant) else []


def _is_reference_only(branch: Branch, depth: int) -> bool:
    return any(
        isinstance(error.kind, _KINDS.Required) and error.kind.property == "$ref" and len(error.instance_path) == depth
        for error in branch
    )


def _distance(branch: Branch, depth: int) -> tuple[int, int, int, int]:
    """Tell how far a value is from an alternative: another kind of thing, names missing or unknown, then how early it fails."""
    other_kind = sum(_kind_weight(error, depth) for error in branch)
    here = [error.kind for error in branch if len(error.instance_path) == depth]
    missing = sum(isinstance(kind, _KINDS.Required) for kind in here)
    names = _KINDS.AdditionalProperties | _KINDS.UnevaluatedProperties
    unknown = sum(len(kind.unexpected) for kind in here if isinstance(kind, names))
    return other_kind, 2 * missing + unknown, -max(len(error.instance_path) for error in branch), len(branch)


def _kind_weight(error: jsonschema_rs.ValidationError, depth: int) -> int:
    """Say how strongly an error means that another alternative was meant."""
    below = len(error.instance_path) - depth
    if below == 0 and _branches(error):
        return min(sum(_kind_weight(inner, depth) for inner in branch) for branch in _branches(error))
    if below == 0 and isinstance(error.kind, _KINDS.Required):
        return int(error.kind.property == "$ref")
    if below == 0 and isinstance(error.kind, _KINDS.Type):
        return 2
    return int(
        (below in (0, 1) and isinstance(error.kind, _KINDS.Constant | _KINDS.Enum))
        or (below == 0 and isinstance(error.kind, _KINDS.Not | _KINDS.FalseSchema))
    )
