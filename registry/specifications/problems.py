"""The rules that documents of every format are held against, each with its explanation."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

OPENAPI_INVALID = Rule(
    "openapi-invalid",
    Severity.ERROR,
    "A document does not keep the OpenAPI specification.",
    why="Tools read what is not in the specification differently, or stop: clients, gateways and this check among them.",
    fix="Write the place as the specification says.",
    source="OpenAPI 2.0, 3.0, 3.1 and 3.2, their official meta-schemas",
)
PATH_PARAMETER_UNDECLARED = Rule(
    "openapi-path-parameter-undeclared",
    Severity.ERROR,
    "A path names a parameter that no operation below it declares.",
    why="Clients cannot know what to fill in, and generated code asks for nothing.",
    fix="Declare it with `in: path` and `required: true`, or take it out of the path.",
    source="OpenAPI 3.1, section 4.8.8 (path templating)",
)
PATH_PARAMETER_UNUSED = Rule(
    "openapi-path-parameter-unused",
    Severity.ERROR,
    "A path parameter is declared that the path does not name.",
    why="There is no place in the address where its value could go.",
    fix="Name it in the path as `{name}`, or remove it.",
    source="OpenAPI 3.1, section 4.8.12.1",
)
PARAMETER_DUPLICATE = Rule(
    "openapi-parameter-duplicate",
    Severity.ERROR,
    "Two parameters have the same name and place.",
    why="Readers take one of the two, and not all take the same.",
    fix="Keep one of them.",
    source="OpenAPI 3.1, section 4.8.10",
)
PATH_DUPLICATE = Rule(
    "openapi-path-duplicate",
    Severity.ERROR,
    "Two paths differ in the names of their parameters only.",
    why="A request fits both, so it is undefined which operation answers it.",
    fix="Merge them into one path.",
    source="OpenAPI 3.1, section 4.8.8.1",
)
OPERATION_ID_DUPLICATE = Rule(
    "operation-id-duplicate",
    Severity.ERROR,
    "Two operations have the same id.",
    why="Links, generated names and consumers that name the operation cannot tell them apart.",
    fix="Give each operation an id of its own.",
    source="OpenAPI 3.1, section 4.8.10; AsyncAPI 2.6, operation object",
)
SECURITY_UNDEFINED = Rule(
    "openapi-security-undefined",
    Severity.ERROR,
    "An operation asks for a security scheme that the document does not define.",
    why="Clients cannot know how to authenticate.",
    fix="Define it in `components.securitySchemes`, or correct the name.",
    source="OpenAPI 3.1, section 4.8.30",
)
REFERENCE_KIND_WRONG = Rule(
    "openapi-reference-kind-wrong",
    Severity.ERROR,
    "A `$ref` leads to a component of another kind than its place asks for.",
    why="A header or parameter is no schema: validators take its fields for keywords, or ignore them.",
    fix="Reference a component of the kind that belongs here, or what lies inside (`…/schema`).",
    source="OpenAPI 3.1, section 4.8.7",
)
SERVER_VARIABLE_UNDEFINED = Rule(
    "openapi-server-variable-undefined",
    Severity.ERROR,
    "A server's address names a variable that it does not define.",
    why="The address cannot be built.",
    fix="Define it in `variables`, with a default.",
    source="OpenAPI 3.1, section 4.8.5",
)
BODY_CONFLICT = Rule(
    "swagger-body-conflict",
    Severity.ERROR,
    "An operation has more than one kind of body.",
    why="A request has one body, so it cannot carry them all.",
    fix="Keep one `body` parameter, or `formData` parameters only.",
    source="Swagger 2.0, parameter object",
)
SECOND_OPINION = Rule(
    "openapi-second-opinion",
    Severity.WARNING,
    "openapi-spec-validator has something against a document.",
    why="A second validator reads the specification differently, or checks what this one leaves to other tools, such as defaults.",
    fix="Correct the place, or report the difference when the document is right.",
    source="openapi-spec-validator; asked for with --thorough",
)
SECOND_OPINION_STOPPED = Rule(
    "openapi-second-opinion-stopped",
    Severity.INFO,
    "openapi-spec-validator could not finish.",
    why="What it would say of the rest of the document is not known.",
    fix="See what its message names; most often a reference that leads nowhere.",
    source="openapi-spec-validator; asked for with --thorough",
)
ASYNCAPI_INVALID = Rule(
    "asyncapi-invalid",
    Severity.ERROR,
    "A document does not keep the AsyncAPI specification.",
    why="Tools read what is not in the specification differently, or stop: generators, brokers and this check among them.",
    fix="Write the place as the specification says.",
    source="AsyncAPI 2.0 to 3.1, their official meta-schemas",
)
CHANNEL_UNDEFINED = Rule(
    "asyncapi-channel-undefined",
    Severity.ERROR,
    "An operation uses a channel that the document does not define.",
    why="Nobody can know where its messages travel.",
    fix="Reference a channel below `#/channels`, or add it there.",
    source="AsyncAPI 3.0, operation object (`channel`)",
)
MESSAGE_UNDEFINED = Rule(
    "asyncapi-message-undefined",
    Severity.ERROR,
    "An operation uses a message that its channel does not have.",
    why="An operation may use a subset of the messages of its channel only, so tools drop the message or stop.",
    fix="Reference it through the channel (`#/channels/<channel>/messages/<message>`), and add it there.",
    source="AsyncAPI 3.0, operation object (`messages`)",
)
ADDRESS_PARAMETER_UNDECLARED = Rule(
    "asyncapi-address-parameter-undeclared",
    Severity.ERROR,
    "A channel's address names a parameter that is not declared.",
    why="Nobody can know what to fill in.",
    fix="Declare it in `parameters` of the channel, or take it out of the address.",
    source="AsyncAPI 3.0, channel object (`address`, `parameters`)",
)
ADDRESS_PARAMETER_UNUSED = Rule(
    "asyncapi-address-parameter-unused",
    Severity.WARNING,
    "A channel declares a parameter that its address does not name.",
    why="There is no place in the address where its value could go.",
    fix="Name it in the address as `{name}`, or remove it.",
    source="AsyncAPI 3.0, channel object (`parameters`)",
)
SERVER_UNDEFINED = Rule(
    "asyncapi-server-undefined",
    Severity.ERROR,
    "A channel names a server that the document does not define.",
    why="Nobody can know where to connect.",
    fix="Define it below `servers`, or correct the name.",
    source="AsyncAPI 2.6 and 3.0, channel object (`servers`)",
)
ASYNCAPI_SECURITY_UNDEFINED = Rule(
    "asyncapi-security-undefined",
    Severity.ERROR,
    "A server or operation asks for a security scheme that the document does not define.",
    why="Clients cannot know how to authenticate.",
    fix="Define it in `components.securitySchemes`, or correct the name.",
    source="AsyncAPI 2.6, security requirement object",
)
VERSION_UNKNOWN = Rule(
    "specification-version-unknown",
    Severity.WARNING,
    "A document states a version of its specification that is not known here.",
    why="It is read as the nearest known version, and what is new in it goes unseen.",
    fix="State a version that is known, or update Crossdock.",
    source="Crossdock, docs/files.md",
)
SCHEMA_INVALID = Rule(
    "schema-invalid",
    Severity.ERROR,
    "A schema does not keep the JSON Schema specification.",
    why="Validators refuse it, or ignore the place and accept more than is meant.",
    fix="Write the place as the specification says.",
    source="JSON Schema, drafts 4 to 2020-12, their official meta-schemas",
)
DIALECT_UNKNOWN = Rule(
    "schema-dialect-unknown",
    Severity.INFO,
    "A schema names a dialect that is not known here.",
    why="It is read as the nearest known draft.",
    fix="Name a draft of JSON Schema in `$schema`.",
    source="JSON Schema 2020-12, section 8.1.1",
)
PATTERN_WRONG = Rule(
    "schema-pattern-wrong",
    Severity.ERROR,
    "A pattern is not a regular expression of ECMA-262.",
    why="Validators of other languages refuse the schema or match something else.",
    fix="Use what ECMA-262 knows: no inline flags, no `\\A` or `\\Z`, named groups as `(?<name>…)`.",
    source="JSON Schema 2020-12, sections 6.3.3 and 6.4",
)
REQUIRED_NOT_DECLARED = Rule(
    "schema-required-not-declared",
    Severity.INFO,
    "A property is required that the schema does not declare.",
    why="Anything fills it, a value of any kind; most often the name is misspelt in one of the two places.",
    fix="Declare it in `properties`, or correct the name in `required`.",
    source="JSON Schema 2020-12, section 6.5.3",
)
DEFAULT_WRONG = Rule(
    "schema-default-wrong",
    Severity.WARNING,
    "A default is no value that its schema takes.",
    why="Who fills in the default sends or stores something that is rejected; OpenAPI forbids it.",
    fix="Write a default of the schema's type, one of its `enum` where it has one.",
    source="OpenAPI 3.0, schema object (`default`); JSON Schema 2020-12, section 9.2",
)
AVRO_INVALID = Rule(
    "avro-invalid",
    Severity.ERROR,
    "A schema does not keep the Avro specification.",
    why="Serialisers refuse it.",
    fix="Write the place as the specification says.",
    source="Avro 1.12, Schema Declaration",
)
AVRO_NAME_UNDEFINED = Rule(
    "avro-name-undefined",
    Severity.ERROR,
    "An Avro schema uses a type that it does not define before.",
    why="Serialisers refuse it: a name may be used only after its definition, in the order of the text.",
    fix="Define the type at its first use, or correct the name or its namespace.",
    source="Avro 1.12, Names",
)
AVRO_NAME_DUPLICATE = Rule(
    "avro-name-duplicate",
    Severity.ERROR,
    "An Avro schema defines a name twice.",
    why="Serialisers refuse it: a full name is defined once.",
    fix="Use the first definition by its name, or rename the second.",
    source="Avro 1.12, Names",
)
AVRO_DEFAULT_WRONG = Rule(
    "avro-default-wrong",
    Severity.ERROR,
    "The default of an Avro field is no value of the field's type.",
    why="Readers that fill the field from the default fail; for a union the default belongs to its first branch (to any since 1.12).",
    fix="Write a default of the field's type, or put the default's type first in the union.",
    source="Avro 1.12, Complex Types, Records (`default`)",
)
TABLE_INVALID = Rule(
    "table-invalid",
    Severity.ERROR,
    "A table description is not written as it should be.",
    why="Nothing can be said of files whose description cannot be read.",
    fix="Write the place as docs/files.md says.",
    source="Crossdock, docs/files.md; Table Schema 1.0",
)
TABLE_NAME_DUPLICATE = Rule(
    "table-name-duplicate",
    Severity.ERROR,
    "Two records, or two fields of a record, have the same name.",
    why="Readers cannot tell them apart.",
    fix="Rename one of them.",
    source="Table Schema 1.0, Field Descriptors (`name`)",
)
TABLE_FIELD_UNDEFINED = Rule(
    "table-field-undefined",
    Severity.ERROR,
    "A key or a match names a field that the record does not have.",
    why="Records cannot be told apart by a field that is not there.",
    fix="Add the field, or correct the name.",
    source="Table Schema 1.0, `primaryKey`; Crossdock, docs/files.md",
)
TABLE_FIELD_OVERLAP = Rule(
    "table-field-overlap",
    Severity.ERROR,
    "Two fields of a fixed-width record share characters.",
    why="One character cannot belong to two values.",
    fix="Correct `start` or `width` of one of them.",
    source="Crossdock, docs/files.md",
)
TABLE_POSITION_MISSING = Rule(
    "table-position-missing",
    Severity.ERROR,
    "A field of a fixed-width record does not say where it stands.",
    why="Readers cannot cut the line without `start` and `width`.",
    fix="Give the field `start` (1-based) and `width`.",
    source="Crossdock, docs/files.md",
)
VOCABULARY_INVALID = Rule(
    "vocabulary-invalid",
    Severity.ERROR,
    "A vocabulary is not written as it should be.",
    why="Nothing can be said of codes that cannot be read.",
    fix="Write the place as docs/files.md says.",
    source="Crossdock, docs/files.md",
)
CODE_DUPLICATE = Rule(
    "vocabulary-code-duplicate",
    Severity.ERROR,
    "A vocabulary lists a code twice.",
    why="Readers cannot know which of the two meanings holds.",
    fix="Keep one of them.",
    source="Crossdock, docs/files.md",
)
CODE_UNDEFINED = Rule(
    "vocabulary-code-undefined",
    Severity.ERROR,
    "A vocabulary uses a code or classifier that it does not list.",
    why="A partner's code would turn into one that no reader knows.",
    fix="Add the code to the list, or correct it.",
    source="Crossdock, docs/files.md",
)
