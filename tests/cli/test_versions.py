"""Version schemes: the label is a claim that is checked, by `check` and by `release`."""

from dataclasses import dataclass

import pytest
import yaml

from tests.cli.history import FOLDER, KEY, release, write
from tests.cli.small import Small

TEXT, NUMBER = {"type": "string"}, {"type": "number"}
BASE, WORDS = {"id": TEXT}, {"id": {**TEXT, "description": "other words"}}
WIDER, BROKEN = {"id": TEXT, "note": TEXT}, {"id": NUMBER}


@dataclass(frozen=True)
class Labels:
    """A scheme's labels: the released one, one no later, those that words, an addition and a break need, and one that is none."""

    scheme: str
    first: str
    not_later: str
    patch: str
    minor: str
    major: str
    unreadable: str


SCHEMES = (
    Labels("semver", "1.2.0", "1.1.9", "1.2.1", "1.3.0", "2.0.0", "1.2"),
    Labels("semver-prerelease", "1.2.0", "1.2.0-rc.9", "1.2.1", "1.3.0", "2.0.0", "1.2.0-"),
    Labels("date", "2026-05-01", "2026-04-30", "2026-05-01.1", "2026-05-01.1", "2026-05-01.1", "2026-02-30"),
    Labels("integer", "7", "6", "8", "8", "8", "07"),
    Labels("schemaver", "1-2-0", "1-1-9", "1-2-1", "1-2-1", "2-0-0", "1.2.0"),
)
EACH = pytest.mark.parametrize("labels", SCHEMES, ids=lambda labels: labels.scheme)


def of_version(small: Small) -> list[tuple[str, str]]:
    """Return the rules about versions that speak, with their fixes."""
    return [(f["rule"], f["fix"]) for f in small.findings() if f["rule"].startswith("version-")]


@EACH
def test_the_needed_version_is_computed(small: Small, labels: Labels) -> None:
    release(small, labels.first, BASE, ["id"], scheme=labels.scheme)
    for properties, needed in ((WORDS, labels.patch), (WIDER, labels.minor), (BROKEN, labels.major)):
        write(small, labels.first, properties, ["id"], scheme=labels.scheme)
        contracts = small.run("check", "--report", "json").data["contracts"]
        assert next(one["needed"] for one in contracts if one["contract"] == KEY) == needed


@EACH
def test_a_label_that_fits_passes_and_is_released(small: Small, labels: Labels) -> None:
    release(small, labels.first, BASE, ["id"], scheme=labels.scheme)
    write(small, labels.minor, WIDER, ["id"], scheme=labels.scheme)
    answer = small.run("check")
    assert answer.code == 0, answer.out
    release(small, labels.minor, WIDER, ["id"], scheme=labels.scheme)
    records = yaml.safe_load((small.root / FOLDER / "releases.yaml").read_text())["releases"]
    assert [(str(record["version"]), record["verdict"]) for record in records] == [
        (labels.first, "initial"),
        (labels.minor, "compatible"),
    ]


@EACH
def test_a_label_that_is_too_low_is_refused(small: Small, labels: Labels) -> None:
    release(small, labels.first, BASE, ["id"], scheme=labels.scheme)
    write(small, labels.not_later, WIDER, ["id"], scheme=labels.scheme)
    assert of_version(small) == [("version-not-enough", f"state `version: {labels.minor}`")]
    small.commit("too low")
    answer = small.run("release", KEY)
    assert answer.code == 1
    assert "version-not-enough" in answer.out


@EACH
def test_the_label_of_a_release_is_not_given_to_other_content(small: Small, labels: Labels) -> None:
    release(small, labels.first, BASE, ["id"], scheme=labels.scheme)
    write(small, labels.first, WIDER, ["id"], scheme=labels.scheme)
    assert of_version(small) == [("version-released-edited", f"state `version: {labels.minor}`")]


@EACH
def test_a_label_of_another_scheme_is_refused(small: Small, labels: Labels) -> None:
    write(small, labels.unreadable, BASE, ["id"], scheme=labels.scheme)
    assert [rule for rule, _ in of_version(small)] == ["version-not-of-scheme"]


