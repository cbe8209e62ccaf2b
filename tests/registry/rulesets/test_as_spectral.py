"""Behaviour that results equal to Spectral's depend on, learned by running both on the same rulesets and documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from crossdock.registry.errors import RegistryError
from crossdock.registry.lint_result import Result
from crossdock.registry.linting import lint_file, read_rules

SCHEMAS = """openapi: 3.0.3
info: {title: A, x-list: [1, 2, 3], x-none: null, x_under: 1}
components:
  responses:
    NF: {content: {application/problem+json: {schema: {type: string}}}}
  schemas:
    Pet: {properties: {parent: {$ref: '#/components/schemas/Pet'}, others: {$ref: '#/components/schemas/Other'}}}
    Other: {allOf: [{$ref: '#/components/schemas/Pet'}]}
    Beside: {$ref: '#/components/schemas/Pet', description: said here}
    Alone: {$ref: '#/components/schemas/Alone'}
    Bad: {$ref: '#/components/schemas/Nothing'}
paths:
  /a: {get: {responses: {'404': {$ref: '#/components/responses/NF'}}}}
"""


def lint(folder: Path, text: str, given: str, name: str = "doc.yaml", **more: Any) -> list[Result]:
    rule = {"given": given, "message": "{{path}} {{property}} {{value}}", "then": {"function": "falsy"}, **more}
    (folder / name).write_text(text, "utf-8")
    (folder / "rules.json").write_text(json.dumps({"rules": {"r": rule}}), "utf-8")
    return lint_file(folder / name, read_rules(folder / "rules.json")[0])


def found(folder: Path, given: str, text: str = SCHEMAS, **more: Any) -> list[str]:
    return [".".join(each.path) for each in lint(folder, text, given, **more) if each.code == "r"]


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ("$.components.schemas.Pet.properties[*]", ["properties.parent", "properties.others"]),
        ("$.components.schemas.Pet.properties.parent.$ref", ["properties.parent.$ref"]),
    ],
)
def test_references_that_lead_back_stay_as_they_are_written(tmp_path: Path, given: str, paths: list[str]) -> None:
    assert found(tmp_path, given) == [f"components.schemas.Pet.{path}" for path in paths]


def test_a_reference_to_itself_is_no_error_and_one_to_nothing_is(tmp_path: Path) -> None:
    results = lint(tmp_path, SCHEMAS, "$.nothing")
    assert [(each.code, each.path[2]) for each in results] == [("invalid-ref", "Bad")]


def test_what_lies_behind_a_reference_is_reported_no_deeper_than_its_address_is_plain(tmp_path: Path) -> None:
    given = "$.paths..content.*"
    assert found(tmp_path, given) == ["components.responses.NF.content"]
    assert found(tmp_path, "$.components.responses..content.*") == [
        "components.responses.NF.content.application/problem+json"
    ]


def test_the_value_of_a_message_is_what_stands_at_the_place(tmp_path: Path) -> None:
    beside = {"paths": {"a": {"$ref": "#/d", "description": "here"}}, "d": {"description": "there"}}
    results = lint(tmp_path, json.dumps(beside), "$.paths.a.description", "doc.json")
    assert results[0].message == "#/paths/a/description description here"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("$.info[?(@property && @property.match && @property.match(/_/))]", ["x_under"]),
        ("$.info[?(@property.toUpperCase() === 'TITLE')]", ["title"]),
        ("$.info[?(@property.slice(0, 2) === 'x_')]", ["x_under"]),
        ("$.info[?(@property.split('_')[1] === 'under')]", ["x_under"]),
        ("$.info[?(@property.charAt(9) === '')]", ["title", "x-list", "x_under"]),
        ("$.info[?(['title', 'x_under'].includes(@property))]", ["title", "x_under"]),
        ("$.info[?(/^x_/.test(@property))]", ["x_under"]),
        ("$.info[?(@path === \"$['info']['title']\")]", ["title"]),
        ("$.info[?(@root.openapi && @property === 'title')]", ["title"]),
        ("$.info[?(@object())]", ["x-list"]),
        ("$.info[?(@integer())]", ["x_under"]),
        ("$.info.x-list[::2]", ["x-list.0", "x-list.2"]),
        ("$.info.x-list[(@.length-1)]", ["x-list.2"]),
        ("$.info.x-list[-1]", []),
        ("$.info[title , x_under]", []),
    ],
)
def test_the_dialect_of_paths(tmp_path: Path, given: str, names: list[str]) -> None:
    assert found(tmp_path, given) == [f"info.{name}" for name in names]


@pytest.mark.parametrize(
    ("given", "names"),
    [("$.components.schemas..[?(@property === 'properties')]^", ["Pet", "Beside"])],
)
def test_a_parent_is_that_of_the_way_that_led_there(tmp_path: Path, given: str, names: list[str]) -> None:
    assert found(tmp_path, given) == [f"components.schemas.{name}" for name in names]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{error}}", '"info.nope" property must be truthy'),
        ("{{ error }}", ""),
        ("{{property}} {{nothing}}", "info.nope"),
        ("{{description}} {{property}}", "null info.nope"),
        ("{{value}}", "[object Object]"),
    ],
)
def test_placeholders(tmp_path: Path, text: str, said: str) -> None:
    then = {"field": "nope", "function": "truthy"}
    assert lint(tmp_path, SCHEMAS, "$.info", message=text, then=then)[0].message == said


def test_absent_fields_are_named_as_far_as_they_are_told(tmp_path: Path) -> None:
    then = {"field": "a.b", "function": "truthy"}
    assert lint(tmp_path, "{x: {$ref: '#/y'}, y: {}}", "$", message="{{property}}", then=then)[0].message == "b"
    assert lint(tmp_path, "{x: {$ref: '#/y'}, y: {}}", "$.x", message="{{property}}", then=then)[0].message == "y"
    deeper = "{x: {$ref: '#/y'}, y: {z: {}}}"
    assert lint(tmp_path, deeper, "$.x.z", message="{{property}}", then=then)[0].message == "z.a.b"


@pytest.mark.parametrize(
    ("number", "said"),
    [("1e-7", "1e-7"), ("12345678901234567890", "12345678901234567000"), ("1.50", "1.5"), ("1e21", "1e+21")],
)
def test_numbers_are_shown_as_javascript_shows_them(tmp_path: Path, number: str, said: str) -> None:
    assert lint(tmp_path, f"a: {number}\n", "$.a", message="{{value}}")[0].message == said


def test_keys_that_are_no_strings_and_keys_that_stand_twice_are_told(tmp_path: Path) -> None:
    text = "a:\n  200: x\n  true: y\n  '3': z\n  yes: q\nb: 1\nb: 2\n"
    results = lint(tmp_path, text, "$.nothing")
    assert [(each.code, each.path, each.message, each.span) for each in results] == [
        ("parser", ("a", "200"), "Mapping key must be a string scalar rather than number", (1, 2, 1, 5)),
        ("parser", ("a", "true"), "Mapping key must be a string scalar rather than boolean", (2, 2, 2, 6)),
        ("parser", ("b",), "Duplicate key: b", (6, 0, 6, 1)),
    ]


def test_the_parser_says_it_as_gravely_as_the_ruleset_wants(tmp_path: Path) -> None:
    (tmp_path / "doc.yaml").write_text("200: x\nb: 1\nb: 2\n", "utf-8")
    rules = {"rules": {}, "parserOptions": {"duplicateKeys": "hint", "incompatibleValues": "off"}}
    (tmp_path / "rules.json").write_text(json.dumps(rules), "utf-8")
    results = lint_file(tmp_path / "doc.yaml", read_rules(tmp_path / "rules.json")[0])
    assert [(each.message, each.level) for each in results] == [("Duplicate key: b", 3)]


def test_a_document_that_cannot_be_read_is_told_by_the_parser(tmp_path: Path) -> None:
    assert {(each.code, each.level) for each in lint(tmp_path, "a: [1\nb: 2\n", "$")} == {("parser", 0)}


def test_a_referenced_json_file_has_the_ranges_of_json(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"d": {"x_y": 1}}', "utf-8")
    results = lint(tmp_path, "a: {$ref: 'other.json#/d'}\n", "$.a")
    assert [(each.span, each.source.endswith("other.json")) for each in results] == [((0, 6, 0, 16), True)]


def test_a_reference_that_leads_nowhere_is_told_once_for_each_text(tmp_path: Path) -> None:
    text = "a: {$ref: '#/x'}\nb: {$ref: '#/x'}\nc: {$ref: '#/d'}\nd: {$ref: '#/y'}\n"
    results = [each for each in lint(tmp_path, text, "$.nothing") if each.code == "invalid-ref"]
    assert [(each.path, each.message) for each in results] == [
        (("a", "$ref"), "'#/x' does not exist"),
        (("c", "$ref"), "'#/y' does not exist"),  # of a chain, the reference that nothing leads to
    ]


@pytest.mark.parametrize(
    ("value", "schema", "said"),
    [
        ("3", {"type": "string"}, "Value type must be string"),
        ("x", {"enum": ["y"]}, 'String must be equal to one of the allowed values: "y"'),
        ("3", {"maximum": 2}, "Number must be <= 2"),
        ("{}", {"required": ["b", "a"]}, 'Object must have required property "b"'),
    ],
)
def test_a_value_without_a_name_is_called_by_its_kind(tmp_path: Path, value: str, schema: object, said: str) -> None:
    then = {"function": "schema", "functionOptions": {"schema": schema}}
    assert lint(tmp_path, value, "$", message="{{error}}", then=then)[0].message.startswith(said)


@pytest.mark.parametrize(
    ("format_name", "value", "is_kept"),
    [
        ("time", "14:00:00", True),
        ("time", "25:00:00", False),
        ("date-time", "2025-12-02T00:44:09.923", True),
        ("date-time", "2025-13-02T00:44:09Z", False),
        ("date-time", "soon", False),
    ],
)
def test_times_need_no_zone(tmp_path: Path, format_name: str, value: str, is_kept: bool) -> None:
    then = {"function": "schema", "functionOptions": {"schema": {"type": "string", "format": format_name}}}
    assert (lint(tmp_path, f"a: '{value}'\n", "$.a", then=then) == []) is is_kept


def test_a_block_scalar_at_the_end_of_a_collection_ends_with_its_line_in_both_line_endings(tmp_path: Path) -> None:
    for ending in ("\n", "\r\n"):
        text = ending.join(("a:", "  b: |", "    text", "c: 1", ""))
        (tmp_path / "doc.yaml").write_bytes(text.encode())
        (tmp_path / "rules.json").write_text(
            json.dumps({"rules": {"r": {"given": "$.a", "then": {"function": "falsy"}}}})
        )
        results = lint_file(tmp_path / "doc.yaml", read_rules(tmp_path / "rules.json")[0])
        assert results[0].span[2] == 2


def test_keys_that_lead_to_one_value_are_judged_each(tmp_path: Path) -> None:
    text = "a: {properties: {good: {$ref: '#/d'}, Bad: {$ref: '#/d'}}}\nd: {}\n"
    then = {"function": "pattern", "functionOptions": {"match": "^[a-z]+$"}}
    assert found(tmp_path, "$.a.properties[*]~", text, then=then) == ["d"]


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ("$.paths[?(!@property.match(/b/))~]", ["paths./a"]),
        ("$.components.[?(@.allOf)]\n", ["components.schemas.Other"]),
        ("$.[schemas][?(@.allOf)]]", ["components.schemas.Other"]),
        ("$.components.schemas.Pet.[[parent]]", ["components.schemas.Pet.properties.parent"]),
        ("$.info.['x-list'].~", ["info.x-list"]),
        ("$.info[x_under", ["info.x_under"]),
        ("$info", []),
    ],
)
def test_a_path_that_is_none_is_divided_at_its_marks(tmp_path: Path, given: str, paths: list[str]) -> None:
    assert found(tmp_path, given) == paths


NULLS = """openapi: 3.0.3
paths: {}
x-none: null
x-object: {type: object, properties: {A: 1}}
"""


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("$[?(@.type === 'object')].properties.*~", ["r"]),
        ("$..[?(@.type === 'object')].properties.*", ["r"]),
        ("$..[?(@.type === 'object')]^", ["r", "ruleset-filter-failed"]),
        ("$..[?(@.deep.type)].type", ["ruleset-filter-failed"]),
        ("$..[?(@.deep.type)].nothing", []),
    ],
)
def test_a_filter_that_cannot_judge_is_told_where_the_path_goes_on(
    tmp_path: Path, given: str, codes: list[str]
) -> None:
    assert [each.code for each in lint(tmp_path, NULLS, given)] == codes


BESIDE = """openapi: 3.0.3
components:
  schemas:
    Plain: {type: object}
    Said: {$ref: '#/components/schemas/Plain', description: '', contact: {name: x}}
