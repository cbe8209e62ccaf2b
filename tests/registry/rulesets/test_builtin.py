"""The rules that come with the format: where they fire, what they say, and that each knows its functions."""

import pytest
import yaml

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.builtin_sets import builtin_names, load_builtin
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.reading import read_ruleset

OPENAPI = """
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
servers: [{url: "https://{region}.acme.example/", variables: {stage: {default: test}}}]
tags: [{name: orders}, {name: orders}]
paths:
  /orders/{orderId}/:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: get order
      tags: [order]
      security: [{key: []}]
      parameters:
        - {name: limit, in: query, schema: {type: integer, example: many}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "404":
          description: none
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Error"}
              examples: {short: {value: {}}}
    put: {operationId: get order, responses: {"200": {description: done}}}
components:
  schemas:
    Error: {type: object, required: [title], properties: {title: {type: string}}}
    Status: {type: string, enum: [OPEN, OPEN, 1], example: CLOSED}
    Lines: {type: array}
"""
ASYNCAPI = """
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
servers: {main: {url: "mqtt://broker/{port}", protocol: mqtt, security: [{none: []}]}}
channels:
  orders/{orderId}:
    servers: [other]
    publish: {message: {payload: {type: object, properties: {n: {type: integer}}, deprecated: 1}, examples: [{payload: {n: x}}]}}
  orders?all: {subscribe: {operationId: all, message: {headers: {type: string}}}}
components: {schemas: {Unused: {type: string, examples: [1]}}}
"""


def run(name: str, text: str) -> set[tuple[str, str]]:
    files = {"rules.yaml": yaml.safe_dump({"extends": [[name, "all"]]}), "doc.yaml": text}
    documents: dict[str, Document] = {path: read_document(path, content.encode()) for path, content in files.items()}
    ruleset, problems = read_ruleset("rules.yaml", documents.get)
    assert problems == []
    resolver = Resolver(documents.get, lambda _: None)
    found = run_ruleset(ruleset, documents["doc.yaml"], resolver)
    return {(finding.rule, finding.at.pointer) for finding in found}


@pytest.mark.parametrize("name", builtin_names())
def test_a_set_can_be_read_and_all_its_rules_say_what_they_ask_for(name: str) -> None:
    document = load_builtin(name)
    assert document is not None
    ruleset, problems = read_ruleset(name, lambda _: None)
    assert problems == []
    assert isinstance(document.data, dict)
    assert ruleset.rules.keys() == document.data["rules"].keys()
    assert all(rule.description for rule in ruleset.rules.values())


def test_rules_for_openapi_fire_where_they_should() -> None:
    found = run("spectral:oas", OPENAPI)
    get, schemas = "/paths/~1orders~1{orderId}~1/get", "/components/schemas"
    assert found >= {
        ("array-items", f"{schemas}/Lines"),
        ("duplicated-entry-in-enum", f"{schemas}/Status/enum"),
        ("info-contact", "/info"),
        ("info-description", "/info"),
        ("oas3-operation-security-defined", f"{get}/security/0/key"),
        ("oas3-server-trailing-slash", "/servers/0/url"),
        ("oas3-server-variables", "/servers/0/variables"),
        ("oas3-server-variables", "/servers/0/variables/stage"),
        ("oas3-unused-component", f"{schemas}/Status"),
        ("oas3-valid-media-example", f"{get}/responses/404/content/application~1json/examples/short/value"),
        ("oas3-valid-schema-example", f"{get}/parameters/0/schema/example"),
        ("oas3-valid-schema-example", f"{schemas}/Status/example"),
        ("openapi-tags-uniqueness", "/tags/1/name"),
        ("operation-operationId-unique", "/paths/~1orders~1{orderId}~1/put/operationId"),
        ("operation-operationId-valid-in-url", f"{get}/operationId"),
        ("operation-parameters", f"{get}/parameters/1"),
        ("operation-success-response", f"{get}/responses"),
        ("operation-tag-defined", f"{get}/tags/0"),
        ("path-keys-no-trailing-slash", "/paths/~1orders~1{orderId}~1"),
        ("path-params", get),
        ("path-params", "/paths/~1orders~1{orderId}~1/parameters/0"),
        ("typed-enum", f"{schemas}/Status/enum/2"),
    }
    assert ("oas3-unused-component", f"{schemas}/Error") not in found
    assert not {rule for rule, _ in found if rule.startswith("oas2-")}


