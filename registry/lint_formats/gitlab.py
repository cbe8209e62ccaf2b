"""Format of `lint`: a code quality report for GitLab."""

from crossdock.registry.lint_format import LintFormat
from crossdock.registry.lint_formats.code_climate import render_code_climate

LINT_FORMAT = LintFormat("gitlab", "a code quality report for GitLab", False, render_code_climate)
