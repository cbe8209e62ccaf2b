"""`crossdock lint` takes what the Spectral command line takes, and answers as it does."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from crossdock.registry.cli.main import group

API = "openapi: 3.0.0\ninfo:\n  title: Shop\n"
RULES = {
    "rules": {
        "version-there": {"severity": "error", "given": "$.info", "then": {"field": "version", "function": "truthy"}},
        "title-small": {
            "severity": "hint",
            "message": "a | b, {{error}}: {{value}}",
            "documentationUrl": "https://example.com/small",
            "given": "$.info.title",
            "then": {"function": "casing", "functionOptions": {"type": "flat"}},
        },
    }
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Stand in a folder with documents and a ruleset of the default name."""
    for name in ("api.yaml", "sub/other.yml", "sub/deep/third.yaml", ".hidden/fourth.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(API, "utf-8")
    (tmp_path / ".spectral.json").write_text(json.dumps(RULES), "utf-8")
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)


def lint(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(group, ["lint", *arguments], input=text)


def sources(*patterns: str) -> list[str]:
    found = json.loads(lint(*patterns, "-f", "json").stdout)
    return list(dict.fromkeys(Path(each["source"]).relative_to(Path.cwd()).as_posix() for each in found))


@pytest.mark.parametrize(
    ("patterns", "files"),
    [
        (("api.yaml",), ["api.yaml"]),
        (("sub/other.yml", "api.yaml", "api.yaml"), ["api.yaml", "sub/other.yml"]),
        (("**/*.y{a,}ml",), [".hidden/fourth.yaml", "api.yaml", "sub/deep/third.yaml", "sub/other.yml"]),
        (("**/*.{yaml,yml}", "!sub/**"), [".hidden/fourth.yaml", "api.yaml"]),
        (("**/*.yaml", "!**/deep", "!.hidden"), ["api.yaml"]),
        (("nothing.yaml", "api.*"), ["api.yaml"]),
        (("sub/@(other|none).yml",), ["sub/other.yml"]),
    ],
)
def test_patterns_mean_files(patterns: tuple[str, ...], files: list[str]) -> None:
    assert sources(*patterns) == files


@pytest.mark.parametrize("patterns", [("sub",), ("nothing.yaml",), ("!api.yaml",)])
def test_no_file_at_all_ends_the_run(patterns: tuple[str, ...]) -> None:
    answer = lint(*patterns)
    assert answer.exception is not None
    assert "No files found to lint" in str(answer.exception)


def test_an_unmatched_pattern_ends_a_strict_run() -> None:
    answer = lint("api.yaml", "no*.yaml", "--fail-on-unmatched-globs")
    assert "Unmatched glob patterns: `no*.yaml`" in str(answer.exception)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-severity=hint",), 1),
        (("--failSeverity", "error"), 1),
        (("-r", "hints.yaml"), 0),
        (("-r", "hints.yaml", "-F", "hint"), 1),
        (("-r", "hints.yaml", "-D"), 0),
    ],
)
def test_the_exit_code_says_whether_something_is_grave(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    (folder / "hints.yaml").write_text("extends: ./.spectral.json\nrules: {version-there: off}\n", "utf-8")
    assert lint("api.yaml", *arguments).exit_code == code


def test_json_is_as_tools_read_it(folder: Path) -> None:
    found = json.loads(lint("api.yaml", "-f", "json").stdout)
    assert found[0] == {
        "code": "version-there",
        "path": ["info"],
        "message": '"info.version" property must be truthy',
        "severity": 0,
        "range": {"start": {"line": 1, "character": 5}, "end": {"line": 2, "character": 13}},
        "source": (folder / "api.yaml").as_posix(),
    }


def test_nothing_found_is_said_but_not_into_data(folder: Path) -> None:
    (folder / "none.yaml").write_text("rules: {}\n", "utf-8")
    assert lint("api.yaml", "-r", "none.yaml").stdout == "No results with a severity of 'error' found!\n"
    assert lint("api.yaml", "-r", "none.yaml", "-F", "warn").stdout.endswith("of 'warn' or higher found!\n")
    assert lint("api.yaml", "-r", "none.yaml", "-q").stdout == ""
    data = lint("api.yaml", "-r", "none.yaml", "-f", "json")
    assert (json.loads(data.stdout), "No results" in data.stderr) == ([], True)


def test_standard_input_is_a_document() -> None:
    assert json.loads(lint("-f", "json", text=API).stdout)[0]["source"] == "<STDIN>"
    named = lint("-f", "text", "--stdin-filepath", "sub/new.yaml", text=API).stdout
    assert named.startswith('sub/new.yaml:2:6 error version-there ""info.version" property must be truthy"\n')


def test_the_path_of_standard_input_is_where_references_begin(folder: Path) -> None:
    text = "info: {$ref: './other.yml#/info'}\n"
    assert "invalid-ref" in {each["code"] for each in json.loads(lint("-f", "json", text=text).stdout)}
    found = json.loads(lint("-f", "json", "--stdin-filepath", "sub/new.yaml", text=text).stdout)
    assert {each["code"] for each in found} == {"version-there", "title-small"}


@pytest.mark.parametrize(("encoding", "codec"), [("utf16le", "utf-16-le"), ("latin1", "latin-1"), ("utf8", "utf-8")])
def test_documents_may_be_encoded_otherwise(folder: Path, encoding: str, codec: str) -> None:
    (folder / "other.yaml").write_bytes(API.replace("Shop", "Schönes").encode(codec))
    found = json.loads(lint("other.yaml", "-f", "json", "-e", encoding).stdout)
    assert "Schönes" in next(each["message"] for each in found if each["code"] == "title-small")


def test_several_formats_go_to_several_files(folder: Path) -> None:
    answer = lint("api.yaml", "-f", "text", "-f", "junit", "-f", "sarif", "--output.junit", "j.xml", "-o.sarif=s.json")
    assert (answer.exit_code, answer.stdout.count("\n")) == (1, 2)
    assert (folder / "j.xml").read_text("utf-8").count("<failure ") == 1
    assert len(json.loads((folder / "s.json").read_text("utf-8"))["runs"][0]["results"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-f", "text", "-f", "json"), "need files"),
        (("-f", "text", "--output.json", "x"), "has no `--format json`"),
        (("-f", "text", "-f", "json", "-o", "x"), "is for one format"),
        (("-f", "nothing"), "stylish"),
    ],
)
def test_outputs_that_do_not_fit_are_refused(arguments: tuple[str, ...], words: str) -> None:
    answer = lint("api.yaml", *arguments)
    assert (answer.exit_code, words in answer.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--resolver", "./r.js"), "is a program"),
        (("-r", "rules.js"), "is a program"),
        (("-r", "https://example.com/r.yaml"), "is not fetched"),
        (("-r", "absent.yaml"), "Could not read ruleset at"),
        (("https://example.com/api.yaml",), "is not fetched"),
    ],
)
def test_what_is_not_done_is_refused_by_name(arguments: tuple[str, ...], words: str) -> None:
    assert words in str(lint("api.yaml", *arguments).exception)


