#!/usr/bin/env bash
# Prints the folder of the newest PostgreSQL server's programs, 15 or later; fails when there is none.
set -euo pipefail
shopt -s nullglob

candidates=(/usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/pgsql-*/bin)
if found=$(command -v initdb); then candidates+=("$(dirname "$found")"); fi

best='' newest=14
for folder in "${candidates[@]}"; do
  [[ -x $folder/initdb && -x $folder/pg_ctl ]] || continue
  version=$("$folder/initdb" --version | grep -oE '[0-9]+' | head -n 1)
  if ((version > newest)); then newest=$version best=$folder; fi
done
[[ -n $best ]] && echo "$best"
