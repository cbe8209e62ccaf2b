"""The parameters of a call: their Python names, types, and how the wire writes them."""

from dataclasses import dataclass

from crossdock.generators.generator import CannotGenerate
from crossdock.generators.python_client.expressions import qualify, union
from crossdock.generators.python_client.literals import Code, clean, quote
from crossdock.generators.python_client.modeller import Modeller
from crossdock.generators.python_client.names import Namespace, to_class, to_snake
from crossdock.registry.model.interface import Payload, Position

_COLLECTIONS = {"csv": "comma", "multi": "repeat", "ssv": "space", "tsv": "tab", "pipes": "pipe"}
_STYLES = {
    ("query", "form"): "repeat",
    ("query", "spaceDelimited"): "space",
    ("query", "pipeDelimited"): "pipe",
    ("query", "deepObject"): "deep",
    ("path", "simple"): "comma",
    ("header", "simple"): "comma",
    ("cookie", "form"): "comma",
}


@dataclass(frozen=True, slots=True)
class ParameterCode:
    """A parameter. `location` is where it is sent (query, path, header, cookie), `style` a name of the generated `_wire`."""

    name: Code
    wire: Code
    annotation: Code
    location: str
    style: Code
    is_required: bool
    words: str


def make_parameter(payload: Payload, hint: str, modeller: Modeller, taken: Namespace) -> ParameterCode:
    """Return one parameter. Raises CannotGenerate for a style that the client does not write."""
    location = payload.location or "query"
    wire = payload.key.partition(" ")[2]
    name = taken.claim(to_snake(wire, "parameter"))
    style = _style(payload, location)
    annotation = "Any"
    if payload.schema is not None:
        annotation = modeller.annotate(payload.schema, hint + to_class(wire), Position.INPUT, is_bare=True)
    typed = annotation if payload.is_required or annotation == "Any" else union([annotation, "None"])
    data = payload.schema.data if payload.schema else None
    words = data.get("description") if isinstance(data, dict) else ""
    return ParameterCode(
        Code(name),
        quote(wire),
        Code(qualify(typed, modeller.names, "m")),
        location,
        quote(style),
        payload.is_required,
        clean(words) if isinstance(words, str) else "",
    )


def _style(payload: Payload, location: str) -> str:
    facts = dict(payload.style)
    if "collectionFormat" in facts:
        style = _COLLECTIONS.get(facts["collectionFormat"])
    elif payload.media_type is not None:
        is_json = payload.media_type.split(";")[0].strip().lower().endswith("json")
        style = "json" if is_json else None
    elif not facts:
        style = "comma"
    else:
        style = _STYLES.get((location, facts.get("style", "")))
        if style == "repeat" and facts.get("explode") != "true":
            style = "comma"
        if location == "path" and facts.get("explode") == "true" and style == "comma":
            style = "exploded"
        if location == "header" and facts.get("explode") == "true" and style == "comma":
            style = "exploded"
    if style is None:
        written = ", ".join(f"{name}: {value}" for name, value in payload.style) or str(payload.media_type)
        what = f"the client cannot write the {location} parameter `{payload.key.partition(' ')[2]}` ({written})"
        raise CannotGenerate(what, payload.place.path, payload.place.pointer, "use the style `form` or `simple`")
    return style
