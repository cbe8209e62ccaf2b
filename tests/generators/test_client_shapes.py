"""How the client reads what schemas can say: unions, positions, recursion, styles, bodies of other kinds."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from crossdock.generators.generator import CannotGenerate
from tests.generators.clients import data_of, generate, lint, load, small_registry, write

DOCUMENT = """openapi: 3.0.3
info: {title: Shapes, version: 1.0.0}
servers: [{url: '/relative'}]
paths:
  /pets/{ids}:
    get:
      operationId: findPets
      parameters:
        - {name: ids, in: path, required: true, schema: {type: array, items: {type: integer}}}
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
        - {name: codes, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: piped, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}
        - {name: filter, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/Filter'}}
        - {name: json, in: query, content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
        - {name: since, in: query, schema: {type: string, format: date}}
        - {name: flag, in: query, schema: {type: boolean}}
        - {name: X-Trace, in: header, schema: {type: integer}}
        - {name: session, in: cookie, schema: {type: string}}
      responses:
        '200': {description: OK, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
        default: {description: Bad, content: {application/json: {schema: {$ref: '#/components/schemas/Oops'}}}}
  /pets:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses:
        '200': {description: Known, content: {application/json: {schema: {$ref: '#/components/schemas/Account'}}}}
        '202': {description: Later}
        4XX: {description: Bad, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Worse'}}}}
  /accounts:
    put:
      operationId: saveAccount
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Account'}}}}
      responses: {'200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Account'}}}}}
  /form:
    post:
      operationId: sendForm
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {name: {type: string}, tags: {type: array, items: {type: string}}}}
      responses: {'204': {description: Done}}
  /files/{name}:
    put:
      operationId: putFile
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {text/csv: {schema: {type: string}}}}
      responses: {'200': {description: OK, content: {application/pdf: {schema: {type: string, format: binary}}}}}
    get:
      operationId: readFile
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: OK, content: {text/plain: {schema: {type: string}}}}}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer}
    query: {type: apiKey, in: query, name: api_key}
    cookie: {type: apiKey, in: cookie, name: sid}
  schemas:
    Filter: {type: object, properties: {minAge: {type: integer}, name: {type: string}}}
    Oops: {type: object, properties: {why: {type: string}}}
    Worse: {type: object, properties: {how: {type: string}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: petType, mapping: {cat: '#/components/schemas/Cat', hound: Dog}}
    Animal:
      type: object
      required: [petType]
      properties:
        petType: {type: string}
        name: {type: string, nullable: true}
        friend: {$ref: '#/components/schemas/Pet'}
        related: {$ref: '#/components/schemas/Tree'}
    Cat:
      allOf:
        - {$ref: '#/components/schemas/Animal'}
        - {type: object, required: [lives], properties: {lives: {type: integer, minimum: 0, exclusiveMinimum: true}}}
    Dog:
      allOf:
        - {$ref: '#/components/schemas/Animal'}
        - {type: object, properties: {bark: {type: number}, mood: {enum: [1, 2, null], nullable: true}}}
    Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
    Account:
      type: object
      required: [id, name, secret]
      properties:
        id: {type: string, readOnly: true}
        secret: {type: string, writeOnly: true}
        name: {type: string}
        parent: {$ref: '#/components/schemas/Account'}
        labels: {type: object, additionalProperties: {type: string}}
        either: {anyOf: [{type: string}, {type: integer}]}
        wrapped: {nullable: true, allOf: [{$ref: '#/components/schemas/Filter'}]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    registry = small_registry(tmp_path_factory.mktemp("registry"), DOCUMENT)
    return write(generate(registry, "shop/api@1", package="shapes"), tmp_path_factory.mktemp("shapes"))


@pytest.fixture(scope="module")
def package(folder: Path) -> ModuleType:
    return load(folder, "shapes")


class Echo:
    """Remembers requests, answers each with the given one."""

    def __init__(self, package: ModuleType, *answers: httpx.Response, **settings: Any) -> None:
        self.requests: list[httpx.Request] = []
        self.answers: Iterator[httpx.Response] = iter(answers)
        http = httpx.Client(transport=httpx.MockTransport(self.answer))
        self.client = package.Client("https://example.com/base/", http=http, **settings)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return next(self.answers)


def test_it_is_typed_and_formatted(folder: Path) -> None:
    assert lint(folder, "shapes") == []


def test_an_address_that_is_not_whole_must_be_given(package: ModuleType) -> None:
    with pytest.raises(TypeError, match="base_url"):
        package.Client()


def test_a_union_is_told_apart_by_its_tag(package: ModuleType) -> None:
    pets = [
        {"petType": "cat", "lives": 9, "name": None, "related": [[], [[]]]},
        {"petType": "hound", "bark": 1, "mood": 3, "friend": {"petType": "cat", "lives": 1}},
        {"petType": "fish", "fins": {"left": 1}},
    ]
    found = Echo(package, httpx.Response(200, json=pets), strict=True).client.find_pets(ids=[1])
    models = package.models
    assert [type(pet) for pet in found] == [models.Cat, models.Dog, models.OpenObject]
    assert isinstance(found[1].friend, models.Cat)
    assert [data_of(pet) for pet in found] == pets
    assert json.dumps(data_of(found[1])["bark"]) == "1"


def test_limits_and_nulls_are_those_of_the_dialect(package: ModuleType) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        package.models.Cat(pet_type="cat", lives=0)
    made = package.models.Cat(pet_type="cat", lives=1, name=None, friend=None)
    assert data_of(made) == {"petType": "cat", "lives": 1, "name": None}


def test_what_only_one_side_fills_is_not_asked_of_the_other(package: ModuleType) -> None:
    models = package.models
    made = models.AccountInput(
        name="Ada", secret="s", parent=models.AccountInput(name="P", secret="t"), labels={"a": "b"}, either=7
    )
    echo = Echo(package, httpx.Response(200, json={"id": "1", "name": "Ada", "wrapped": None}), strict=True)
    account = echo.client.save_account(body=made)
    assert json.loads(echo.requests[0].content) == {
        "name": "Ada",
        "secret": "s",
        "parent": {"name": "P", "secret": "t"},
        "labels": {"a": "b"},
        "either": 7,
    }
    assert (account.id, account.wrapped) == ("1", None)
    assert "secret" not in models.Account.model_fields and "id" not in models.AccountInput.model_fields
    assert data_of(account) == {"id": "1", "name": "Ada", "wrapped": None}


def test_parameters_are_written_in_their_style(package: ModuleType) -> None:
    echo = Echo(package, httpx.Response(200, json=[]))
    given = package.models.Filter(min_age=3, name="a b")
    echo.client.find_pets(
        ids=[1, 2],
        tags=["a", "b&c"],
        codes=["x", "y"],
        piped=["p", "q"],
        filter=given,
        json_=given,
        since=datetime.date(2026, 11, 3),
        flag=True,
        x_trace=7,
        session="s 1",
    )
    request = echo.requests[0]
    assert request.url.raw_path.split(b"?")[0] == b"/base/pets/1,2"
    assert request.url.params.multi_items() == [
        ("tags", "a"),
        ("tags", "b&c"),
        ("codes", "x,y"),
        ("piped", "p|q"),
        ("filter[minAge]", "3"),
        ("filter[name]", "a b"),
        ("json", '{"minAge":3,"name":"a b"}'),
        ("since", "2026-11-03"),
        ("flag", "true"),
    ]
    assert request.headers["X-Trace"] == "7" and request.headers["Cookie"] == "session=s%201"


def test_other_bodies_are_handed_over(package: ModuleType) -> None:
    answers = (httpx.Response(204), httpx.Response(200, content=b"%PDF"), httpx.Response(200, text="hé"))
    echo = Echo(package, *answers)
    form = package.models.SendFormBody(name="a&b", tags=["x", "y"])
    assert echo.client.send_form(body=form) is None
    assert echo.requests[0].content == b"name=a%26b&tags=x&tags=y"
    assert echo.client.put_file(name="a/b", body=b"1;2") == b"%PDF"
    assert (
        echo.requests[1].headers["Content-Type"] == "text/csv" and echo.requests[1].url.raw_path == b"/base/files/a%2Fb"
    )
    assert echo.client.read_file(name="x") == "hé"


def test_an_answer_is_read_by_its_status(package: ModuleType) -> None:
    pet = package.models.Cat(pet_type="cat", lives=1)
    answers = (httpx.Response(202), httpx.Response(418, json={"how": "hot"}), httpx.Response(500, json={"why": "?"}))
    echo = Echo(package, *answers)
    assert echo.client.post_pets(body=pet) is None
    with pytest.raises(package.errors.ApiError) as caught:
        echo.client.post_pets(body=pet)
    assert isinstance(caught.value.problem, package.models.Worse) and caught.value.problem.how == "hot"
    with pytest.raises(package.errors.ServerError) as failed:
        echo.client.find_pets(ids=[1])
    assert isinstance(failed.value.problem, package.models.Oops)


def test_a_call_that_is_not_idempotent_is_sent_once(package: ModuleType) -> None:
    echo = Echo(package, httpx.Response(429, json={}, headers={"Retry-After": "0"}))
    with pytest.raises(package.errors.TooManyRequests) as caught:
        echo.client.post_pets(body=package.models.Cat(pet_type="cat", lives=1))
    assert len(echo.requests) == 1 and caught.value.retry_after == 0


@pytest.mark.parametrize(
    ("make", "header", "value"),
    [
        (lambda auth: auth.basic("u", "p"), "Authorization", "Basic dTpw"),
        (lambda auth: auth.bearer(lambda: "t"), "Authorization", "Bearer t"),
        (lambda auth: auth.cookie("k"), "Cookie", "sid=k"),
        (lambda auth: auth.query("k"), None, "k"),
    ],
)
def test_each_scheme_has_its_credentials(package: ModuleType, make: Any, header: str | None, value: str) -> None:
    echo = Echo(package, httpx.Response(200, text=""), auth=make(package.auth))
    echo.client.read_file(name="x")
    request = echo.requests[0]
    assert (request.headers[header] if header else request.url.params["api_key"]) == value


@pytest.mark.parametrize(
    ("before", "after", "pointer", "what"),
    [
        (
            "$ref: '#/components/schemas/Tree'}}",
            "$ref: '#/nowhere'}}",
            "/components/schemas/Tree/items",
            "leads to nothing",
        ),
        ("text/csv", "multipart/form-data", "/paths/~1files~1{name}/put/requestBody", "multipart"),
        (
            "style: pipeDelimited",
            "style: matrix",
            "/paths/~1pets~1{ids}/get/parameters/3",
            "cannot write the query parameter `piped`",
        ),
        ("/files/{name}:", "/files/{name}/{other}:", "/paths/~1files~1{name}~1{other}/get", "names `other`"),
        ("mood: {enum: [1, 2, null], nullable: true}", "mood: false", "", "`false`"),
    ],
)
def test_what_is_not_covered_is_refused_with_its_place(
    before: str, after: str, pointer: str, what: str, tmp_path: Path
) -> None:
    assert before in DOCUMENT
    registry = small_registry(tmp_path, DOCUMENT.replace(before, after).replace("openapi: 3.0.3", "openapi: 3.1.0"))
    with pytest.raises(CannotGenerate, match=r"api/v1/openapi\.yaml#") as caught:
        generate(registry, "shop/api@1")
    assert what in caught.value.what and caught.value.pointer.startswith(pointer)
