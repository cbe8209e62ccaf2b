"""The index: look-ups, moves between trees, and that a bad cache never decides."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from crossdock.registry.model.facts import Facts
from crossdock.registry.store.facts_reader import Folder
from crossdock.registry.store.index import Consumer, Index
from crossdock.registry.store.index_file import index_path
from crossdock.registry.store.objects import ObjectReader
from tests.registry.store.building import Clone, clone_of, traced


class LineReader:
    """Reads facts from files of `name: value` lines, and remembers which folders it read."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.folders: list[str] = []

    def wants(self, folder: Folder) -> Iterable[str]:
        named = (folder.oid("system.yaml" if folder.is_system else "contract.yaml"),)
        inherited = tuple(entry.oid for entry in folder.system if entry.name == "system.yaml")
        return [oid for oid in named + inherited if oid]

    def read(self, folder: Folder, blobs: Mapping[str, bytes]) -> Facts | None:
        self.folders.append(folder.path)
        manifest = folder.oid("system.yaml" if folder.is_system else "contract.yaml")
        if manifest is None:
            return None
        lines = [line.split(": ", 1) for line in blobs[manifest].decode().splitlines()]
        said = {name: tuple(value for key, value in lines if key == name) for name, _ in lines}
        _, system, *rest = folder.path.split("/")
        inherited = [
            blobs[entry.oid].decode().splitlines()[0] for entry in folder.system if entry.name == "system.yaml"
        ]
        return Facts(
            key=system if folder.is_system else f"{system}/{rest[0]}@{rest[1][1:]}",
            folder=folder.path,
            is_system=folder.is_system,
            manifest_oid=manifest,
            document=None if folder.is_system else f"{folder.path}/openapi.yaml",
            references=said.get("refers", ()),
            addresses=said.get("address", ()),
            entities=tuple((name, None if name.endswith("@9") else "/x") for name in said.get("entity", ())),
            consumes=tuple((name, f"/consumes/{at}") for at, name in enumerate(said.get("consumes", ()))),
            formerly=said.get("formerly", ()),
            summary={"owner": inherited[0].removeprefix("owner: ") if inherited else ""},
        )


SHIPMENT = "contracts/canonical/shipment/v1"
FILES = {
    "crossdock.yaml": "registry: x\n",
    "contracts/readme.md": "a file that is no system\n",
    "contracts/canonical/system.yaml": "owner: architecture\n",
    f"{SHIPMENT}/contract.yaml": "address: https://s.example/\naddress: https://s.example/shipment/\n",
    f"{SHIPMENT}/schema.json": "{}",
    "contracts/canonical/order/v1/contract.yaml": f"refers: {SHIPMENT}/schema.json\naddress: https://s.example/order/\n",
    "contracts/canonical/order/v1/schema.json": "{}",
    "contracts/erp/system.yaml": "owner: erp\nconsumes: wms/confirmed@2\nconsumes: wms/confirmed@2.3.0#/lines\n",
    "contracts/erp/order-api/v1/contract.yaml": "refers: contracts/canonical/order/v1/schema.json\nentity: canonical/order@1\n",
    "contracts/erp/order-api/v2/contract.yaml": f"refers: {SHIPMENT}/schema.json\nentity: canonical/order@1\n",
    "contracts/erp/order-api/v2/examples/one.json": "{}",
    "contracts/wms/system.yaml": "owner: east\nformerly: wms-1\n",
    "contracts/wms/confirmed/v2/contract.yaml": "entity: canonical/shipment@9\nformerly: wms/shipped\n",
    "contracts/wms/confirmed/notes/readme.md": "a folder that is no line\n",
}
KEYS = ("canonical/order@1", "canonical/shipment@1", "erp/order-api@1", "erp/order-api@2", "wms/confirmed@2")


def move(index: Index, clone: Clone, reader: LineReader, revision: str = "HEAD") -> LineReader:
    with ObjectReader(clone.repository) as objects:
        index.update(objects, objects.tree_of(objects.resolve(revision), "contracts"), reader)
    return reader


def opened(clone: Clone, revision: str = "HEAD", reader: LineReader | None = None) -> Index:
    index = Index.open(clone.repository)
    move(index, clone, reader or LineReader(), revision)
    return index


