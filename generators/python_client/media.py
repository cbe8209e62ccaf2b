"""Media types: which the client reads and writes as JSON, and which it hands over as they are."""


def is_json(media_type: str | None) -> bool:
    """Whether a media type is JSON (RFC 6838, section 4.2.8: the suffix `+json`).

    >>> is_json("application/problem+json; charset=utf-8"), is_json("text/csv"), is_json("*/*")
    (True, False, True)
    """
    essence = (media_type or "").split(";")[0].strip().lower()
    return essence in ("application/json", "text/json", "*/*", "application/*") or essence.endswith("+json")


def is_text(media_type: str | None) -> bool:
    """Whether a media type is text."""
    essence = (media_type or "").split(";")[0].strip().lower()
    return essence.startswith("text/") or essence in ("application/xml", "application/yaml") or essence.endswith("+xml")
