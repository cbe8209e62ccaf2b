"""A registry whose every text that its readers let through tries to become markup, a script or an address that runs something."""

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)><svg onload=alert(1)>"
RUN = "javascript:alert(1)"
TEXT = f"{SCRIPT} {BREAKOUT} [go]({RUN}) [data](data:text/html,x) `{SCRIPT}` **{SCRIPT}** {{{{ 7 * 7 }}}}"


def quote(text: str) -> str:
    """Return a text as a YAML scalar."""
    return "'" + text.replace("'", "''") + "'"


T = quote(TEXT)
R = quote(RUN)
A = quote(
    f"https://wiki.example/{BREAKOUT}{SCRIPT}".replace(" ", "%20")
)  # manifests take no address that a browser would run

FILES = {
    "crossdock.yaml": f"registry: hostile\ntitle: {T}\n",
    "teams.yaml": f"""teams:
  east:
    name: {T}
    email: east@example.com
    support: [{{channel: {T}, url: {A}}}, {{channel: fine, url: "https://chat.example/east"}}]
    members: [{{username: {T}, role: {T}}}]
""",
    "contracts/wms/system.yaml": f"""title: {T}
description: {T}
role: wms
owner: east
vendor: {T}
region: {T}
residency: [{T}]
consumes: [{{contract: erp/orders@1, purpose: {T}, operations: [{T}]}}, {{contract: nobody/nothing@1}}]
""",
    "contracts/erp/system.yaml": f"title: {T}\nrole: erp\nowner: east\nconsumes: [{{contract: wms/shipped@1, purpose: {T}}}]\n",
    "contracts/erp/orders/v1/contract.yaml": f"""kind: api
title: {T}
description: {T}
version: 1.0.0
owner: nobody
semantics: {{dead_letter: {T}}}
sla: {{runbook: {A}}}
source: {{repository: {A}}}
""",
    "contracts/erp/orders/v1/openapi.yaml": f"""openapi: 3.1.0
info: {{title: {T}, version: 1.0.0, description: {T}}}
servers: [{{url: {R}}}]
paths:
  {quote("/" + BREAKOUT)}:
    get:
      operationId: {T}
      summary: {T}
      tags: [{T}]
      parameters: [{{name: {T}, in: query, schema: {{type: string, description: {T}, enum: [{T}]}}}}]
      responses:
        '200':
          description: {T}
          content:
            {quote("text/" + BREAKOUT)}:
              schema: {{$ref: '#/components/schemas/Evil'}}
components:
  schemas:
    Evil:
      title: {T}
      description: {T}
      properties:
        {quote(BREAKOUT)}: {{type: string, pattern: {quote("<script>")}, default: {T}, description: {T}}}
        again: {{$ref: '#/components/schemas/Evil'}}
""",
    "contracts/erp/orders/v1/examples/evil.json": '{"</script><script>alert(1)</script>": "</code><img src=x onerror=alert(1)>"}\n',
    "contracts/wms/shipped/v1/contract.yaml": f"""kind: event
title: {T}
version: 1.0.0
lifecycle: {{state: deprecated, since: 2026-01-01, sunset: 2026-12-31}}
""",
    "contracts/wms/shipped/v1/asyncapi.yaml": f"""asyncapi: 3.0.0
info: {{title: {T}, version: 1.0.0, description: {T}}}
channels:
  c:
    address: {T}
    messages: {{m: {{payload: {{type: object, properties: {{a: {{const: {T}}}}}}}}}}}
operations:
  o: {{action: send, channel: {{$ref: '#/channels/c'}}, summary: {T}}}
""",
    "contracts/wms/codes/v1/contract.yaml": f"kind: vocabulary\ntitle: {T}\nversion: 1.0.0\n",
    "contracts/wms/codes/v1/vocabulary.yaml": f"""title: {T}
codes: [{{code: {T}, meaning: {T}, category: {T}}}]
partners: [{{system: {T}, codes: {{{T}: {T}}}, unmapped: reject}}]
""",
    "contracts/wms/file/v1/contract.yaml": f"kind: file\ntitle: {T}\nversion: 1.0.0\n",
    "contracts/wms/file/v1/table.yaml": f"""title: {T}
file: {{name: {T}, channel: {A}}}
records: [{{name: rows, title: {T}, description: {T}, fields: [{{name: {T}, title: {T}, unit: {T}, constraints: {{enum: [{T}]}}}}]}}]
""",
    "contracts/wms/flow/v1/contract.yaml": f"kind: workflow\ntitle: {T}\nversion: 1.0.0\n",
    "contracts/wms/flow/v1/workflow.yaml": f"""title: {T}
entity: erp/orders@1
states: [{{name: {T}, initial: true, description: {T}}}, {{name: END, final: true}}]
transitions: [{{name: {T}, from: [{T}], to: END, compensation: {T}, description: {T}}}]
invariants: [{T}]
""",
    "contracts/wms/map/v1/contract.yaml": f"kind: mapping\ntitle: {T}\nversion: 1.0.0\n",
    "contracts/wms/map/v1/mapping.yaml": f"""title: {T}
source: wms/shipped@1
target: erp/orders@1
tables: {{t: {{codes: {{{T}: {T}}}, default: {T}}}}}
rules: [{{to: /a, from: /b, table: t}}, {{to: /c, value: {T}}}, {{to: /d, concat: [/x, {T}]}}]
""",
    "policies/waivers/w.yaml": f"""waivers:
  - {{rule: {T}, contract: {T}, reason: {T}, owner: {T}, approver: {T}, ticket: {T}, created: 2026-01-01, expires: 2026-02-01}}
""",
}