def said(index: Index) -> dict[str, Facts | None]:
    """Everything that an index says, through its look-ups."""
    return {key: index.facts(key) for key in (*index.all_keys(), *index.systems())}


def rebuilt(clone: Clone, revision: str = "HEAD") -> dict[str, Facts | None]:
    index = Index.open(clone.repository, is_cached=False)
    move(index, clone, LineReader(), revision)
    found = said(index)
    index.close()
    return found


@pytest.fixture
def registry(clone: Clone) -> Clone:
    clone.commit(FILES)
    return clone


def test_all_look_ups(registry: Clone) -> None:
    index = opened(registry)
    assert index.contracts_count() == 5
    assert index.all_keys() == KEYS
    assert index.systems() == ("canonical", "erp", "wms")
    assert index.facts("nowhere/x@1") is None
    order = index.facts("erp/order-api@1")
    assert order == Facts(
        key="erp/order-api@1",
        folder="contracts/erp/order-api/v1",
        manifest_oid=registry.git("rev-parse", "HEAD:contracts/erp/order-api/v1/contract.yaml"),
        document="contracts/erp/order-api/v1/openapi.yaml",
        references=("contracts/canonical/order/v1/schema.json",),
        entities=(("canonical/order@1", "/x"),),
        summary={"owner": "erp"},
    )
    assert index.references_to([f"{SHIPMENT}/schema.json", "nowhere"]) == ("canonical/order@1", "erp/order-api@2")
    assert index.references_to([]) == ()
    assert index.dependents_of([f"{SHIPMENT}/schema.json"]) == (
        "canonical/order@1",
        "erp/order-api@1",
        "erp/order-api@2",
    )
    assert index.consumers_of("wms/confirmed") == (
        Consumer("erp", "2", "/consumes/0"),
        Consumer("erp", "2.3.0", "/consumes/1"),
    )
    assert index.carriers_of("canonical/order@1") == (("erp/order-api@1", "/x"), ("erp/order-api@2", "/x"))
    assert index.carriers_of("canonical/shipment@9") == (("wms/confirmed@2", None),)
    assert index.claimed("https://s.example/shipment/x.json") == (
        ("https://s.example/shipment/", "canonical/shipment@1"),
    )
    assert index.claimed("https://s.example/other") == (("https://s.example/", "canonical/shipment@1"),)
    assert index.claimed("https://else.example/") == ()
    assert index.formerly("wms/shipped") == ("wms/confirmed@2",)
    assert index.formerly("wms-1") == ("wms",)
    index.close()


