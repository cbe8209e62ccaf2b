"""How far rulesets give the results that Spectral gives.

    python benchmarks/lint.py FOLDER [--list N]

FOLDER holds `documents/`, `rulesets/`, `cases/*.json[.gz]` (a document, a ruleset, and what Spectral reports), and may hold
`rule-cases.json.gz`, `function-cases.json.gz` and `scenarios.json.gz`. For each ruleset: the results that both report, divided by the
results that either reports, as multisets of (code, path, severity, range, source), and apart with the message.
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from crossdock.registry.errors import RegistryError
from crossdock.registry.lint_result import Result
from crossdock.registry.linting import lint_file, read_rules
from crossdock.registry.rulesets.ruleset import Ruleset

Json = dict[str, Any]
Key = tuple[object, ...]


@dataclass
class Score:
    """Results in both and in either, without and with the message, and what differs."""

    cases: int = 0
    equal_cases: int = 0
    both: int = 0
    either: int = 0
    both_with_message: int = 0
    either_with_message: int = 0
    seconds: float = 0.0
    crashes: list[str] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)

    def add(self, expected: Iterable[Key], found: Iterable[Key]) -> None:
        """Count one case; the message is the last part of a key."""
        expected, found = list(expected), list(found)
        self.cases += 1
        wanted, got = Counter(key[:-1] for key in expected), Counter(key[:-1] for key in found)
        self.equal_cases += wanted == got
        self.both += (wanted & got).total()
        self.either += (wanted | got).total()
        self.missing.update(_codes(wanted - got))
        self.extra.update(_codes(got - wanted))
        wanted, got = Counter(expected), Counter(found)
        self.both_with_message += (wanted & got).total()
        self.either_with_message += (wanted | got).total()

    @property
    def share(self) -> float:
        """Results in both of those in either."""
        return self.both / self.either if self.either else 1.0

    @property
    def share_with_message(self) -> float:
        """The same, the message counted."""
        return self.both_with_message / self.either_with_message if self.either_with_message else 1.0


def main() -> int:
    """Print a table; exit non-zero when a case crashes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", type=int, default=0, metavar="N", help="the N commonest differences of each ruleset")
    parser.add_argument("--ruleset", help="only rulesets whose path holds this text")
    options = parser.parse_args()
    os.chdir(options.folder)
    scores = {**_judge_cases(options.ruleset or "")}
    _print(scores, options.list)
    shares = [score.share for score in scores.values()]
    if shares:
        print(f"macro-average over rulesets {sum(shares) / len(shares):.2%}, lowest {min(shares):.2%}")
    if not options.ruleset:
        kinds = {"rule cases": _judge_rules(), "function cases": _judge_functions(), "scenarios": _judge_scenarios()}
        for name, score in kinds.items():
            if score.cases:
                scores[name] = score
                print(f"{name}: {score.equal_cases} of {score.cases} equal")
                _print_differences(score, options.list)
    return 1 if any(score.crashes for score in scores.values()) else 0


def _judge_cases(wanted: str) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for path in sorted(Path("cases").iterdir()):
        case = _read(path)
        if wanted in case["ruleset"]:
            score = scores[case["ruleset"]]
            found = _lint(score, case["document"], case["ruleset"])
            score.add((_expected(result, case["document"]) for result in case["results"]), found)
    return dict(sorted(scores.items()))


def _lint(score: Score, document: str, ruleset: str) -> list[Key]:
    start = time.process_time()
    try:
        return [_found(result) for result in lint_file(Path(document), _rules(ruleset))]
    except RegistryError as error:
        score.crashes.append(f"{document}: {error}")
    except Exception as error:  # noqa: BLE001 - a crash is a result here, and is told
        score.crashes.append(f"{document}: {type(error).__name__}: {error}")
    finally:
        score.seconds += time.process_time() - start
    return []


@cache
def _rules(path: str) -> Ruleset:
    return read_rules(Path(path))[0]


def _expected(result: Json, document: str) -> Key:
    path = tuple(str(part) for part in result["path"])
    return (
        result["code"],
        path,
        result["severity"],
        tuple(result["range"]),
        result.get("source", document),
        result["message"],
    )


def _found(result: Result) -> Key:
    return (result.code, result.path, result.level, result.span, result.source, result.message)


def _judge_rules() -> Score:
    """Each case is one built-in rule on one document."""
    score = Score()
    for case in _read_all("rule-cases.json.gz"):
        text, ruleset, expected = _rule_case(case)
        found, _ = _run_small(score, text, ruleset)
        keys = [(each.code, each.path, each.level, each.span, each.message) for each in found]
        score.add(expected, [key for key in keys if key[0] == case["rule"]])
    return score