@EACH
def test_the_same_content_needs_no_version(small: Small, labels: Labels) -> None:
    release(small, labels.first, BASE, ["id"], scheme=labels.scheme)
    small.replace(f"{FOLDER}/contract.yaml", "title: Labels", "title: Labels\nowner: order-flow")
    contracts = small.run("check", "--report", "json").data["contracts"]
    assert [(one["verdict"], one["needed"]) for one in contracts if one["contract"] == KEY] == [("same", None)]


@pytest.mark.parametrize(("scheme", "first", "label"), [("semver", "1.2.0", "1.3.0"), ("schemaver", "1-2-0", "1-3-0")])
def test_an_accepted_break_takes_a_minor_step_in_its_line(small: Small, scheme: str, first: str, label: str) -> None:
    release(small, first, BASE, ["id"], scheme=scheme)
    write(small, first, BROKEN, ["id"], scheme=scheme)
    ((_, fix),) = of_version(small)
    accepted = f"if the break is accepted in this one, state `version: {label}` and waive it: "
    assert fix.endswith(
        f"{accepted}`crossdock waive response-property-type-changed --contract wms/labels@1 --reason REASON`"
    )
    write(small, label, BROKEN, ["id"], scheme=scheme)
    assert of_version(small) == []
    assert small.run("check").code == 1, "the break itself stays"


def test_a_version_that_was_withdrawn_is_not_given_again(small: Small) -> None:
    release(small, "1.0.0", BASE, ["id"])
    release(small, "1.1.0", WIDER, ["id"])
    assert small.run("release", "wms/labels@1.1.0", "--withdraw", "wrong").code == 0
    write(small, "1.1.0", {**WIDER, "code": TEXT}, ["id"])
    assert of_version(small) == [("version-released-edited", "state `version: 1.1.1`")]


@pytest.mark.parametrize("version", ["1.1.0-rc.1", "1.1.0-rc.2"])
def test_a_pre_release_may_break_with_a_note(small: Small, version: str) -> None:
    release(small, "1.0.0", BASE, ["id"], scheme="semver-prerelease")
    write(small, version, BROKEN, ["id"], scheme="semver-prerelease")
    notes = [f for f in small.findings() if "may break" in f["message"]]
    assert [(f["severity"], f["evidence"]["rejected_by"]) for f in notes] == [("info", "1.0.0")]
    assert f"`{version}` is a pre-release, which may break" in notes[0]["message"]
    release(small, version, BROKEN, ["id"], scheme="semver-prerelease")


def test_a_version_may_break_the_pre_release_before_it(small: Small) -> None:
    release(small, "1.0.0-rc.1", BASE, ["id"], scheme="semver-prerelease")
    write(small, "1.0.0", BROKEN, ["id"], scheme="semver-prerelease")
    assert small.run("check").code == 0
    assert any("`1.0.0-rc.1` was a pre-release" in finding["message"] for finding in small.findings())


@pytest.mark.parametrize("transitive", [True, False])
def test_a_stable_version_may_not_break_the_stable_one_before_its_pre_releases(small: Small, transitive: bool) -> None:
    more = {"scheme": "semver-prerelease", "compatibility": {"transitive": transitive}}
    release(small, "1.0.0", BASE, ["id"], **more)
    release(small, "1.1.0-rc.1", WIDER, ["id"], **more)
    release(small, "1.1.0-rc.2", BROKEN, ["id"], **more)
    write(small, "1.1.0", {**BROKEN, "code": TEXT}, ["id"], **more)
    errors = [f for f in small.findings() if f["severity"] == "error"]
    assert [f["evidence"]["rejected_by"] for f in errors] == ["1.0.0"], "that a pre-release did so does not excuse it"


@pytest.mark.parametrize(("version", "code"), [("0.3.1", 1), ("0.4.0", 0), ("1.0.0", 0)])
def test_below_one_a_break_passes_when_the_version_announces_it(small: Small, version: str, code: int) -> None:
    release(small, "0.3.0", BASE, ["id"])
    write(small, version, BROKEN, ["id"])
    assert small.run("check").code == code


def test_a_draft_may_break_with_a_note(small: Small) -> None:
    draft = {"lifecycle": {"state": "draft"}}
    write(small, "1.0.0", BASE, ["id"], **draft)
    small.commit("a draft")
    write(small, "1.0.0", BROKEN, ["id"], **draft)
    findings = [f for f in small.findings() if f["contract"] == KEY]
    assert [(f["severity"], f["message"].rpartition("; ")[2]) for f in findings] == [("info", "a draft may break")]
    assert small.run("check").code == 0