def test_a_warm_index_reads_no_folder_and_no_object(
    registry: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(registry).close()
    with ObjectReader(registry.repository) as objects:
        tree = objects.tree_of(objects.resolve("HEAD"), "contracts")
    reader, index = LineReader(), Index.open(registry.repository)
    with traced(tmp_path / "trace", monkeypatch) as started, ObjectReader(registry.repository) as objects:
        index.update(objects, tree, reader)
        assert index.all_keys() == KEYS
    assert (reader.folders, started) == ([], [])
    index.close()


def test_a_move_reads_only_what_differs_and_goes_both_ways(registry: Clone) -> None:
    registry.commit({"contracts/erp/order-api/v2/contract.yaml": "entity: canonical/order@1\n"})
    index = opened(registry, "HEAD~1")
    assert move(index, registry, LineReader()).folders == ["contracts/erp", "contracts/erp/order-api/v2"]
    assert index.dependents_of([f"{SHIPMENT}/schema.json"]) == ("canonical/order@1", "erp/order-api@1")
    assert said(index) == rebuilt(registry)
    assert move(index, registry, LineReader(), "HEAD~1").folders == ["contracts/erp", "contracts/erp/order-api/v2"]
    assert said(index) == rebuilt(registry, "HEAD~1")
    index.close()


def test_a_system_that_changed_is_read_with_all_that_inherits_from_it(registry: Clone) -> None:
    index = opened(registry)
    registry.commit({"contracts/erp/system.yaml": "owner: others\n"})
    reader = move(index, registry, LineReader())
    assert reader.folders == ["contracts/erp", "contracts/erp/order-api/v1", "contracts/erp/order-api/v2"]
    assert index.consumers_of("wms/confirmed") == ()
    facts = index.facts("erp/order-api@1")
    assert facts is not None and facts.summary == {"owner": "others"}
    assert said(index) == rebuilt(registry)
    index.close()


def test_moves_through_a_whole_history_end_where_a_new_index_does(registry: Clone) -> None:
    registry.git("mv", "contracts/erp/order-api", "contracts/erp/orders")
    registry.commit()
    registry.git("mv", "contracts/wms", "contracts/wms-east")
    registry.commit({"contracts/erp/orders/v3/contract.yaml": "entity: canonical/order@1\n"})
    registry.git("rm", "-r", "--quiet", "contracts/canonical")
    registry.commit({"contracts/erp-2/x/v1/contract.yaml": "entity: a/b@1\n"})
    registry.git("rm", "--quiet", "contracts/erp/system.yaml", "contracts/wms-east/confirmed/v2/contract.yaml")
    registry.commit()
    registry.git("rm", "-r", "--quiet", "contracts")
    registry.commit({"other": "1"})
    index = opened(registry, "HEAD~5")
    counts = {"HEAD~5": 5, "HEAD~4": 5, "HEAD~3": 6, "HEAD~2": 5, "HEAD~1": 4, "HEAD": 0}
    for revision in ("HEAD~4", "HEAD~3", "HEAD~2", "HEAD~1", "HEAD", "HEAD~3", "HEAD~5", "HEAD~1", "HEAD~4", "HEAD~2"):
        move(index, registry, LineReader(), revision)
        assert said(index) == rebuilt(registry, revision), revision
        assert index.contracts_count() == len(index.all_keys()) == counts[revision], revision
    index.close()


def test_local_changes_are_laid_over(registry: Clone) -> None:
    index = opened(registry)
    confirmed, order, erp = index.facts("wms/confirmed@2"), index.facts("erp/order-api@1"), index.facts("erp")
    assert confirmed and order and erp
    added = replace(
        order, key="erp/order-api@3", folder="contracts/erp/order-api/v3", addresses=("https://s.example/s",)
    )
    over = {
        confirmed.folder: None,
        order.folder: replace(order, references=(f"{SHIPMENT}/schema.json",), entities=()),
        added.folder: added,
        erp.folder: replace(erp, consumes=(("wms/confirmed@3", "/consumes/0"),)),
    }
    index.lay_over(over)
    assert index.contracts_count() == 5
    assert index.all_keys() == ("canonical/order@1", "canonical/shipment@1", *(f"erp/order-api@{n}" for n in "123"))
    assert index.facts("wms/confirmed@2") is None
    assert index.facts("erp/order-api@3") == added
    assert index.references_to([f"{SHIPMENT}/schema.json"]) == (
        "canonical/order@1",
        "erp/order-api@1",
        "erp/order-api@2",
    )
    assert index.references_to(["contracts/canonical/order/v1/schema.json"]) == ("erp/order-api@3",)
    assert index.consumers_of("wms/confirmed") == (Consumer("erp", "3", "/consumes/0"),)
    assert index.carriers_of("canonical/order@1") == (("erp/order-api@2", "/x"), ("erp/order-api@3", "/x"))
    assert index.claimed("https://s.example/shipment") == (("https://s.example/s", "erp/order-api@3"),)
    assert index.formerly("wms/shipped") == ()
    move(index, registry, LineReader())
    assert said(index) == rebuilt(registry)
    index.close()


def test_folders_that_depend_on_each_other_are_found_once(clone: Clone) -> None:
    for here, there in (("a", "b"), ("b", "c"), ("c", "a")):
        clone.write({f"contracts/{here}/x/v1/contract.yaml": f"refers: contracts/{there}/x/v1/schema.json\n"})
    clone.commit()
    index = opened(clone)
    assert index.dependents_of(["contracts/c/x/v1/schema.json"]) == ("a/x@1", "b/x@1", "c/x@1")
    index.close()


def test_thousands_of_names_are_asked_for(registry: Clone) -> None:
    index = opened(registry)
    paths = [*(f"contracts/none/{number}" for number in range(5000)), f"{SHIPMENT}/schema.json"]
    assert index.references_to(paths) == ("canonical/order@1", "erp/order-api@2")
    index.close()


def test_another_version_of_the_reader_reads_everything_again(registry: Clone) -> None:
    opened(registry).close()
    index, reader = Index.open(registry.repository), LineReader("2")
    move(index, registry, reader)
    assert len(reader.folders) == 9
    assert said(index) == rebuilt(registry)
    index.close()


def test_two_registries_in_one_repository_have_an_index_each(clone: Clone) -> None:
    assert (
        index_path(clone.repository, "")
        != index_path(clone.repository, "east/")
        != index_path(clone.repository, "west/")
    )


def test_work_trees_share_one_index(registry: Clone, tmp_path: Path) -> None:
    opened(registry).close()
    registry.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "side"))
    side = Clone(tmp_path / "side")
    index, reader = Index.open(side.repository), LineReader()
    assert move(index, side, reader).folders == []
    index.close()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"SQLite format 3\0" + b"x" * 4096])
