"""The JSON Schemas that a vocabulary means: one of its codes, one of its classifiers."""

from collections.abc import Iterator

JsonSchema = dict[str, object]


def is_vocabulary(data: object) -> bool:
    """Whether this is a vocabulary: a list of `codes`, and nothing that says it is a schema or an API."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("codes"), list)
        and not any(name in data for name in ("$schema", "openapi", "asyncapi", "swagger", "records", "rules"))
    )


def derive_code_schema(data: object) -> JsonSchema:
    """Return the schema of a code; an open vocabulary asks for a string only, and lists its codes in `x-extensible-enum`."""
    is_open = isinstance(data, dict) and data.get("open") is True
    return _enumerate(list(_read_codes(data, "codes")), is_open=is_open)


def derive_classifier_schema(data: object) -> JsonSchema | None:
    """Return the schema of a classifier, `None` when the vocabulary has none."""
    codes = list(_read_codes(data, "classifier"))
    return _enumerate(codes, is_open=False) if codes else None


def _enumerate(codes: list[tuple[str, str]], *, is_open: bool) -> JsonSchema:
    names = list(dict.fromkeys(code for code, _ in codes))
    meanings = {code: meaning for code, meaning in codes if meaning}
    schema: JsonSchema = {"type": "string", ("x-extensible-enum" if is_open else "enum"): names}
    return schema | ({"x-enum-descriptions": meanings} if meanings else {})


def _read_codes(data: object, room: str) -> Iterator[tuple[str, str]]:
    listed = data.get(room) if isinstance(data, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        code = entry.get("code") if isinstance(entry, dict) else None
        if isinstance(code, str):
            meaning = entry.get("meaning")
            yield code, meaning if isinstance(meaning, str) else ""
