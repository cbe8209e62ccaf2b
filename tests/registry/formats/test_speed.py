"""What large documents cost: validating one takes no longer than a few times what parsing it takes."""

import time
from collections.abc import Callable

import pytest

from crossdock.registry.formats.openapi import FORMAT
from tests.registry.formats.corpora import FOLDER, needs_corpora
from tests.registry.formats.reading import open_folder

LARGEST = "github-rest/ghes/3.7.json"  # 10 MB


def seconds(action: Callable[[], object]) -> float:
    """Return the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.corpora
@pytest.mark.slow
@needs_corpora
def test_ten_megabytes() -> None:
    parse = seconds(lambda: open_folder(FOLDER).load(LARGEST))
    resolver = open_folder(FOLDER)
    document = resolver.load(LARGEST)
    assert document is not None
    assert seconds(lambda: list(FORMAT.validate(document, resolver))) < 3 * parse + 0.5
    assert seconds(lambda: FORMAT.read_interface(document, resolver)) < 3 * parse + 0.5