def test_a_file_that_is_no_database_is_replaced(registry: Clone, content: bytes) -> None:
    path = index_path(registry.repository, "")
    path.parent.mkdir()
    path.write_bytes(content)
    index = opened(registry)
    assert said(index) == rebuilt(registry)
    index.close()
    reopened = Index.open(registry.repository)
    assert move(reopened, registry, LineReader()).folders == []
    reopened.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE folder SET facts = replace(facts, 'erp', 'xyz')",
        "UPDATE folder SET key = 'erp/order-api@2' WHERE key = 'erp/order-api@1'",
        "UPDATE folder SET facts = NULL, sum = NULL",
        "UPDATE link SET folder = 1",
        "UPDATE state SET count = 'many'",
        "CREATE TRIGGER t AFTER INSERT ON folder BEGIN DELETE FROM link; END",
        "DROP TABLE link",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_a_damaged_index_is_thrown_away(registry: Clone, objects: ObjectReader, damage: str) -> None:
    opened(registry).close()
    path = index_path(registry.repository, "")
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    expected = rebuilt(registry)
    index = Index.open(registry.repository)
    index.update(objects, objects.tree_of(objects.resolve("HEAD"), "contracts"), LineReader())
    assert index.references_to([f"{SHIPMENT}/schema.json"]) == ("canonical/order@1", "erp/order-api@2")
    assert index.references_to(["contracts/canonical/order/v1/schema.json"]) == ("erp/order-api@1",)
    assert index.consumers_of("wms/confirmed")[0].system == "erp"
    assert said(index) == expected
    assert index.contracts_count() == 5
    index.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE link SET name = 'contracts/canonical/order/v1/schema.json'",
        "DELETE FROM link WHERE kind = 1",
        "UPDATE link SET kind = 2",
        "UPDATE folder SET facts = replace(facts, 'erp', 'xyz')",
        "INSERT INTO link SELECT * FROM link LIMIT 1",
        "DELETE FROM folder WHERE key = 'wms/confirmed@2'",
        "UPDATE state SET count = 4",
    ],
)
def test_verifying_sees_also_what_is_lost(registry: Clone, objects: ObjectReader, damage: str) -> None:
    opened(registry).close()
    with sqlite3.connect(index_path(registry.repository, "")) as connection:
        connection.execute(damage)
    connection.close()
    index = Index.open(registry.repository)
    index.update(objects, objects.tree_of(objects.resolve("HEAD"), "contracts"), LineReader())
    index.verify()
    assert index.references_to([f"{SHIPMENT}/schema.json"]) == ("canonical/order@1", "erp/order-api@2")
    assert said(index) == rebuilt(registry)
    index.close()


def test_verifying_keeps_what_is_whole(registry: Clone) -> None:
    index = opened(registry)
    index.verify()
    index.close()
    assert index_path(registry.repository, "").exists()


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_never_change_an_answer_that_is_given(registry: Clone, objects: ObjectReader, seed: int) -> None:
    """Pages that answer at all either answer right or are thrown away; a row that is gone is the one thing not seen."""
    opened(registry).close()
    path = index_path(registry.repository, "")
    content = bytearray(path.read_bytes())
    for at in range(100 + seed * 37, len(content), 450):
        content[at] ^= 0x11
    path.write_bytes(content)
    expected = rebuilt(registry)
    index = Index.open(registry.repository)
    index.update(objects, objects.tree_of(objects.resolve("HEAD"), "contracts"), LineReader())
    for key, facts in said(index).items():
        assert expected[key] == facts
    index.close()


