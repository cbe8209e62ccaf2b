"""Adopting what exists: guesses, doubts, histories, and nothing half done."""

import json
from pathlib import Path

import pytest

from tests.cli.small import Small

OPENAPI = {"openapi": "3.0.3", "info": {"title": "Booking API", "version": "2.1.0"}, "paths": {}}


@pytest.fixture
def room(tmp_path: Path) -> Small:
    """An empty repository."""
    small = Small(tmp_path / "room")
    small.root.mkdir()
    small.git("init", "--quiet", "--initial-branch=main")
    return small


def documents(folder: Path, files: dict[str, object]) -> Path:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def test_init_starts_a_registry_once(room: Small) -> None:
    assert room.run("init", "--name", "acme").code == 0
    before = {path: path.read_bytes() for path in room.root.rglob("*.yaml")}
    assert "nothing was changed" in room.run("init").out
    assert {path: path.read_bytes() for path in room.root.rglob("*.yaml")} == before
    assert room.run("check", "--all").code == 0


@pytest.mark.parametrize("kind", ["api", "event", "schema", "file", "vocabulary", "mapping", "workflow"])
def test_new_writes_a_contract_that_passes(room: Small, kind: str) -> None:
    room.run("init", "--name", "acme")
    assert room.run("new", kind, f"shop/my-{kind}").code == 0
    answer = room.run("check", "--all", "--report", "json")
    assert [finding for finding in answer.data["findings"] if finding["severity"] != "info"] == []
    again = room.run("new", kind, f"shop/my-{kind}")
    assert again.code in (0, 2)
    room.write({f"contracts/shop/my-{kind}/v1/contract.yaml": "kind: api\n"})
    assert room.run("new", kind, f"shop/my-{kind}").code == 2


def test_new_says_the_closest_kind(room: Small) -> None:
    room.run("init")
    assert "`event`" in room.run("new", "evnt", "shop/x").err


