#!/usr/bin/env bash
# Runs `crossdock check` for action.yml: annotations to the log, the summary to the run's page, reports to a folder.
# Reads BASE, REPORTS, FAIL_ON, ALL, ACTION, RUNNER_TEMP; writes GITHUB_OUTPUT and GITHUB_STEP_SUMMARY; exits as the check does.
set -euo pipefail

folder="$(mktemp -d "$RUNNER_TEMP/crossdock-XXXXXX")"
arguments=(--fail-on "$FAIL_ON")
[ -z "$BASE" ] || arguments+=(--base "$BASE")
[ "$ALL" != true ] || arguments+=(--all)
arguments+=(--report text --output - --report github --output -)
arguments+=(--report github-summary --output "$folder/summary.md" --report json --output "$folder/crossdock.json")
for report in ${REPORTS//,/ }; do
  case "$report" in
    json | text | github | github-summary) continue ;; # written already
    sarif) name=crossdock.sarif ;;
    junit) name=crossdock.xml ;;
    markdown) name=crossdock.md ;;
    gitlab) name=crossdock.gitlab.json ;;
    *) name="crossdock.${report//[^a-z0-9-]/_}.txt" ;;
  esac
  arguments+=(--report "$report" --output "$folder/$name")
done

code=0
crossdock check "${arguments[@]}" || code=$?

[ ! -f "$folder/summary.md" ] || cat "$folder/summary.md" >> "$GITHUB_STEP_SUMMARY"
echo "report-path=$folder" >> "$GITHUB_OUTPUT"
if [ -f "$folder/crossdock.json" ]; then
  # The environment of install.sh comes first in PATH, so this is Crossdock's own Python.
  python "$ACTION/.ci/outputs.py" "$folder/crossdock.json" >> "$GITHUB_OUTPUT"
else
  echo "::error title=crossdock::the check could not be done; the log above says why"
fi
exit "$code"
