"""The rules that the files people write must keep, each with its reason and its mend."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

_FILES = "Crossdock, docs/files.md"

UNKNOWN_FIELD = Rule(
    "manifest-unknown-field",
    Severity.ERROR,
    "A file has a field that nothing reads.",
    why="A misspelt field is a promise that silently does not hold.",
    fix="Correct the name, or start it with `x-` if it is yours.",
    source=_FILES,
    bad="lifecyle: {state: active}",
    good="lifecycle: {state: active}",
)
MISSING_FIELD = Rule(
    "manifest-missing-field",
    Severity.ERROR,
    "A required field is missing.",
    why="Without it the file does not say what it is there to say.",
    fix="Add the field.",
    source=_FILES,
    bad="title: Shipment confirmed",
    good="kind: event\ntitle: Shipment confirmed\nversion: 2.3.0",
)
WRONG_TYPE = Rule(
    "manifest-wrong-type",
    Severity.ERROR,
    "A value is of another type than its field asks for.",
    why="Values are never converted by guess: `010`, `yes` and `1e3` mean different things to different readers.",
    fix="Write the value as the field asks for it; text that looks like a number needs quotes.",
    source=_FILES,
    bad="title: 2026",
    good='title: "2026"',
)
UNKNOWN_VALUE = Rule(
    "manifest-unknown-value",
    Severity.ERROR,
    "A value is none of those that its field knows.",
    why="The field is a closed set; what is not in it has no meaning to any check.",
    fix="Use one of the known values.",
    source=_FILES,
    bad="kind: events",
    good="kind: event",
)
OUT_OF_RANGE = Rule(
    "manifest-out-of-range",
    Severity.ERROR,
    "A number or list is outside the bounds of its field.",
    why="A value that cannot be kept is not a promise.",
    fix="Correct the value.",
    source=_FILES,
    bad="sla: {availability: 999}",
    good="sla: {availability: 99.9}",
)
EMPTY_VALUE = Rule(
    "manifest-empty-value",
    Severity.ERROR,
    "A text is empty.",
    why="An empty text looks like an answer and is none.",
    fix="Write the text, or leave the field out.",
    source=_FILES,
    bad='reason: ""',
    good="reason: The field was never filled; confirmed with all consumers.",
)
NOT_ONE_LINE = Rule(
    "manifest-not-one-line",
    Severity.ERROR,
    "A text that stands on one line everywhere has a line break or a control character.",
    why="Titles, codes and names stand in tables, headings, file names and generated code.",
    fix="Write it on one line; longer texts belong in `description`.",
    source=_FILES,
    bad="title: |\n  Shipment confirmed\n  by the dock",
    good="title: Shipment confirmed",
)
BAD_CONTACT = Rule(
    "manifest-bad-contact",
    Severity.ERROR,
    "A text that should be a mail address or a code-host handle is none.",
    why="Reviews are asked for and messages are sent by it.",
    fix="Write `name@host` for a mailbox, `@user` or `@group/team` for a handle.",
    source="RFC 5321, section 4.1.2; CODEOWNERS of GitHub and GitLab",
    bad="handles: [Warehouse East]",
    good='handles: ["@acme/warehouse-east"]',
)
BAD_NAME = Rule(
    "manifest-bad-name",
    Severity.ERROR,
    "A name has characters that names do not have.",
    why="Names become folders, addresses and identifiers in generated code; one spelling must work in all of them.",
    fix="Use lower-case letters and digits, with single hyphens between them.",
    source=_FILES,
    bad="owner: Warehouse_East",
    good="owner: warehouse-east",
)
BAD_REFERENCE = Rule(
    "manifest-bad-reference",
    Severity.ERROR,
    "A text that should name a contract does not.",
    why="Impact, lineage and checks follow these names.",
    fix="Write `system/name`, with `@line` where a line is meant and `#/pointer` where a part of it is.",
    source=_FILES,
    bad="successor: Shipment Confirmed v3",
    good="successor: wms-east/shipment-confirmed@3",
)
BAD_DESCRIPTION = Rule(
    "manifest-bad-description",
    Severity.ERROR,
    "A text of `same_as` does not say where a payload is described.",
    why="What cannot be found cannot be compared, and the descriptions would drift apart.",
    fix="Write `#/pointer` for a place in the document, `FILE#/pointer` for another file of the folder, `system/name@line#/pointer` else.",
    source=_FILES,
    bad="same_as: [[ShipmentConfirmed, ../schema.avsc]]",
    good='same_as: [["#/components/messages/ShipmentConfirmed", schema.avsc]]',
)
BAD_DURATION = Rule(
    "manifest-bad-duration",
    Severity.ERROR,
    "A text that should be a duration is none.",
    why="Durations are compared and added, so they need one notation and a fixed length.",
    fix="Write an ISO 8601 duration in weeks, days, hours, minutes or seconds: `PT5S`, `PT1H30M`, `P7D`.",
    source="ISO 8601-1:2019, section 5.5.2",
    bad="recovery_time: 1h",
    good="recovery_time: PT1H",
)
BAD_DATE = Rule(
    "manifest-bad-date",
    Severity.ERROR,
    "A text that should be a date is none.",
    why="Sunsets and expiries are compared with today.",
    fix="Write year, month and day: `2027-06-30`.",
    source="ISO 8601-1:2019, section 5.2.2",
    bad="sunset: 30.06.2027",
    good="sunset: 2027-06-30",
)
BAD_SCHEDULE = Rule(
    "manifest-bad-schedule",
    Severity.ERROR,
    "A text that should be a schedule is no cron expression with five fields.",
    why="Readers plan their jobs by it.",
    fix="Write minute, hour, day of the month, month and day of the week, in UTC: `0 */2 * * *`.",
    source="POSIX.1-2017, crontab",
    bad="schedule: every two hours",
    good='schedule: "0 */2 * * *"',
)
BAD_POINTER = Rule(
    "manifest-bad-pointer",
    Severity.ERROR,
    "A text that should name a field of a payload does not.",
    why="Systems of record, personal data and consumers are traced field by field.",
    fix="Write a JSON Pointer, with `*` for any array element: `/lines/*/sku`; the empty text is the whole payload.",
    source="RFC 6901, section 3",
    bad="personal: [consignee.contactName]",
    good="personal: [/consignee/contactName]",
)
BAD_EXPRESSION = Rule(
    "manifest-bad-expression",
    Severity.ERROR,
    "A text that should say where a message holds a key does not.",
    why="Contract tests and generated code read the key from there.",
    fix="Write a runtime expression: `$message.header#/id`, `$message.payload#/orderId` or `$request.header.Idempotency-Key`.",
    source="AsyncAPI 3.0.0, Runtime Expression; OpenAPI 3.1.1, section 4.8.20.4",
    bad="idempotency_key: id",
    good='idempotency_key: "$message.header#/id"',
)
BAD_PATH = Rule(
    "manifest-bad-path",
    Severity.ERROR,
    "A path leads, or could lead, out of its folder.",
    why="A registry reads nothing outside its own root, on any operating system.",
    fix="Write a relative path with forward slashes and without `..`.",
    source=_FILES,
    bad="document: ../../secrets.yaml",
    good="document: asyncapi.yaml",
)
BAD_ADDRESS = Rule(
    "manifest-bad-address",
    Severity.ERROR,
    "A text that should be an absolute address is none.",
    why="Addresses are compared character by character; a relative one means nothing.",
    fix="Write the scheme and all that follows: `https://schemas.acme.example/shipment/`.",
    source="RFC 3986, section 4.3",
    bad="addresses: [schemas.acme.example]",
    good='addresses: ["https://schemas.acme.example/"]',
)
BAD_REVISION = Rule(
    "manifest-bad-revision",
    Severity.ERROR,
    "A text that should name a Git branch or revision cannot be one.",
    why="It is handed to Git, where a leading dash would be read as an option.",
    fix="Write a branch, a tag or a commit id as Git shows it, in quotes when it looks like a number.",
    source="git-check-ref-format",
    bad="default_branch: --all",
    good="default_branch: main",
)
BAD_DIGEST = Rule(
    "manifest-bad-digest",
    Severity.ERROR,
    "A digest or blob id in a release record is not one.",
    why="A record is found and verified by its ids; with a damaged one the released version is lost.",
    fix="Restore the record from Git history; `crossdock release` writes records, nobody else does.",
    source=_FILES,
    bad="digest: 5b0c",
    good="digest: sha256:5b0c… (64 hexadecimal digits)",
)
VERSION_NOT_TEXT = Rule(
    "manifest-version-not-text",
    Severity.ERROR,
    "A version was read as a number with a fraction, so its own spelling is lost.",
    why="To YAML `1.10` and `1.1` are the same number; as versions they are nine releases apart.",
    fix='Put the version in quotes: `version: "1.10"`.',
    source="YAML 1.2.2, section 10.2.1.4",
    bad="version: 1.10",
    good='version: "1.10"',
)
BAD_VERSION = Rule(
    "manifest-bad-version",
    Severity.ERROR,
    "A text that should be a version has characters that versions do not have.",
    why="Versions are written in references, file names and generated code.",
    fix="Start with a letter or digit and use letters, digits, dots, hyphens and plus signs: `2.3.0`.",
    source=_FILES,
    bad='version: "2.3 final"',
    good="version: 2.3.0",
)
VERSION_TWICE = Rule(
    "manifest-version-twice",
    Severity.ERROR,
    "A manifest states a version and also says that the document states it.",
    why="Two statements of one fact differ sooner or later.",
    fix="Remove `version`, or remove `version_from: document`.",
    source=_FILES,
    bad="version: 2.3.0\nversion_from: document",
    good="version_from: document",
)
BAD_FOLDER = Rule(
    "manifest-bad-folder",
    Severity.ERROR,
    "A manifest lies in a folder that names no contract.",
    why="The folder is the contract's name; a name that cannot be written in a reference cannot be consumed, waived or released.",
    fix="Move it to `contracts/<system>/<name>/v<line>/`, in lower-case letters, digits and hyphens.",
    source=_FILES,
    bad="contracts/WMS East/shipmentConfirmed/2/contract.yaml",
    good="contracts/wms-east/shipment-confirmed/v2/contract.yaml",
)
AMBIGUOUS_DOCUMENT = Rule(
    "manifest-ambiguous-document",
    Severity.ERROR,
    "A contract's folder holds several files that could be its document.",
    why="Only one of them is the promise, and a guess would judge the wrong one.",
    fix="Name it in `document:`.",
    source=_FILES,
    bad="openapi.yaml and openapi.json side by side",
    good="document: openapi.yaml",
)
ABSENT_DOCUMENT = Rule(
    "manifest-document-absent",
    Severity.ERROR,
    "A manifest names a document that its folder does not hold.",
    why="The manifest promises what nobody can read.",
    fix="Correct the name, or add the file.",
    source=_FILES,
    bad="document: openapi.yml   # the file is openapi.yaml",
    good="document: openapi.yaml",
)
RECORD_MIXED = Rule(
    "release-record-mixed",
    Severity.ERROR,
    "An entry of `releases.yaml` releases a version and withdraws it at once.",
    why="Records are only appended: a withdrawal is an entry of its own, so that what was released stays readable.",
    fix="Restore the record and append an entry with `version`, `withdrawn` and `reason`.",
    source=_FILES,
    bad="{version: 2.2.0, digest: …, withdrawn: 2026-10-05}",
    good="{version: 2.2.0, withdrawn: 2026-10-05, reason: released with the wrong unit}",
)
RULE_UNCLEAR = Rule(
    "mapping-rule-unclear",
    Severity.ERROR,
    "A mapping rule says nothing of where its value comes from, or says several things.",
    why="Each place of the target has one origin, or the mapping means something else to each reader.",
    fix="Give the rule exactly one of `from`, `value`, `concat` and `each`; `rules` belong to `each`.",
    source=_FILES,
    bad="{to: /status, from: /STS, value: CREATED}",
    good="{to: /status, from: /STS, table: status}",
)

RULES = tuple(rule for rule in tuple(globals().values()) if isinstance(rule, Rule))