def test_rules_for_asyncapi_fire_where_they_should() -> None:
    found = run("spectral:asyncapi", ASYNCAPI)
    publish = "/channels/orders~1{orderId}/publish"
    assert found >= {
        ("asyncapi-channel-no-query-nor-fragment", "/channels/orders?all"),
        ("asyncapi-channel-servers", "/channels/orders~1{orderId}/servers/0"),
        ("asyncapi-headers-schema-type-object", "/channels/orders?all/subscribe/message/headers/type"),
        ("asyncapi-latest-version", "/asyncapi"),
        ("asyncapi-message-examples", f"{publish}/message/examples/0/payload/n"),
        ("asyncapi-operation-operationId", publish),
        ("asyncapi-payload", f"{publish}/message/payload/deprecated"),
        ("asyncapi-schema-examples", "/components/schemas/Unused/examples/0"),
        ("asyncapi-server-security", "/servers/main/security/0/none"),
        ("asyncapi-server-variables", "/servers/main"),
        ("asyncapi-unused-components-schema", "/components/schemas/Unused"),
    }
    assert not {rule for rule, _ in found if rule.startswith("asyncapi-3-")}


MERGED = """
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
tags: [{name: a}, {name: a}, 4]
servers:
  main: {url: "{a}{}{b}{a}://x", protocol: kafka, variables: {c: {}, a: {enum: [x], default: z}}, tags: [{name: b}, {name: b}]}
channels:
  c{}/{x}/{x}:
    parameters: {y: {}}
    publish:
      operationId: a
      traits: [{operationId: 5}]
      message:
        headers: {type: object, required: [a], properties: {a: {type: integer}, c: {type: string}}}
        examples: [{headers: {a: 2}}, {headers: {a: q, b: 5, c: 1}}]
        traits: [{headers: {required: [b], properties: {b: {type: string}, c: null}}}]
  d: {subscribe: {operationId: b, traits: [{operationId: a}], message: {}}}
"""


def test_traits_are_merged_and_what_is_no_list_of_tags_is_passed_over() -> None:
    found = run("spectral:asyncapi", MERGED)
    message = "/channels/c{}~1{x}~1{x}/publish/message"
    assert {each for each in found if each[0] == "asyncapi-message-examples"} == {
        ("asyncapi-message-examples", f"{message}/examples/0/headers"),
        ("asyncapi-message-examples", f"{message}/examples/1/headers/a"),
        ("asyncapi-message-examples", f"{message}/examples/1/headers/b"),
    }
    assert {pointer for rule, pointer in found if rule == "asyncapi-tags-uniqueness"} == {"/servers/main/tags/1/name"}
    assert {pointer for rule, pointer in found if rule == "asyncapi-operation-operationId-uniqueness"} == {
        "/channels/d/subscribe/traits/0/operationId"
    }
    assert {pointer for rule, pointer in found if rule == "asyncapi-server-variables"} == {
        "/servers/main/variables",
        "/servers/main/variables/a/default",
        "/servers/main/variables/c",
    }


ELSEWHERE = """
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0, tags: []}
channels: {text: abc, c: {address: a/, servers: [{$ref: "x.yaml#/servers/main"}, {$ref: "#/components/servers/main"}]}}
components:
  channels: {c: {address: b/, messages: {m: {headers: {type: string}, tags: [{name: a}, {name: a}]}}}}
  operations: {o: {action: send}}
  servers: {main: {host: example.com/, protocol: kafka}}
"""


def test_rules_look_where_they_are_known_to_look_and_nowhere_else() -> None:
    found = run("spectral:asyncapi", ELSEWHERE)
    assert {pointer for rule, pointer in found if rule == "asyncapi-3-channel-servers"} == {
        "/channels/text",
        "/channels/c/servers/1/$ref",
    }
    assert {pointer for rule, pointer in found if rule == "asyncapi-3-channel-no-trailing-slash"} == {
        "/channels/c/address"
    }
    silent = (
        "headers-schema-type-object",
        "operation-description",
        "server-no-trailing-slash",
        "tags",
        "tags-uniqueness",
    )
    assert not {rule for rule, _ in found} & {f"asyncapi-3-{name}" for name in silent}


NULLABLE = """
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths: {}
components:
  schemas:
    Untyped: {type: object, properties: {x: {nullable: true, allOf: [{type: string}]}}, example: {x: a}}
    Wrong: {type: object, properties: {x: {nullable: 3, type: string}}, example: {x: a}}
    Typed: {type: object, properties: {x: {nullable: true, type: string}}, example: {x: null}}
"""


def test_nullable_without_a_type_is_told_where_an_example_is_looked_at() -> None:
    found = run("spectral:oas", NULLABLE)
    assert {pointer for rule, pointer in found if rule == "oas3-valid-schema-example"} == {
        "/components/schemas/Untyped/example",
        "/components/schemas/Wrong/example",
    }
