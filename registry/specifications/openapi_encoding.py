"""How the parts of a form are written on the wire (OpenAPI 3.1.1, section 4.8.15, Encoding Object)."""

from collections.abc import Iterator

from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading, canonical

FORM = "application/x-www-form-urlencoded"
_STYLED = ("style", "explode", "allowReserved")


def read_encodings(media: Node, media_type: str, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return (part, canonical JSON of the facts that are not the default) of a form's parts, sorted.

    Facts are `style`, `explode` and `allowReserved`, or `contentType`; a header of a part is `header NAME`, required or optional.
    """
    found = []
    for part, written in media.child("encoding").entries():
        schema = reading.follow(reading.follow(media.child("schema")).child("properties", part))
        facts = _read_facts(written, media_type, schema, reading)
        usual = _default_facts(media_type, schema, reading)
        own = {name: value for name, value in facts.items() if usual.get(name) != value}
        stated = {**own, **dict(_read_headers(written, reading))}
        if stated:
            found.append((part, canonical(stated)))
    return tuple(sorted(found))


def _read_facts(written: Node, media_type: str, schema: Node, reading: Reading) -> dict[str, object]:
    is_styled = any(written.child(name).exists for name in _STYLED)
    content = written.text_at("contentType")
    if is_styled or (media_type == FORM and content is None):
        style, explode = written.text_at("style") or "form", written.child("explode").data
        facts: dict[str, object] = {
            "style": style,
            "explode": explode if isinstance(explode, bool) else style == "form",
        }
        return {**facts, "allowReserved": True} if written.is_true_at("allowReserved") else facts
    return {"contentType": ", ".join(sorted(read_types(content or _default_type(schema, reading))))}


def read_types(text: str) -> set[str]:
    """Return the media types of a comma-separated list.

    >>> sorted(read_types("image/png, image/*"))
    ['image/*', 'image/png']
    """
    return {part.strip().lower() for part in text.split(",") if part.strip()}


def _read_headers(written: Node, reading: Reading) -> Iterator[tuple[str, object]]:
    for name, header in written.child("headers").entries():
        if name.lower() != "content-type":  # described by contentType
            yield f"header {name}", "required" if reading.follow(header).is_true_at("required") else "optional"


def _default_facts(media_type: str, schema: Node, reading: Reading) -> dict[str, object]:
    if media_type == FORM:
        return {"style": "form", "explode": True}
    return {"contentType": _default_type(schema, reading)}


def _default_type(schema: Node, reading: Reading, depth: int = 4) -> str:
    """Return the media type that a part has when none is stated."""
    declared = schema.text_at("type")
    is_binary = schema.text_at("format") in ("binary", "base64") or schema.child("contentEncoding").exists
    if declared == "array" and depth:
        return _default_type(reading.follow(schema.child("items")), reading, depth - 1)
    if declared == "object":
        return "application/json"
    return "application/octet-stream" if declared is None or is_binary else "text/plain"
