"""The function `oasOpFormDataConsumeCheck`: an operation with form fields consumes forms."""

import re
from collections.abc import Iterable

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.resolution import resolve_value

_FORMS = re.compile(r"application/x-www-form-urlencoded|multipart/form-data")

_TEXT = "Consumes must include urlencoded, multipart, or form-data media type when using formData parameter."


def _judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
    parameters, consumes = node.child("parameters").follow(resolver), node.child("consumes").follow(resolver)
    if not isinstance(parameters.value, list) or not isinstance(consumes.value, list):
        return ()
    has_form = any(
        parameter.follow(resolver).child("in").follow(resolver).value == "formData"
        for parameter in parameters.children()
    )
    if not has_form or _FORMS.search(to_text(resolve_value(consumes, resolver))):
        return ()
    return (Complaint(_TEXT),)


_ADVICE = "list `application/x-www-form-urlencoded` or `multipart/form-data` in `consumes`, or send no form fields"
FUNCTION = Function("oasOpFormDataConsumeCheck", plain_options(_judge), always(_ADVICE))
