"""Takes from an OpenAPI document what its base already has, so that only the rest is held against the meta-schema."""

_COMPONENTS = (
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
)


def drop_unchanged(data: object, base: object) -> object:
    """Return the document without the path items, webhooks and components that are equal in the base.

    A document of another version of the specification is returned whole: what was valid there may not be here.
    """
    if not isinstance(data, dict) or not isinstance(base, dict) or data.get("openapi") != base.get("openapi"):
        return data
    kept = dict(data)
    for name in ("paths", "webhooks"):
        _drop_equal(kept, name, base)
    components, base_components = data.get("components"), base.get("components")
    if isinstance(components, dict) and isinstance(base_components, dict):
        kept["components"] = dict(components)
        for name in _COMPONENTS:
            _drop_equal(kept["components"], name, base_components)
    return kept


def _drop_equal(owner: dict[str, object], name: str, base: dict[str, object]) -> None:
    entries, others = owner.get(name), base.get(name)
    if isinstance(entries, dict) and isinstance(others, dict):
        owner[name] = {key: value for key, value in entries.items() if key not in others or others[key] != value}
