"""A second opinion on inclusion from jsonschema-rs: an accelerator behind two functions, never the meaning.

The library is young: it raises on some operands, and a defect in it surfaces as a panic. Both mean that it has no opinion.
"""

import json
from collections.abc import Mapping

import jsonschema_rs

from crossdock.registry.compat.lift_out import lift_out
from crossdock.registry.model.interface import JsonSchema

_MOST_KEPT = 64
_kept: dict[tuple[int, bool], tuple[JsonSchema, jsonschema_rs.CanonicalSchema]] = {}
_ANSWERS = {"yes": True, "no": False}
_MOST_ANSWERED = 512
_answered: dict[tuple[str, str, bool], bool | None] = {}


def covers(receiver: JsonSchema, sender: JsonSchema, assert_formats: bool = False) -> bool | None:
    """Return whether the receiver admits all that the sender admits; `None` when that stays open.

    The latest answers are kept by the text of both schemas: operations that share a schema ask the same question again and again.
    """
    key = (_text(receiver), _text(sender), assert_formats)
    if key not in _answered:
        _answered[key] = _ask(receiver, sender, assert_formats)
        if len(_answered) > _MOST_ANSWERED:
            del _answered[next(iter(_answered))]
    return _answered[key]


def _ask(receiver: JsonSchema, sender: JsonSchema, assert_formats: bool) -> bool | None:
    try:
        answer = _canonical(receiver, assert_formats).covers(_canonical(sender, assert_formats))
    except BaseException as problem:
        if not _is_refusal(problem):
            raise
        return None
    return _ANSWERS.get(str(answer))


def difference(sender: JsonSchema, receiver: JsonSchema) -> JsonSchema | None:
    """Return a schema of what the sender admits and the receiver rejects; `None` when there is no opinion."""
    try:
        found = _canonical(sender, False).subtract(_canonical(receiver, False)).to_json_schema()
    except BaseException as problem:
        if not _is_refusal(problem):
            raise
        return None
    return found if isinstance(found, (bool, Mapping)) else None


def _canonical(schema: JsonSchema, assert_formats: bool) -> jsonschema_rs.CanonicalSchema:
    """Return the library's form of a schema; the latest are kept, by identity: one schema is compared with several."""
    key = (id(schema), assert_formats)
    known = _kept.pop(key, None)
    if known is None:
        ending = lift_out(schema)
        plain = ending if isinstance(ending, bool) else dict(ending)
        draft = jsonschema_rs.Draft202012
        form = jsonschema_rs.canonicalize(plain, draft=draft, validate_formats=assert_formats, offline=True)
        known = (schema, form)
    _kept[key] = known  # with the schema: its id stays its own
    if len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return known[1]


def _text(schema: JsonSchema) -> str:
    """Return a text that two schemas share only when they are the same, member by member in one order."""
    return json.dumps(schema, default=repr)


def _is_refusal(problem: BaseException) -> bool:
    """Whether the library declined or broke; a panic of its engine is no `Exception`, but is named so."""
    return isinstance(problem, Exception) or type(problem).__name__ == "PanicException"
