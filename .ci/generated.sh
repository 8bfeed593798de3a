#!/usr/bin/env bash
# Fails when a generated page differs from its source, whatever version control says.
set -euo pipefail

sums() { find . -name '*_templ.go' -not -path './.git/*' -print0 | sort -z | xargs -0 -r sha256sum; }

before=$(sums)
go tool templ generate -log-level warn
if [[ $(sums) != "$before" ]]; then
  echo "Generated pages were out of date; they are made anew. Commit these:" >&2
  diff <(echo "$before") <(sums) | awk '{print $3}' | sort -u >&2 || true
  exit 1
fi