def _rule_case(case: Json) -> tuple[str, Mapping[str, object], list[Key]]:
    kind = (
        "asyncapi" if case["rule"].startswith("asyncapi") else "arazzo" if case["rule"].startswith("arazzo") else "oas"
    )
    if "/asyncapi/" in case["file"]:
        kind = "asyncapi"
    ruleset = {"extends": [[f"spectral:{kind}", "off"]], "rules": {case["rule"]: True}}
    return case["document"], ruleset, [_small(result) for result in case["results"] if result["code"] == case["rule"]]


def _judge_functions() -> Score:
    """Each case is one core function on one value, or its options' errors; one without a value has no document to be linted."""
    score = Score()
    for case in _read_all("function-cases.json.gz"):
        if not case["input"]:
            continue
        text = case["input"].get("text") if "text" in case["input"] else json.dumps(case["input"].get("json"))
        then: Json = {"function": case["function"]}
        if case["options"] is not None:
            then["functionOptions"] = case["options"]
        ruleset = {"rules": {"my-rule": {"given": "$", "then": then, **(case.get("rule") or {})}}}
        found, refused = _run_small(score, text, ruleset)
        if "error" in case:
            score.add([("refused", "")], [("refused", "")] if refused else [("accepted", "")])
        elif refused:
            score.add([("accepted", "")], [("refused", "")])
        else:
            paths = [(tuple(map(str, each["path"])), each["message"]) for each in case["results"]]
            score.add(paths, [(each.path, each.message) for each in found if each.code == "my-rule"])
    return score


def _small(result: Json) -> Key:
    written = result["range"]
    is_list = isinstance(written, list)
    span = (
        tuple(written)
        if is_list
        else tuple(written[side][part] for side in ("start", "end") for part in ("line", "character"))
    )
    return (result["code"], tuple(map(str, result["path"])), result["severity"], span, result["message"])


def _run_small(score: Score, text: str, ruleset: Mapping[str, object]) -> tuple[list[Result], bool]:
    """Return what is found in a text, and whether the ruleset was refused."""
    with tempfile.TemporaryDirectory() as folder:
        document, rules = Path(folder, "document.yaml"), Path(folder, "ruleset.json")
        document.write_text(text, encoding="utf-8")
        rules.write_text(json.dumps(ruleset), encoding="utf-8")
        try:
            return lint_file(document, read_rules(rules)[0]), False
        except RegistryError:
            return [], True
        except Exception as error:  # noqa: BLE001 - a crash is a result here, and is told
            score.crashes.append(f"{type(error).__name__}: {error}: {text[:100]}")
            return [], False


def _judge_scenarios() -> Score:
    """Each case is a command line: its exit code and what it finds."""
    from click.testing import CliRunner

    from crossdock.registry.cli.commands.lint import COMMAND

    score = Score()
    home = Path.cwd()
    for case in _read_all("scenarios.json.gz"):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in case["files"].items():
                Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
                Path(folder, name).write_text(text, encoding="utf-8")
            os.chdir(folder)
            answer = CliRunner().invoke(COMMAND, [*case["arguments"][1:], "-f", "json"])
            os.chdir(home)
        try:
            results = json.loads(answer.stdout) if answer.stdout.strip() else []
        except ValueError:
            results = []
        expected = [("exit", case["exit_code"], ""), *(_small(result) for result in case["results"])]
        score.add(expected, [("exit", answer.exit_code, ""), *(_small(result) for result in results)])
        if answer.exit_code != case["exit_code"]:
            score.missing[f"{case['name']}: exit {case['exit_code']}, got {answer.exit_code}"] += 1
    return score


def _read_all(name: str) -> list[Json]:
    path = Path(name)
    return _read(path)["cases"] if path.exists() else []


def _read(path: Path) -> Json:
    content = path.read_bytes()
    return json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)  # type: ignore[no-any-return]


def _codes(keys: Counter[Key]) -> Iterator[str]:
    for key, count in keys.items():
        yield from [str(key[0])] * count


def _print(scores: Mapping[str, Score], length: int) -> None:
    print(f"{'ruleset':45} {'cases':>5} {'equal':>5} {'results':>7} {'equal':>8} {'+message':>8} {'CPU s':>7} crashes")
    for name, score in scores.items():
        print(
            f"{name:45} {score.cases:5} {score.equal_cases:5} {score.either:7} {score.share:8.2%}"
            f" {score.share_with_message:8.2%} {score.seconds:7.2f} {len(score.crashes)}"
        )
        _print_differences(score, length)


def _print_differences(score: Score, length: int) -> None:
    for text, counter in (("missing", score.missing), ("extra", score.extra)):
        for code, count in counter.most_common(length):
            print(f"    {text:8} {count:6} {code}")
    for crash in sorted(set(score.crashes))[:length]:
        print(f"    crash    {crash[:300]}")


if __name__ == "__main__":
    sys.exit(main())
