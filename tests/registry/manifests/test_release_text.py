"""Release records as text: appended, deterministic, and read back as they were."""

from dataclasses import replace
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.documents.read import read_document
from crossdock.registry.errors import RegistryError
from crossdock.registry.manifests.release_text import append_release, render_release
from crossdock.registry.manifests.releases_file import read_releases
from crossdock.registry.model.release import Release, ReleaseLog, Withdrawal

FIRST = Release(
    "2.2.0",
    date(2026, 9, 1),
    "sha256:" + "a" * 64,
    "initial",
    (("contract.yaml", "9fceb02d0ae598e95dc970b74767f19372d61af8"),),
)
SECOND = replace(FIRST, version="2.3.0", date=date(2026, 10, 2), verdict="compatible", accepted=("5f1c0a9be2d34711",))
BACK = Withdrawal("2.2.0", date(2026, 10, 5), "released with the wrong unit")


def test_record_reads_as_documented() -> None:
    assert render_release(SECOND) == (
        "  - version: 2.3.0\n"
        "    date: 2026-10-02\n"
        f"    digest: sha256:{'a' * 64}\n"
        "    verdict: compatible\n"
        "    files:\n"
        "      contract.yaml: 9fceb02d0ae598e95dc970b74767f19372d61af8\n"
        "    accepted:\n"
        "      - 5f1c0a9be2d34711\n"
    )
    assert render_release(BACK) == (
        "  - version: 2.2.0\n    withdrawn: 2026-10-05\n    reason: released with the wrong unit\n"
    )


def test_records_are_appended_one_after_another() -> None:
    text = append_release(append_release(append_release("", FIRST), SECOND), BACK)
    assert text == "releases:\n" + render_release(FIRST) + render_release(SECOND) + render_release(BACK)
    log = _log(text)
    assert [release.version for release in log.releases] == ["2.2.0", "2.3.0"]
    assert [release.version for release in log.standing] == ["2.3.0"]
    assert log.withdrawals[0].pointer == "/releases/2"


@pytest.mark.parametrize(
    "before",
    [
        "# kept\nreleases:\n" + render_release(FIRST) + "# and this\n",
        "releases:\n" + render_release(FIRST).rstrip("\n"),
        "releases:\n" + render_release(FIRST).replace("\n  ", "\n").removeprefix("  "),
        ("releases:\n" + render_release(FIRST)).replace("\n", "\r\n"),
        "releases:\n" + "".join(f"    {line}\n" for line in render_release(FIRST).splitlines()),
        "x-note: ours\nreleases:\n" + render_release(FIRST),
        "releases:\n",
        "releases:   # none yet\n",
    ],
    ids=["comments", "no final line end", "no indentation", "windows", "deep", "own field", "empty", "comment only"],
)
def test_earlier_lines_stay_as_they_are(before: str) -> None:
    after = append_release(before, SECOND)
    assert after.startswith(before)
    assert _log(after).releases[-1] == replace(SECOND, pointer=_log(after).releases[-1].pointer)
    assert ("\r\n" in before) == ("\r\n" in after)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in after


@pytest.mark.parametrize(
    "before",
    [
        "releases: []\n",
        "releases: [\n]\n",
        "releases:\n" + render_release(FIRST) + "x-note: later\n",
        "releases:\n" + render_release(FIRST) + "...\n",
    ],
    ids=["flow", "flow over lines", "field after", "end of document"],
)
def test_text_that_lines_cannot_continue_is_refused(before: str) -> None:
    with pytest.raises(RegistryError, match="cannot be continued by appending lines"):
        append_release(before, SECOND)


def test_damaged_file_is_not_continued() -> None:
    with pytest.raises(RegistryError, match=r"r\.yaml cannot be continued: field `version` is missing"):
        append_release("releases:\n  - date: 2026-10-02\n", SECOND, "r.yaml")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (FIRST, "holds a record of `2.2.0` already"),
        (replace(BACK, version="9.9.9"), "no release `9.9.9`"),
        (BACK, "no release `2.2.0`"),
    ],
)
def test_repetition_is_refused(record: Release | Withdrawal, reason: str) -> None:
    text = append_release(append_release("", FIRST), BACK)
    with pytest.raises(RegistryError, match=reason):
        append_release(text, record)


VERSIONS = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,8}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda text: text.strip())
IDENTITIES = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
BLOBS = st.from_regex(r"[0-9a-f]{40}", fullmatch=True) | st.sampled_from(
    ["1" * 40, "0" * 40, "1" * 20 + "e" + "1" * 19]
)


@given(VERSIONS, st.dictionaries(WORDS, BLOBS, max_size=3), st.lists(IDENTITIES, max_size=2))
def test_every_parser_reads_what_was_written(version: str, files: dict[str, str], accepted: list[str]) -> None:
    record = replace(SECOND, version=version, files=tuple(sorted(files.items())), accepted=tuple(accepted))
    text = append_release("", record)
    assert _log(text).releases == (replace(record, pointer="/releases/0"),)
    (other,) = yaml.safe_load(text)["releases"]
    assert (other["version"], other["files"], other["accepted"]) == (version, files, accepted)


@given(WORDS)
def test_reasons_survive(reason: str) -> None:
    text = append_release(append_release("", FIRST), replace(BACK, reason=reason))
    assert _log(text).withdrawals[0].reason == reason


def _log(text: str) -> ReleaseLog:
    log, findings = read_releases(read_document("releases.yaml", text.encode()))
    assert log is not None
    assert findings == ()
    return log
