"""The GitHub report, read back as GitHub's runner reads it."""

import re
from dataclasses import dataclass

from crossdock.registry.model.finding import Severity, State
from tests.registry.reports.rendering import render
from tests.registry.reports.situations import SITUATIONS, build_finding, build_result

COMMAND = re.compile(r"::(\w+) (.*?)::(.*)", re.DOTALL)
UNESCAPED = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    message: str


def read_commands(text: str) -> list[Command]:
    commands = []
    for match in (COMMAND.fullmatch(line) for line in text.splitlines()):
        if match:
            pairs = (pair.split("=", 1) for pair in match[2].split(","))
            commands.append(Command(match[1], {name: unescape(value) for name, value in pairs}, unescape(match[3])))
    return commands


def unescape(text: str) -> str:
    return re.sub("|".join(UNESCAPED), lambda match: UNESCAPED[match[0]], text)


def test_places_and_words_come_back() -> None:
    first = read_commands(render("github", SITUATIONS["breaking"]()))[1]
    assert first.name == "error"
    assert first.properties == {
        "file": "contracts/wms-east/shipment-confirmed/v2/asyncapi.yaml", "line": "41", "endLine": "41", "col": "9", "endColumn": "17",
        "title": "response-property-removed (wms-east/shipment-confirmed@2)",
    }  # fmt: skip
    assert first.message.splitlines()[0] == "property `quantity` was removed from the payload (was line 48 in 2.3.0)"


def test_at_most_ten_of_a_level_and_the_rest_is_counted() -> None:
    findings = tuple(
        build_finding("x-removed", f"{severity.value} {n:02}", severity=severity, line=n + 1, state=state)
        for severity in (Severity.WARNING, Severity.ERROR)
        for state in (State.EXISTING, State.NEW)
        for n in range(15)
    )
    rendered = render("github", build_result(findings=findings))
    names = [command.name for command in read_commands(rendered)]
    assert names == ["error"] * 10 + ["warning"] * 10
    assert rendered.splitlines()[-1].endswith("30 existing; 10 findings without annotation")
    asked = render("github", build_result(findings=findings), is_verbose=True)
    assert [command.name for command in read_commands(asked)] == [*names, *["notice"] * 10]
    assert asked.splitlines()[-1].endswith("; 30 findings without annotation")


def test_what_the_change_did_not_bring_is_counted_and_a_notice_only_when_asked() -> None:
    existing = build_finding("x-removed", "x is gone", state=State.EXISTING)
    counted = render("github", build_result(findings=(existing,)))
    assert read_commands(counted) == []
    assert counted.splitlines()[-1].endswith("1 existing")
    (command,) = read_commands(render("github", build_result(findings=(existing,)), is_verbose=True))
    assert (command.name, command.properties["title"]) == (
        "notice",
        "existing: x-removed (wms-east/shipment-confirmed@2)",
    )


def test_hostile_strings_give_no_further_command() -> None:
    rendered = render("github", SITUATIONS["hostile-strings"]())
    commands = read_commands(rendered)
    assert [command.name for command in commands] == ["notice", "error", "warning", "warning", "warning", "notice"]
    assert sum(line.strip().startswith("::") for line in rendered.splitlines()) == len(commands)
    assert commands[1].properties["file"] == "contracts/a b,c:d%e/\\u202eé\\udcff#x?y\\n.yaml"
    assert all(
        set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"} for command in commands
    )


def test_a_place_over_several_lines_is_shown_on_its_first() -> None:
    wide = build_finding("x-removed", "x", line=7, end=(30, 2))
    (command,) = read_commands(render("github", build_result(findings=(wide,))))
    assert (command.properties["line"], command.properties["endLine"]) == ("7", "7")
    assert "endColumn" not in command.properties
