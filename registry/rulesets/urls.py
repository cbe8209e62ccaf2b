"""Whether a text is an absolute URL (WHATWG URL, section 4.4, as far as addresses of servers go)."""

import re
from urllib.parse import unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SPECIAL = ("http", "https", "ws", "wss", "ftp")
_FORBIDDEN = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_AUTHORITY = re.compile(r"[/\\]*(?:[^/\\?#@]*@)?(\[[0-9A-Fa-f:.]+\]|[^/\\?#:]*)(?::([^/\\?#]*))?(?=[/\\?#]|$)")
MAX_PORT = 65535


def is_absolute_url(text: str) -> bool:
    """Whether a text is an absolute URL.

    >>> [is_absolute_url(text) for text in ("https://a:443/x", "https://a:x", "/v1", "a.test", "mqtt://broker")]
    [True, False, False, False, True]
    """
    scheme = _SCHEME.match(text)
    if scheme is None:
        return False
    rest = text[scheme.end() :]
    is_special = scheme[1].lower() in _SPECIAL
    if not is_special and not rest.startswith("//"):
        return True
    found = _AUTHORITY.match(rest)
    if found is None or (is_special and not found[1]):
        return False
    is_host = found[1].startswith("[") or not _FORBIDDEN.search(unquote(found[1]))
    port = found[2] or ""
    return is_host and (not port or (port.isascii() and port.isdigit() and int(port) <= MAX_PORT))