def test_without_a_ruleset_the_default_names_are_said(folder: Path) -> None:
    (folder / ".spectral.json").unlink()
    assert "No ruleset has been found" in str(lint("api.yaml").exception)


def test_a_document_that_no_rule_speaks_of_is_told_unless_unwanted(folder: Path) -> None:
    rules = {"rules": {"only": {"formats": ["aas3"], "given": "$", "then": {"function": "falsy"}}}}
    (folder / "r.json").write_text(json.dumps(rules), "utf-8")
    assert "unrecognized-format" in lint("api.yaml", "-r", "r.json").stdout
    assert "unrecognized-format" not in lint("api.yaml", "-r", "r.json", "--ignore-unknown-format").stdout


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("text", 'api.yaml:3:10 hint title-small "a | b, must be flat case: Shop" https://example.com/small'),
        ("stylish", "3:10   hint  title-small    a | b, must be flat case: Shop          info.title"),
        (
            "github-actions",
            "::notice title=title-small,file=api.yaml,col=10,endColumn=14,line=3,endLine=3::a | b, must",
        ),
        ("teamcity", "line='3' message='hint -- a || b, must"),
        ("markdown", "| [title-small](https://example.com/small) | info.title | a \\| b, must"),
        ("junit", '<failure message="&quot;info.version&quot; property must be truthy"><![CDATA[line 2, col 6, '),
        ("html", '<td>3:10</td><td><span class="hint">hint</span></td>'),
        ("pretty", "3:10      HINT         title-small"),
        ("code-climate", '"line": 3,'),
        ("gitlab", '"fingerprint": "'),
        ("sarif", '"helpUri": "https://example.com/small"'),
    ],
)
def test_each_format_has_its_way_to_say_it(name: str, line: str) -> None:
    answer = lint("api.yaml", "-f", name, *(["--show-documentation-url"] if name in ("text", "sarif") else []))
    assert line in answer.stdout


def test_no_format_lets_a_text_break_out(folder: Path) -> None:
    (folder / "bad.yaml").write_text('info: {title: "<b>]]>\\n::error::|[x]", version: 1}\n', "utf-8")
    rules = {"given": "$.info.title", "message": "{{value}}", "then": {"function": "falsy"}}
    (folder / "r.json").write_text(json.dumps({"rules": {"bad": rules}}), "utf-8")
    shown = {
        name: lint("bad.yaml", "-f", name, "-r", "r.json", "-F", "hint").stdout
        for name in ("html", "junit", "markdown", "github-actions", "teamcity")
    }
    assert "<b>" not in shown["html"]
    failure = ElementTree.fromstring(shown["junit"]).find("testsuite/testcase/failure")
    assert failure is not None
    assert "<b>]]>\n::error::|[x]" in (failure.text or "")
    assert [len(shown[name].splitlines()) for name in ("markdown", "github-actions", "teamcity")] == [3, 1, 2]
