"""Where Spectral reports what lies behind a reference: no deeper than names that an address writes as they are.

It looks the place up by the fragment of an address and does not undo its percent signs, so that a finding at
`content/application~1problem+json` behind a reference is reported at `content`.
"""

from urllib.parse import quote

from crossdock.registry.model.location import Place, escape_token, split_pointer
from crossdock.registry.rulesets.node import Node

_KEPT = "-_.!~*'()/"  # what encodeURIComponent keeps (ECMA-262, section 19.2.6.5), and slashes


def shorten_place(node: Node, is_resolved: bool) -> Place:
    """Return where Spectral reports a finding at a node; `is_resolved` says whether references were followed."""
    place = node.reported
    if not is_resolved or (node.written is not None and not node.written.is_reference_only):
        return place
    kept: list[str] = []
    for name in split_pointer(place.pointer):
        if quote(name, safe=_KEPT) != name:
            break
        kept.append(name)
    pointer = "".join(f"/{escape_token(name)}" for name in kept)
    return place if pointer == place.pointer else Place(place.path, pointer, place.part, place.side)
