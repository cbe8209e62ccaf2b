"""What a running system can get wrong about its contract: the rules of `crossdock test`."""

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.rule import Rule

SERVER_ERROR = Rule(
    "conformance-server-error",
    Severity.ERROR,
    "A request makes the adapter fail.",
    why="The caller learns nothing of what was wrong, and cannot know whether the call had an effect.",
    fix="Find the request in the log of the adapter, and answer it with a status that the contract declares.",
    source="RFC 9110, section 15.6",
)
STATUS_UNDECLARED = Rule(
    "conformance-status-undeclared",
    Severity.ERROR,
    "An operation answers with a status that the contract does not declare.",
    why="A client that was generated from the contract has no branch for this answer.",
    fix="Answer with a declared status, or declare this one in the contract.",
    source="OpenAPI 3.1, Responses Object",
)
CONTENT_TYPE_UNDECLARED = Rule(
    "conformance-content-type-undeclared",
    Severity.ERROR,
    "An answer has a media type that the contract does not declare for its status.",
    why="A client decides by the media type how to read the body.",
    fix="Send the declared `Content-Type`, or declare this one.",
    source="OpenAPI 3.1, Response Object (`content`)",
)
BODY_WRONG = Rule(
    "conformance-response-body-wrong",
    Severity.ERROR,
    "The body of an answer does not fit the schema that the contract states for it.",
    why="Readers rely on what the contract promises of the body.",
    fix="Make the adapter answer as the contract says, or propose the change of the contract.",
    source="OpenAPI 3.1, Media Type Object (`schema`)",
)
HEADER_WRONG = Rule(
    "conformance-response-header-wrong",
    Severity.ERROR,
    "A header of an answer is missing or does not fit its schema.",
    why="Readers rely on what the contract promises of the headers.",
    fix="Send the header as the contract says.",
    source="OpenAPI 3.1, Response Object (`headers`)",
)
PROBLEM_WRONG = Rule(
    "conformance-problem-details-wrong",
    Severity.ERROR,
    "An error is not described by problem details, though the contract says it is.",
    why="Clients branch on the problem, and people find the call in the logs by it.",
    fix="Answer errors as `application/problem+json`, with the status of the answer in `status`.",
    source="RFC 9457, section 3",
)
VALID_REFUSED = Rule(
    "conformance-valid-request-refused",
    Severity.ERROR,
    "A request that the contract allows is refused as malformed.",
    why="A client that keeps to the contract cannot make this call.",
    fix="Accept what the contract allows, or narrow the contract in a new line.",
    source="RFC 9110, section 15.5.1",
)
MALFORMED_ACCEPTED = Rule(
    "conformance-malformed-request-accepted",
    Severity.ERROR,
    "A request that the contract does not allow is accepted.",
    why="What is accepted once is sent for ever, and a later check of it breaks the senders.",
    fix="Check requests against the contract, and answer 400 or 422.",
    source="OpenAPI 3.1, Request Body Object and Parameter Object",
)
AUTHENTICATION_MISSING = Rule(
    "conformance-authentication-missing",
    Severity.ERROR,
    "An operation that asks for authentication answers a call that has none.",
    why="Everybody who reaches the adapter can make the call.",
    fix="Answer 401 when the credentials are missing.",
    source="RFC 9110, section 15.5.2; OpenAPI 3.1, Security Requirement Object",
)
KEY_IGNORED = Rule(
    "conformance-idempotency-key-ignored",
    Severity.ERROR,
    "A repeated call with the same idempotency key is not the same call.",
    why="A client that repeats a call after a lost answer causes the effect twice.",
    fix="Keep the first answer for each key, and give it again.",
    source="contract.yaml, `semantics.idempotency_key`; draft-ietf-httpapi-idempotency-key-header, section 2",
)
KEY_OPTIONAL = Rule(
    "conformance-idempotency-key-optional",
    Severity.ERROR,
    "A call without the required idempotency key is accepted.",
    why="Such a call cannot be repeated safely, and its sender does not notice.",
    fix="Answer 400 when the key is missing.",
    source="draft-ietf-httpapi-idempotency-key-header, section 2.7",
)
KEY_REUSED = Rule(
    "conformance-idempotency-key-reused",
    Severity.WARNING,
    "A key that was used for one request is accepted with another.",
    why="The sender believes that the second request was carried out, or it was and the first answer is lost.",
    fix="Answer 422 when a key comes with another request than before.",
    source="draft-ietf-httpapi-idempotency-key-header, section 2.7",
)
CORRELATION_MISSING = Rule(
    "conformance-correlation-id-missing",
    Severity.ERROR,
    "An answer or message does not carry the correlation id.",
    why="The flow can no longer be followed across systems from here on.",
    fix="Copy the correlation id of what caused the answer or message; make one only when there is none.",
    source="contract.yaml, `semantics.correlation_id`",
)
CURSOR_BROKEN = Rule(
    "conformance-cursor-broken",
    Severity.ERROR,
    "A list cannot be read to its end with the cursors that it gives.",
    why="A reader misses entries, or never stops.",
    fix="Give a cursor for every page but the last, accept it, and let each lead further.",
    source="contract.yaml, `semantics.pagination`",
)
LATENCY_EXCEEDED = Rule(
    "conformance-latency-exceeded",
    Severity.WARNING,
    "Answers or messages come later than the contract promises.",
    why="Who waits for them was built for the promised time.",
    fix="Find what is slow, or state the latency that can be kept. Clocks that differ look like latency in messages.",
    source="contract.yaml, `semantics.latency`",
)
UNDECIDED = Rule(
    "conformance-undecided",
    Severity.WARNING,
    "A promise could not be tried on the running system.",
    why="What was not seen is not known to be kept.",
    fix="Give the target the data that the test needs, or the contract an example that the target accepts.",
    source="Crossdock, docs/testing.md",
)
NOTHING_HEARD = Rule(
    "conformance-message-absent",
    Severity.ERROR,
    "No message came while the test listened.",
    why="A test that saw nothing has shown nothing.",
    fix="Let the publisher run while the test does, listen longer with `--duration`, or compare the address with the publisher's.",
    source="Crossdock, docs/testing.md",
)
MESSAGE_UNREADABLE = Rule(
    "conformance-message-unreadable",
    Severity.ERROR,
    "The payload of a message is not what its content type says.",
    why="No reader gets beyond this message.",
    fix="Publish the payload in the content type that the contract declares.",
    source="AsyncAPI 3.0, Message Object (`contentType`)",
)
PAYLOAD_WRONG = Rule(
    "conformance-message-payload-wrong",
    Severity.ERROR,
    "The payload of a message does not fit the schema that the contract states for it.",
    why="Readers rely on what the contract promises of the payload.",
    fix="Make the publisher send what the contract says, or propose the change of the contract.",
    source="AsyncAPI 3.0, Message Object (`payload`)",
)
MESSAGE_HEADERS_WRONG = Rule(
    "conformance-message-headers-wrong",
    Severity.ERROR,
    "The headers of a message do not fit the schema that the contract states for them.",
    why="Readers route and deduplicate by headers before they read the payload.",
    fix="Send the headers as the contract says, with the prefix of the protocol's CloudEvents binding where it uses one.",
    source="AsyncAPI 3.0, Message Object (`headers`); CloudEvents 1.0, protocol bindings",
)
KEY_MISSING = Rule(
    "conformance-idempotency-key-missing",
    Severity.ERROR,
    "A message does not carry the key that readers deduplicate by.",
    why="A message that is delivered twice takes effect twice.",
    fix="Fill the place that `semantics.idempotency_key` names.",
    source="contract.yaml, `semantics.idempotency_key`",
)
ORDERING_KEY_MISSING = Rule(
    "conformance-ordering-key-missing",
    Severity.ERROR,
    "A message does not carry the key that its order is promised by.",
    why="Readers cannot put the message where it belongs.",
    fix="Fill the place that `semantics.ordering_key` names.",
    source="contract.yaml, `semantics.ordering_key`",
)
DUPLICATE_DIFFERS = Rule(
    "conformance-duplicate-differs",
    Severity.ERROR,
    "Two messages are the same by one sign and differ by another.",
    why="A reader that deduplicates drops one of them, and which one is chance.",
    fix="Give each event a key of its own, and repeat it unchanged when it is sent again.",
    source="contract.yaml, `semantics.idempotency_key`; CloudEvents 1.0, `source` + `id`",
)
ORDER_BROKEN = Rule(
    "conformance-order-broken",
    Severity.ERROR,
    "Messages with the same ordering key come in another order than they state.",
    why="Readers apply them in the order of arrival, and an older state overwrites a newer one.",
    fix="Publish the messages of one key one after the other, on one connection.",
    source="contract.yaml, `semantics.ordering_key`; CloudEvents 1.0, extension `sequence`, attribute `time`",
)