"""


def test_what_is_missing_behind_a_reference_is_reported_at_what_stands_beside_it(tmp_path: Path) -> None:
    for field, path, message in (
        ("description", "description", "/components/schemas/Said/description description "),
        ("contact.name", "contact.name", "/components/schemas/Said/contact/name name x"),
        ("contact.url", "contact", "/components/schemas/Said/contact contact.url [object Object]"),
    ):
        then = {"field": field, "function": "truthy"}
        (result,) = lint(tmp_path, BESIDE, "$.components.schemas.Said", then=then)
        assert ".".join(result.path) == f"components.schemas.Said.{path}"
        assert result.message == f"#{message}".strip()


def test_rules_are_off_where_the_older_form_of_exceptions_says_so(tmp_path: Path) -> None:
    rule = {"given": "$.components.schemas.*", "then": {"function": "falsy"}}
    exceptions = {"doc.yaml#/components/schemas/Plain": ["r"], "#/components/schemas/Said": ["s"], "other.yaml": ["r"]}
    (tmp_path / "doc.yaml").write_text(BESIDE, "utf-8")
    (tmp_path / "rules.json").write_text(json.dumps({"except": exceptions, "rules": {"r": rule, "s": rule}}), "utf-8")
    results = lint_file(tmp_path / "doc.yaml", read_rules(tmp_path / "rules.json")[0])
    assert sorted((each.code, each.path[-1]) for each in results) == [("r", "Said"), ("s", "Plain")]


def test_groups_of_other_languages_are_no_regular_expression(tmp_path: Path) -> None:
    patterns = {"a": "(?i)a", "b": r"\(?i\)[(?P<]", "c": "(?<name>a)(?!b)(?<=c)(?:d)", "d": "(?P<name>a)"}
    text = json.dumps({"x": [{"pattern": pattern} for pattern in patterns.values()]})
    then = {"field": "pattern", "function": "schema", "functionOptions": {"schema": {"format": "regex"}}}
    assert [each.path[1] for each in lint(tmp_path, text, "$.x[*]", then=then)] == ["0", "3"]


ODD = """openapi: 3.0.3
info: {title: A, x-list: [a, b], x-n: {min: 1, max: 9}}
paths:
  /a: {get: {tags: [t]}, put: {tags: [u]}, x-1: {a: {b: 1}}}
