"""Keeps a test from making the target call others: addresses in what is sent are replaced by loopback ones."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

NOWHERE = "127.0.0.1:9"  # the discard port: nothing listens there
_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*:)?//(?P<host>[^\s/?#\"'<>\\]*)")
_LOOPBACK = re.compile(r"(?:[^@]*@)?(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?", re.IGNORECASE)
_ADDRESS_NAME = re.compile(r"(?:ur[il]|link|href|callback|webhook|endpoint|host|hostname|domain)s?$", re.IGNORECASE)
HEADERS_OF_HOSTS = ("Host", "Origin", "Referer", "Forwarded", "X-Forwarded-Host")


def make_harmless(value: object, name: str = "") -> object:
    """Return data in which every address leads to this machine.

    A string is replaced where it holds an address with a scheme or `//`; whole, when the property `name` says that it is one.

    >>> make_harmless({"callbackUrl": "https://partner.example/hook?x=1", "note": "see ftp://a.example"})
    {'callbackUrl': 'https://127.0.0.1:9/hook?x=1', 'note': 'see ftp://127.0.0.1:9'}
    >>> make_harmless({"callback": "partner.example"})
    {'callback': 'http://127.0.0.1:9/'}
    """
    if isinstance(value, str):
        return _harmless_text(value, name)
    if isinstance(value, bytes):
        return _replace(value.decode("latin-1")).encode("latin-1")
    if isinstance(value, Mapping):
        return {key: make_harmless(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [make_harmless(item, name) for item in value]
    return value


def make_path_harmless(value: object) -> object:
    """Return a path parameter, which may be percent-encoded, without addresses of others."""
    if not isinstance(value, str) or "//" not in unquote(value):
        return value
    return quote(_replace(unquote(value)), safe="")


def _harmless_text(text: str, name: str) -> str:
    replaced = _replace(text)
    if text and "//" not in text and _ADDRESS_NAME.search(name):
        return f"http://{NOWHERE}/"
    return replaced


def _replace(text: str) -> str:
    return _ADDRESS.sub(_to_loopback, text)


def _to_loopback(match: re.Match[str]) -> str:
    if _LOOPBACK.fullmatch(match["host"]):
        return match[0]
    return f"{match['scheme'] or ''}//{NOWHERE}"
