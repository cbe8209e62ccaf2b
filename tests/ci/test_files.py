"""The files that code hosts and pre-commit read: they parse, and keep what docs/ci.md promises of them."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(set((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")) - {ROOT / ".github/ISSUE_TEMPLATE/config.yml"})


def load(path: Path) -> Any:
    """Read YAML as GitHub does: `on` is a word, not a truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


def test_the_action_has_the_promised_inputs_and_outputs() -> None:
    action = load(ROOT / "action.yml")
    assert set(action["inputs"]) >= {"base", "reports", "working-directory", "version", "fail-on"}
    assert set(action["outputs"]) == {"verdict", "breaking-count", "suggested-version", "report-path"}
    assert all(given["required"] == "false" and "default" in given for given in action["inputs"].values())


def test_the_action_runs_bash_and_gets_its_inputs_by_environment() -> None:
    action = load(ROOT / "action.yml")
    assert action["runs"]["using"] == "composite"
    own = [step for step in action["runs"]["steps"] if "run" in step]
    assert own
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in own)
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(action["inputs"])


def test_every_script_of_the_action_exists() -> None:
    scripts = re.findall(r'\$ACTION/(\S+?)"', (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert scripts == [".ci/install.sh", ".ci/check.sh"]
    assert all((ROOT / script).is_file() for script in scripts)


def test_the_hook_sees_the_whole_registry_at_both_stages() -> None:
    (hook,) = load(ROOT / ".pre-commit-hooks.yaml")
    assert hook["id"] == "crossdock-check"
    assert hook["pass_filenames"] == "false"
    assert set(hook["stages"]) == {"pre-push", "pre-commit"}
    assert hook["entry"].split()[:2] == ["crossdock", "check"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_may_do_little(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    granted = {scope: right for job in workflow["jobs"].values() for scope, right in job.get("permissions", {}).items()}
    assert {scope for scope, right in granted.items() if right == "write"} <= {"security-events"}
    assert "pull_request_target" not in workflow["on"]
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_put_nothing_into_scripts(path: Path) -> None:
    for step in steps(path):
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_checkouts_leave_no_credentials(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_contracts_are_judged_at_every_event_with_history() -> None:
    path = ROOT / ".github/workflows/contracts.yml"
    assert set(load(path)["on"]) == {"pull_request", "merge_group", "push", "schedule"}
    checkout, check, upload = steps(path)
    assert checkout["with"]["fetch-depth"] == "0"
    assert check["uses"] == "./"
    assert set(check["with"]) <= set(load(ROOT / "action.yml")["inputs"])
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@")


def test_the_suite_runs_on_every_supported_python() -> None:
    path = ROOT / ".github/workflows/ci.yml"
    assert load(path)["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert {"make test", "make demo", "make lint"} <= {step.get("run") for step in steps(path)}


def test_codeowners_guard_what_exists() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    entries = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(owner.startswith("@") for _, *owners in entries for owner in owners)
    assert all((ROOT / pattern.lstrip("/")).exists() for pattern, *_ in entries if pattern != "*")
    assert {"/policies/", "/contracts/", "/.github/", "/action.yml"} <= {pattern for pattern, *_ in entries}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_forms_ask_for_something(path: Path) -> None:
    form = load(path)
    assert {"name", "description", "body"} <= set(form)
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") == "true" for field in fields)


def test_there_is_no_blank_issue() -> None:
    config = load(ROOT / ".github/ISSUE_TEMPLATE/config.yml")
    assert config["blank_issues_enabled"] == "false"
    assert all(set(link) == {"name", "url", "about"} for link in config["contact_links"])
