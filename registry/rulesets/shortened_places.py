"""Where Spectral reports what lies behind a reference: no deeper than names that an address writes as they are.

It looks the place up by the fragment of an address and does not undo its percent signs, so that a finding at
`content/application~1problem+json` behind a reference is reported at `content`.
"""

import re
from urllib.parse import quote

from crossdock.registry.model.location import Place, escape_token, split_pointer
from crossdock.registry.rulesets.node import Node

_KEPT = "-_.!~*'()/"  # what encodeURIComponent keeps (ECMA-262, section 19.2.6.5), and slashes
_PLAIN = re.compile(r"[A-Za-z0-9_.!~*'()/-]*")  # pointers of such names are kept whole


def shorten_place(node: Node, is_resolved: bool) -> Place:
    """Return where Spectral reports a finding at a node; `is_resolved` says whether references were followed."""
    place = node.reported
    written = node.written
    if not is_resolved or (written is not None and not written.is_reference_only):
        return place
    if written is None and node.spot.is_outside:
        return _find_written(node)
    if _PLAIN.fullmatch(place.pointer):
        return place
    kept: list[str] = []
    for name in split_pointer(place.pointer):
        if quote(name, safe=_KEPT) != name:
            break
        kept.append(name)
    pointer = "".join(f"/{escape_token(name)}" for name in kept)
    return place if pointer == place.pointer else Place(place.path, pointer, place.part, place.side)


def _find_written(node: Node) -> Place:
    """Return the nearest place on the way to a node that the judged document itself writes."""
    while node.written is None and node.parent is not None:
        node = node.parent
    return node.written.place if node.written is not None else node.place
