"""Names for what references lead to: what people called it, never its title."""

from crossdock.registry.model.location import Place, split_pointer

_CONTAINERS = frozenset(
    (
        *("definitions", "$defs", "schemas", "components", "properties", "items", "schema", "allOf", "anyOf", "oneOf"),
        *("additionalProperties", "patternProperties", "content", "responses", "parameters", "paths", "headers"),
    )
)
_GENERAL = frozenset(("schema", "openapi", "swagger", "asyncapi", "index", "api", "table", "vocabulary"))


def suggest_class(place: Place) -> str:
    """Return a name for what stands at a place: the last token that someone chose, else the file's or its contract's name.

    >>> suggest_class(Place("contracts/canonical/order/v1/schema.json", "/properties/orderId"))
    'orderId'
    >>> suggest_class(Place("contracts/canonical/order-status/v1/vocabulary.yaml", "/schema"))
    'order-status'
    """
    chosen = [token for token in split_pointer(place.pointer) if token not in _CONTAINERS and not token.isdigit()]
    if chosen:
        return chosen[-1]
    *folders, file = place.path.split("/")
    stem = file.split(".", 1)[0]
    if stem.lower() not in _GENERAL or not folders:
        return stem
    is_line = len(folders) > 1 and folders[-1][:1] == "v" and folders[-1][1:2].isdigit()
    return folders[-2] if is_line else folders[-1]