"""


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ("$.paths[*][get, put]", ["get"]),
        ("$.paths[ * ]", []),
        ("$.paths[?@.get]", []),
        ("$.paths.*.x-1a*", []),
        ("$.paths[*]get", []),
        ("$....tags", []),
        ("$...tags", ["get.tags", "put.tags"]),
        ("$.paths.*[?(@parent['/a'])]", ["get", "put", "x-1"]),
        ("$.paths.*.get.*@string()", ["get.tags.0"]),
        ("$..tags[?(@property.startsWith('0'))]", ["get.tags.0", "put.tags.0"]),
        ("$.paths.*[?(@property.match(/^g/) === null)]", ["put", "x-1"]),
        ("$.paths.*[?(@property.match(/^g/) != null)]", ["get"]),
        ("$.paths.*[?(@property.concat('s') === 'gets')]", ["get"]),
        ("$.paths.*[?(@property in ['get', 'post'])]", ["get"]),
        ("$.paths.*[?(@property ~= '^p')]", ["put"]),
        ("$.paths.*[?(@.tags ? @.tags[0] === 't' : true)]", ["get", "x-1"]),
        ("$.paths.*[?('x' + @property === 'xget')]", ["get"]),
    ],
)
def test_odd_paths_mean_what_they_mean_to_spectral(tmp_path: Path, given: str, paths: list[str]) -> None:
    assert found(tmp_path, given, ODD) == [f"paths./a.{path}" for path in paths]


@pytest.mark.parametrize(
    ("test", "is_met"),
    [
        ("@.max - @.min > 7", True),
        ("@.max -1 === 8", True),
        ("@.max % 2 === 1 && @.max * 2 / 3 === 6", True),
        ("-@.min + @.max === 8 && +@.min === 1", True),
        ("@.max / 0 > 1 && !(0 / 0 >= 0) && !(5 % 0 == 0) && -1 / 0 < 0", True),
        ("@.min > .5 && @.max < 8.5", False),
    ],
)
def test_filters_do_sums(tmp_path: Path, test: str, is_met: bool) -> None:
    assert found(tmp_path, f"$.info[?(@property === 'x-n' && {test})]", ODD) == ["info.x-n"] * is_met


def test_the_key_of_an_item_is_a_number_and_a_key_of_fields_a_text(tmp_path: Path) -> None:
    assert found(tmp_path, "$.info.x-list[*]~", ODD) == ["info.x-list.1"]  # nothing is wrong with 0 for `falsy`
    then = {"field": "@key", "function": "pattern", "functionOptions": {"match": "^1"}}
    assert found(tmp_path, "$.info.x-list", ODD, then=then) == ["info.x-list.0"]


def test_a_member_of_what_match_returns_is_told_as_not_covered(tmp_path: Path) -> None:
    (result,) = lint(tmp_path, ODD, "$.paths[?(@property.match(/a/).length > 0)]")
    assert result.code == "ruleset-filter-failed"
    assert "a member of what `match` returns" in result.message


def test_overrides_reach_files_outside_the_folder_of_the_ruleset_by_dots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("apis", "config"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    overrides = [
        {"files": ["../apis/*.yaml#/components/schemas/Said"], "rules": {"r": "info"}},
        {"files": ["**/*.yaml#/components"], "rules": {"r": "off"}},
        {"files": ["./../apis/*.yaml"], "rules": {"r": "off"}},
        {"files": ["../../apis/*.yaml"], "rules": {"r": "off"}},
    ]
    rule = {"given": "$.components.schemas.*", "then": {"function": "falsy"}}
    Path("apis/doc.yaml").write_text(BESIDE, "utf-8")
    Path("config/rules.json").write_text(json.dumps({"overrides": overrides, "rules": {"r": rule}}), "utf-8")
    results = lint_file(Path("apis/doc.yaml"), read_rules(Path("config/rules.json"))[0])
    assert [(each.path[-1], each.level) for each in results] == [("Plain", 1), ("Said", 2)]


@pytest.mark.parametrize(
    ("glob", "is_met"),
    [
        ("doc.yaml", True),
        ("*.yaml", True),
        ("**", True),
        ("{doc,x}.yaml", True),
        ("*", True),
        ("x.yaml", False),
        ("!x.yaml", True),
        ("!doc.yaml", False),
        ("!b/*.yaml", True),
        ("b/doc.yaml", False),
        ("./a/doc.yaml", False),
    ],
)
def test_a_glob_without_a_slash_means_the_name_of_a_file_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, glob: str, is_met: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a").mkdir()
    rule = {"given": "$.info.title", "then": {"function": "falsy"}}
    data = {"overrides": [{"files": [glob], "rules": {"r": "off"}}], "rules": {"r": rule}}
    Path("a/doc.yaml").write_text("info: {title: A}", "utf-8")
    Path("rules.json").write_text(json.dumps(data), "utf-8")
    assert len(lint_file(Path("a/doc.yaml"), read_rules(Path("rules.json"))[0])) == (not is_met)


@pytest.mark.parametrize(
    ("key", "value"),
    [("message", 1), ("description", []), ("recommended", "x"), ("resolved", "no"), ("formats", "oas3"), ("tags", "a")],
)
def test_a_key_of_a_rule_that_holds_something_else_is_refused(tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(RegistryError, match=f"`{key}` of rule `r` is not "):
        lint(tmp_path, ODD, "$.info", **{key: value})


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ("$..*.a", ["a", "a.a", "b.c.a"]),
        ("$.a..*.a", ["a.a"]),
        ("$..*[?(@.a)]", ["a", "b.c"]),
        ("$.b..*.*", ["b.c", "b.c.a"]),
        ("$..*", ["a", "a.a", "b", "b.c", "b.c.a"]),
        ("$..*..a", ["a.a", "b.c.a"]),  # it descends twice
    ],
)
def test_any_member_below_is_none_too_before_another_member(tmp_path: Path, given: str, paths: list[str]) -> None:
    then = {"function": "undefined"}
    assert sorted(found(tmp_path, given, "a: {a: 1}\nb: {c: {a: 1}}\n", then=then)) == paths


@pytest.mark.parametrize("pattern", ["[a-", "a**", "a++", "(?i)a", "(?>a)", "a{2,1}", "^*", "(a", "a)"])
def test_a_regular_expression_that_javascript_cannot_read_is_told(tmp_path: Path, pattern: str) -> None:
    then = {"function": "schema", "functionOptions": {"schema": {"format": "regex"}}}
    assert len(lint(tmp_path, json.dumps({"a": pattern}), "$.a", "doc.json", then=then)) == 1


@pytest.mark.parametrize("pattern", ["a*?", "{", "[^]]", "(?<n>a)", "(?=a)b", "\\/", "]", "a{,2}"])
def test_a_regular_expression_that_javascript_can_read_is_none_of_ours(tmp_path: Path, pattern: str) -> None:
    then = {"function": "schema", "functionOptions": {"schema": {"format": "regex"}}}
    assert lint(tmp_path, json.dumps({"a": pattern}), "$.a", "doc.json", then=then) == []