def test_import_keeps_files_as_they_are_and_says_what_it_could_not_guess(room: Small, tmp_path: Path) -> None:
    source = documents(
        tmp_path / "services",
        {
            "booking/openapi.json": OPENAPI,
            "shared/colour.schema.json": {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Colour"},
            "booking/notes.yaml": "just: notes\n",
            "booking/broken.yaml": "a: [\n",
        },
    )
    answer = room.run("import", str(source))
    assert answer.code == 1
    assert "broken.yaml" in answer.err
    assert "of no format that is known" in answer.out
    adopted = next((room.root / "contracts").rglob("openapi.json"))
    assert adopted.read_bytes() == (source / "booking/openapi.json").read_bytes()
    assert adopted.parent.name == "v2"
    assert "states no version" in answer.out
    before = {path: path.read_bytes() for path in room.root.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert "nothing changed" in room.run("import", str(source)).out
    assert {
        path: path.read_bytes() for path in room.root.rglob("*") if path.is_file() and ".git" not in path.parts
    } == before


def test_what_is_there_is_never_overwritten(room: Small, tmp_path: Path) -> None:
    source = documents(tmp_path / "services", {"booking/openapi.json": OPENAPI})
    room.run("import", str(source))
    documents(source, {"booking/openapi.json": {**OPENAPI, "servers": []}, "zoo/openapi.json": OPENAPI})
    document = next((room.root / "contracts/services").rglob("openapi.json"))
    before = document.read_bytes()
    for arguments in (("--dry-run",), ()):
        answer = room.run("import", str(source), *arguments)
        assert answer.code == 1
        (said,) = [line for line in answer.out.splitlines() if line.startswith("left alone")]
        assert said.endswith(f"`{document.relative_to(room.root).as_posix()}` is there with another content")
        assert document.read_bytes() == before
    assert list((room.root / "contracts").rglob("zoo*")), "one that differs does not keep the others out"


def test_what_people_made_of_a_manifest_is_left_to_them(room: Small, tmp_path: Path) -> None:
    source = documents(tmp_path / "services", {"booking/openapi.json": OPENAPI})
    room.run("import", str(source))
    manifest = next((room.root / "contracts").rglob("contract.yaml"))
    manifest.write_text(manifest.read_text() + "owner: platform\n")
    answer = room.run("import", str(source))
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "nothing changed")
    manifest.with_name("openapi.json").rename(manifest.with_name("booking.json"))
    answer = room.run("import", str(source))
    assert answer.code == 1
    assert "the contract is there without" in answer.out
    assert not manifest.with_name("openapi.json").exists()


def test_a_dry_run_writes_nothing(room: Small, tmp_path: Path) -> None:
    source = documents(tmp_path / "services", {"booking/openapi.json": OPENAPI})
    assert "would adopt" in room.run("import", str(source), "--dry-run").out
    assert not (room.root / "contracts").exists()


def test_documents_bring_the_files_that_they_reference(room: Small, tmp_path: Path) -> None:
    schema = {"$ref": "../parts/thing.yaml#/Thing"}
    body = {**OPENAPI, "components": {"schemas": {"Thing": schema}}}
    source = documents(tmp_path / "x", {"api/booking.json": body, "parts/thing.yaml": "Thing: {type: object}\n"})
    assert room.run("import", str(source), "--system", "shop").code == 0
    answer = room.run("check", "--all", "--report", "json")
    assert "reference-unresolved" not in {finding["rule"] for finding in answer.data["findings"]}


def test_a_history_becomes_a_commit_for_each_version(room: Small, tmp_path: Path) -> None:
    versions = ("1.10.0", "1.2.0", "1.9.0")
    source = documents(
        tmp_path / "booking",
        {
            f"{version}.json": {
                **OPENAPI,
                "info": {"title": "B", "version": version},
                "servers": [{"url": f"https://{version}.example"}],
            }
            for version in versions
        },
    )
    answer = room.run("import", str(source), "--history", "--system", "shop", "--branch", "import/b")
    assert answer.code == 0, answer.err
    subjects = room.git("log", "--reverse", "--format=%s", "import/b").splitlines()
    assert [subject.rsplit(" ", 1)[1] for subject in subjects] == ["1.2.0", "1.9.0", "1.10.0"]
    assert not (room.root / "contracts").exists(), "the working tree is not touched"
    checked = room.run("check", "--base", "import/b~1", "--head", "import/b")
    assert "1 of 1 contracts changed" in checked.out
    assert room.run("import", str(source), "--history", "--system", "shop", "--branch", "import/b").code == 2


@pytest.mark.parametrize(
    ("versions", "lines", "scheme", "last"),
    [
        ((534, 200, 201), ["v1"], "integer", "534"),
        (("2024-05-01", "2023-11-30"), ["v1"], "date", "2024-05-01"),
        (("2", "1", "2.1"), ["v1", "v2"], None, "2.1.0"),
    ],
)
def test_versions_without_parts_are_of_one_line(
    room: Small, tmp_path: Path, versions: tuple[object, ...], lines: list[str], scheme: str | None, last: str
) -> None:
    named = ("--system", "shop", "--name", "booking")
    source = documents(
        tmp_path / "booking",
        {
            f"{index}.json": {**OPENAPI, "info": {"title": "B", "version": str(version)}}
            for index, version in enumerate(versions)
        },
    )
    assert room.run("import", str(source), "--history", *named, "--branch", "import/b").code == 0
    folder = "contracts/shop/booking"
    assert room.git("ls-tree", "--name-only", f"import/b:{folder}").splitlines() == lines
    manifest = room.git("show", f"import/b:{folder}/{lines[-1]}/contract.yaml")
    assert f'version: "{last}"' in manifest
    assert (f"scheme: {scheme}" in manifest) is (scheme is not None)
    if len(lines) == 1:
        checked = room.run("check", "--base", "import/b~1", "--head", "import/b", "--report", "json").data
        assert [contract["touch"] for contract in checked["contracts"]] == ["changed"], "neighbours are compared"
    answer = room.run("import", str(source), *named)
    assert answer.code == 0
    assert sorted(path.name for path in (room.root / folder).iterdir()) == lines


def test_a_first_version_is_new_and_not_compatible(room: Small) -> None:
    room.run("init", "--name", "acme")
    room.git("add", "--all")
    room.git("commit", "--quiet", "--message", "start")
    room.run("new", "schema", "shop/colour")
    said = room.run("check", "--base", "HEAD").out
    assert said.startswith("new: nothing stands in the way, nothing was released to compare with\n")