def test_two_runs_see_each_its_own_state(registry: Clone) -> None:
    registry.commit({"contracts/erp/order-api/v2/contract.yaml": "x: y\n"})
    one, other = opened(registry, "HEAD~1"), opened(registry, "HEAD")
    assert one.references_to([f"{SHIPMENT}/schema.json"]) == ("canonical/order@1", "erp/order-api@2")
    assert other.references_to([f"{SHIPMENT}/schema.json"]) == ("canonical/order@1",)
    assert one.contracts_count() == other.contracts_count() == 5
    one.close()
    other.close()


def test_a_run_does_not_wait_for_ever_for_another(registry: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossdock.registry.store.index_file.PATIENCE", 0.05)
    opened(registry).close()
    writer = sqlite3.connect(index_path(registry.repository, ""), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    registry.commit({"contracts/erp/order-api/v2/contract.yaml": "x: y\n"})
    index, reader = Index.open(registry.repository), LineReader()
    move(index, registry, reader)
    assert reader.folders == ["contracts/erp", "contracts/erp/order-api/v2"], "it goes on from a copy"
    assert said(index) == rebuilt(registry)
    index.close()
    writer.close()
    assert index_path(registry.repository, "").exists()


def test_a_git_dir_that_may_not_be_written_is_no_obstacle(registry: Clone) -> None:
    (registry.path / ".git" / "crossdock").write_text("a file where the folder would be")
    index = opened(registry)
    assert said(index) == rebuilt(registry)
    index.close()


def test_a_failure_while_moving_leaves_the_index_as_it_was(registry: Clone) -> None:
    class Failing(LineReader):
        def read(self, folder: Folder, blobs: Mapping[str, bytes]) -> Facts | None:
            if folder.path.endswith("/v2"):
                raise RuntimeError("a defect of the reader")
            return super().read(folder, blobs)

    index = opened(registry)
    expected = said(index)
    registry.commit({"contracts/erp/system.yaml": "owner: others\n"})
    with pytest.raises(RuntimeError):
        move(index, registry, Failing())
    index.close()
    reopened = Index.open(registry.repository)
    assert move(reopened, registry, LineReader(), "HEAD~1").folders == []
    assert said(reopened) == expected
    reopened.close()


def test_a_partial_clone_fetches_the_blobs_of_a_new_index_at_once(
    registry: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.commit({f"contracts/erp/many/v{number}/contract.yaml": f"entity: e{number}\n" for number in range(300)})
    partial = clone_of(registry, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    with traced(tmp_path / "trace", monkeypatch) as started:
        index = opened(partial)
        assert index.contracts_count() == 305
    assert sum(arguments[0] == "git" and "fetch" in arguments for arguments in started) == 2  # systems, then lines
    assert said(index) == rebuilt(registry)
    index.close()


def test_names_that_no_contract_has_are_passed_by(clone: Clone) -> None:
    blob = clone.git("hash-object", "-w", "--stdin", content=b"entity: a/b@1\n")

    def tree(name: bytes, kind: str, oid: str) -> str:
        mode = "100644" if kind == "blob" else "040000"
        return clone.git("mktree", "-z", content=f"{mode} {kind} {oid}\t".encode() + name + b"\0")

    line = tree(b"v1", "tree", tree(b"contract.yaml", "blob", blob))
    systems = [(b"caf\xe9", tree(b"x", "tree", line)), ("käse 'n".encode(), tree(b"x", "tree", line))]
    listed = b"".join(b"040000 tree %s\t%s\0" % (oid.encode(), name) for name, oid in systems)
    commit = clone.git("commit-tree", "-m", "x", tree(b"contracts", "tree", clone.git("mktree", "-z", content=listed)))
    index = opened(clone, commit)
    assert index.all_keys() == ("käse 'n/x@1",)
    index.close()
