#!/usr/bin/env bash
# Installs Crossdock for action.yml into an environment of its own: a release when VERSION names one, else the action's own source.
# Reads PYTHON, VERSION, ACTION, RUNNER_TEMP; adds the environment to GITHUB_PATH.
set -euo pipefail

if [ -z "$VERSION" ]; then
  package="$ACTION"
elif [[ "$VERSION" =~ ^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$ ]]; then
  package="crossdock==$VERSION"
else
  echo "::error title=crossdock::the input version must name a released version, such as 0.1.0"
  exit 2
fi

environment="$RUNNER_TEMP/crossdock-environment"
"$PYTHON" -m venv "$environment"
programs="$environment/bin"
[ -d "$programs" ] || programs="$environment/Scripts" # Windows
"$programs/python" -m pip install --quiet --disable-pip-version-check "$package"
echo "$programs" >> "$GITHUB_PATH"
