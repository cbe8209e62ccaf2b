"""A shell is offered the names that there are."""

import os
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from crossdock.registry.cli.main import group
from tests.cli.small import Small


def offered(folder: Path, *words: str) -> list[str]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        complete = ShellComplete(group, {}, "crossdock", "_CROSSDOCK_COMPLETE")
        return [item.value for item in complete.get_completions(list(words[:-1]), words[-1])]
    finally:
        os.chdir(before)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("show", "w"), ["wms/shipped@1"]),
        (("check", "x.json", "--as", "can"), ["canonical/shipment@1"]),
        (("new", "--from", "wms/"), ["wms/shipped@1"]),
        (("generate", "python-client", "wms"), ["wms/shipped@1"]),
        (("generate", "python-c"), ["python-client"]),
        (("check", "--report", "github"), ["github", "github-summary"]),
        (("explain", "owner-m"), ["owner-missing"]),
    ],
)
def test_names_are_offered(small: Small, words: tuple[str, ...], names: list[str]) -> None:
    assert offered(small.root, *words) == names


def test_nothing_is_offered_where_there_is_no_registry(tmp_path: Path) -> None:
    assert offered(tmp_path, "show", "") == []
