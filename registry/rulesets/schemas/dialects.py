"""The dialects in which Ajv reads schemas, by the address that `$schema` names."""

import re

from crossdock.registry.model.interface import Dialect

_ADDRESS = re.compile(
    r"https?://json-schema\.org/(?:draft-0(?P<old>[467])|draft/(?P<new>2019-09|2020-12))/(?:hyper-)?schema#?"
)
_DIALECTS = {"4": Dialect.DRAFT4, "2019-09": Dialect.DRAFT2019, "2020-12": Dialect.DRAFT2020}


def detect_dialect(address: object) -> Dialect | None:
    """Return the dialect of an address, `None` when it is that of no draft; draft 6 is read as draft 7.

    >>> detect_dialect("http://json-schema.org/draft-06/schema#").name
    'DRAFT7'
    """
    found = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
    return None if found is None else _DIALECTS.get(found["old"] or found["new"], Dialect.DRAFT7)
