"""`crossdock catalog build`: the folder is replaced as a whole, and never one that is not a catalog."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossdock.registry.cli.site_folder import replace_folder
from crossdock.registry.errors import RegistryError
from tests.cli.small import Small

MARKER = ".crossdock-catalog"


def test_the_catalog_is_written_where_asked(small: Small) -> None:
    answer = small.run("catalog", "build", "--output", "public")
    assert answer.code == 0
    assert "2 contracts" in answer.out
    page = (small.root / "public/contracts/wms/shipped/v1.html").read_text("utf-8")
    assert "wms.shipped" in page
    assert "/shipmentId" in page, "the fields that a consumer says it uses"


def test_json_names_the_output(small: Small) -> None:
    facts = small.run("catalog", "build", "--format", "json").data
    assert facts["output"] == "site"
    assert facts["contracts"] == 2
    assert facts["files"] == sum(path.is_file() for path in (small.root / "site").rglob("*"))


def test_another_revision_can_be_shown(small: Small) -> None:
    small.replace("contracts/wms/shipped/v1/contract.yaml", "title: Shipped", "title: Sent away")
    small.run("catalog", "build", "--revision", "HEAD")
    assert "Sent away" not in (small.root / "site/contracts/index.html").read_text("utf-8")
    small.run("catalog", "build")
    assert "Sent away" in (small.root / "site/contracts/index.html").read_text("utf-8")


def test_what_was_there_before_is_gone(small: Small) -> None:
    small.run("catalog", "build")
    small.write({"site/contracts/left.html": "old"})
    assert small.run("catalog", "build").code == 0
    assert not (small.root / "site/contracts/left.html").exists()
    assert [path.name for path in small.root.iterdir() if path.name.startswith(".site")] == []


def test_a_folder_of_others_is_left_alone(small: Small) -> None:
    small.write({"site/notes.txt": "mine"})
    answer = small.run("catalog", "build")
    assert answer.code == 2
    assert "holds no catalog" in answer.err
    assert (small.root / "site/notes.txt").read_text() == "mine"


def test_a_manifest_that_cannot_be_read_is_named_and_the_rest_is_shown(small: Small) -> None:
    small.write({"contracts/wms/shipped/v1/contract.yaml": "kind: nonsense\n"})
    answer = small.run("catalog", "build", "--format", "json")
    assert answer.data["unreadable"] == ["wms/shipped@1"]
    assert "wms/shipped@1" in answer.err
    assert "wms/shipped@1 cannot be read" in (small.root / "site/index.html").read_text("utf-8")


def test_a_registry_without_git_has_a_catalog_too(small: Small, tmp_path: Path) -> None:
    (small.root / ".git").rename(tmp_path / "git")
    answer = small.run("catalog", "build")
    assert answer.code == 0
    assert "1.0.0" in (small.root / "site/releases.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("encoding", "city"),
    [("windows-1252", "Zürich"), ("utf-8", "Z�rich"), ("hex", "Z�rich"), ("idna", "Z�rich"), ("x", "Z�rich")],
)
def test_the_example_of_a_file_is_read_in_its_encoding(small: Small, encoding: str, city: str) -> None:
    folder = "contracts/wms/export/v1"
    table = f"title: Export\nfile: {{encoding: {encoding}}}\n"
    table += "records: [{name: row, fields: [{name: CITY}]}]\n"
    manifest = "kind: file\ntitle: Export\nversion: 1.0.0\n"
    small.write({f"{folder}/contract.yaml": manifest, f"{folder}/table.yaml": table})
    small.write({f"{folder}/examples/one.csv": "CITY\nZürich\n".encode("windows-1252")})
    assert small.run("catalog", "build").code == 0
    assert city in (small.root / "site/contracts/wms/export/v1.html").read_text("utf-8")


def test_a_build_that_fails_leaves_the_old_catalog(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    replace_folder(folder, [(MARKER, ""), ("a.html", "old")], MARKER)

    def broken() -> Iterator[tuple[str, str]]:
        yield "a.html", "new"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_folder(folder, broken(), MARKER)
    assert (folder / "a.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


def test_an_empty_folder_and_a_link_to_a_catalog_are_taken(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    for text in ("one", "two"):
        assert replace_folder(tmp_path / "site", [(MARKER, ""), ("a.html", text)], MARKER) == 2
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real/a.html").read_text() == "two"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(RegistryError, match="is a file"):
        replace_folder(tmp_path / "site", [], MARKER)
