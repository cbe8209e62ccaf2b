"""Names as people wrote them: shown in messages, and put right."""

import re

_SHOWN = 60  # characters of a text that a message repeats


def quote_name(text: str) -> str:
    r"""Put a text in backticks, cut when it is long, with escapes for what does not print.

    >>> print(quote_name("order-api"), quote_name("a\x1bb"))
    `order-api` `a\x1bb`
    """
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f"`{short}`" if short.isprintable() else f"`{short.encode('unicode_escape').decode()}`"


def suggest_name(text: str) -> str | None:
    """Return the name that a text may have meant, `None` when nothing of it is left.

    >>> suggest_name("shipmentConfirmed"), suggest_name("WMS East")
    ('shipment-confirmed', 'wms-east')
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text)
    return re.sub(r"[^a-z0-9]+", "-", parted.lower()).strip("-") or None
