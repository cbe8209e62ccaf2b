"""The function `oasSchema`: `schema`, with the dialect of OpenAPI where none is stated."""

from crossdock.registry.rulesets.function import Function
from crossdock.registry.rulesets.functions.schema import prepare_schema
from crossdock.registry.rulesets.schema_demands import advise_schema

FUNCTION = Function("oasSchema", prepare_schema, advise_schema)
