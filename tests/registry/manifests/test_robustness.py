"""Nothing that stands in a file raises: it is read, or it is a finding."""

import copy
import doctest
import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crossdock.registry.manifests
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.read import read_document
from crossdock.registry.manifests.contract_file import read_contract
from crossdock.registry.model.finding import Finding
from tests.registry.manifests.reading import FOLDER, READERS, SYSTEM
from tests.registry.manifests.test_cases import CASES

Read = Callable[[Document], tuple[object, tuple[Finding, ...]]]
COMPLETE = {
    "contract.yaml": "contract-everything-stated",
    "crossdock.yaml": "settings-everything-stated",
    "mapping.yaml": "mapping-everything-stated",
    "releases.yaml": "releases-in-order",
    "system.yaml": "system-everything-stated",
    "table.yaml": "table-everything-stated",
    "teams.yaml": "teams-everything-stated",
    "vocabulary.yaml": "vocabulary-everything-stated",
    "waivers.yaml": "waivers-everything-stated",
    "workflow.yaml": "workflow-everything-stated",
}
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, 2**63, -1, 0, 1.5, -0.0, float("inf"), float("nan")])
    | st.sampled_from(["", " ", "\x00", "x-a", "error", "{reason}", "%s", "/", "P", "a/b@1", "PT" + "9" * 400 + "S"])
    | st.text(max_size=4)
)
NAMES = st.text(max_size=4) | st.sampled_from(["x-a", "[key]", "0"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


def _read(name: str, data: object) -> tuple[object, tuple[Finding, ...]]:
    if name == "contract.yaml":
        document = Document(f"{FOLDER}/{name}", b"", data, Syntax.YAML)
        return read_contract(document, FOLDER, ["asyncapi.yaml"])
    return READERS[name](Document(name, b"", data, Syntax.YAML))


def _load(name: str) -> object:
    return read_document(name, (CASES / COMPLETE[name] / name).read_bytes()).data


@pytest.mark.parametrize("name", COMPLETE)
@given(data=VALUES)
@settings(max_examples=60, deadline=None)
def test_any_data_is_read_or_found_wanting(name: str, data: object) -> None:
    value, findings = _read(name, data)
    assert value is not None or findings


@pytest.mark.parametrize("name", COMPLETE)
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damage_at_any_place_is_read_or_found_wanting(name: str, choices: st.DataObject) -> None:
    data = copy.deepcopy(_load(name))
    for _ in range(choices.draw(st.integers(1, 3))):
        _damage(data, choices)
    before = repr(data)
    value, findings = _read(name, data)
    assert value is not None or findings
    assert repr(data) == before
    for finding in findings:
        assert finding.message.isprintable()
        assert finding.why
        assert finding.fix
    assert len({finding.identity for finding in findings}) == len(findings)


def _damage(data: object, choices: st.DataObject) -> None:
    """Replace, remove or add one entry somewhere."""
    holders = [node for node in _nodes(data) if node]
    if not holders:
        return
    holder = holders[choices.draw(st.integers(0, len(holders) - 1))]
    at = choices.draw(st.integers(0, len(holder) - 1))
    action = choices.draw(st.sampled_from(["replace", "remove", "add"]))
    if isinstance(holder, list):
        end = at if action == "add" else at + 1
        holder[at:end] = [] if action == "remove" else [choices.draw(VALUES)]
        return
    name = choices.draw(NAMES) if action == "add" else list(holder)[at]
    holder[name] = choices.draw(VALUES)
    if action == "remove":
        del holder[name]


def _nodes(data: object) -> list[dict[object, object] | list[object]]:
    if not isinstance(data, dict | list):
        return []
    children = data.values() if isinstance(data, dict) else data
    return [data, *(node for child in children for node in _nodes(child))]


def test_an_alias_can_be_wrong_at_both_its_places() -> None:
    shared = {"attempts": 3, "max": 4, "x-a": 1}
    data: object = {"kind": "event", "version": "1.0.0", "semantics": {"retry": shared}, "x-b": shared}
    value, findings = _read("contract.yaml", data)
    assert value is not None
    assert [finding.at.pointer for finding in findings] == ["/semantics/retry/max"]
    record = {"name": "a", "fields": [{"name": "b"}], "wrong": 1}
    value, findings = _read("table.yaml", {"title": "t", "records": [record, record]})
    assert value is not None
    assert [finding.at.pointer for finding in findings] == ["/records/0/wrong", "/records/1/wrong"]


def test_system_can_be_anything() -> None:
    document = Document(f"{FOLDER}/contract.yaml", b"", {"kind": "event", "version": "1.0.0"}, Syntax.YAML)
    states: tuple[object, ...] = (None, [], {"defaults": []}, {"defaults": {"sla": [1]}})
    for data in states:
        system = Document(SYSTEM, b"", data, Syntax.YAML)
        contract, findings = read_contract(document, FOLDER, ["asyncapi.yaml"], system)
        assert (contract is None) == bool(findings)
        assert all(finding.at.path == SYSTEM and finding.contract is None for finding in findings)


MODULES = [found.name for found in pkgutil.iter_modules(crossdock.registry.manifests.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(f"crossdock.registry.manifests.{name}")
    assert doctest.testmod(module).failed == 0


def test_no_file_imports_pydantic_that_need_not() -> None:
    """The rooms that look at folders, notations and inheritance alone do not pay for it."""
    folder = Path(crossdock.registry.manifests.__path__[0])
    for name in ("folders", "inheritance", "notation", "origin", "problems", "__init__"):
        assert "pydantic" not in (folder / f"{name}.py").read_text(encoding="utf-8")
