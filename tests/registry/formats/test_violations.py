"""What is said of documents with very many errors: a bounded number of findings, in a bounded time."""

import time

from crossdock.registry.specifications.violations import MAX_VIOLATIONS, find_violations


def test_many_errors_are_told_up_to_a_limit_and_that_is_said() -> None:
    operation = {
        "respones": {},
        "parameters": [{"name": "a", "in": "query"}],
        "responses": {"200": {"descripton": "x"}},
    }
    paths = {f"/p{index}": {"get": operation} for index in range(2000)}
    start = time.perf_counter()
    found = list(
        find_violations("openapi-3.1", {"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": paths})
    )
    assert time.perf_counter() - start < 20
    assert len(found) == MAX_VIOLATIONS + 1
    assert found[-1].tokens == ()
    assert f"more than {MAX_VIOLATIONS}" in found[-1].message


def test_few_errors_are_told_all() -> None:
    paths: dict[str, object] = {f"/p{index}": {"get": {"respones": {}}} for index in range(150)}
    found = list(
        find_violations("openapi-3.1", {"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": paths})
    )
    assert [violation.tokens[-1] for violation in found] == ["respones"] * 150
