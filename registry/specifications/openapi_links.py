"""What a response leads on to (OpenAPI 3.1.1, section 4.8.20, Link Object)."""

from collections.abc import Iterator

from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading, canonical

_FACTS = ("operationId", "operationRef", "parameters", "requestBody", "server")


def read_links(response: Node, status: str, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield (`link STATUS NAME`, canonical JSON of where it leads and with what) of one response."""
    for name, written in response.child("links").entries():
        link = reading.follow(written)
        if link.is_mapping and not name.startswith("x-"):
            yield f"link {status} {name}", canonical({key: link.mapping[key] for key in _FACTS if key in link.mapping})
