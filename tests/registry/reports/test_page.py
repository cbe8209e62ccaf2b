"""The page about reports shows what reports really say."""

import re
import textwrap
import tomllib
from pathlib import Path

import pytest
import yaml

from crossdock.registry.discovery import unit_names
from crossdock.registry.rulebook import load_rules
from tests.registry.reports.situations import SITUATIONS

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reports.md").read_text(encoding="utf-8")
OF_RULESETS = {"document-described"}  # those of policies/
SAMPLE = re.compile(r"^( *)<!-- from (\S+) -->\n( *```\w*\n.*?\n)\1```$", re.MULTILINE | re.DOTALL)
SAMPLES = [(match[2], textwrap.dedent(match[3].split("\n", 1)[1])) for match in SAMPLE.finditer(PAGE)]


@pytest.mark.parametrize(("path", "sample"), SAMPLES)
def test_samples_are_real(path: str, sample: str) -> None:
    """A sample is a run of lines of its file, with or without their indentation."""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines(keepends=True)
    height = len(sample.splitlines())
    assert sample in {textwrap.dedent("".join(lines[start : start + height])) for start in range(len(lines))}


def test_there_is_a_sample_of_most_reports() -> None:
    assert len(SAMPLES) >= 8


def test_the_page_names_every_report() -> None:
    listed = re.findall(r"^\| `([\w-]+)` \| .* \| .* \|$", PAGE.split("## text")[0], re.MULTILINE)
    own = {path.stem.replace("_", "-") for path in (ROOT / "registry/reports").glob("[a-z]*.py")}
    assert set(listed) == own
    assert own <= set(unit_names("report"))


def test_samples_name_rules_that_exist() -> None:
    known = {rule.id for rule in load_rules()}
    named = {finding.rule for build in SITUATIONS.values() for finding in build().findings}
    assert {rule for rule in named - known if not rule.startswith("hostile")} == OF_RULESETS


def test_snippets_parse() -> None:
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 4
    assert all(yaml.safe_load(block) for block in blocks)
    tomllib.loads(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0])


def test_the_pages_name_every_input_and_output_of_the_action() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8").split("## GitLab", maxsplit=1)[0]
    listed = re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)
    assert listed == [*action["inputs"], *action["outputs"]]
