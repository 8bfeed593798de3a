#!/usr/bin/env bash
# Runs the Go tests in random order and counts them. "full" (as in CI) adds the race
# detector; "quick" leaves it out, and with -short also what drives a browser.
set -euo pipefail
mode=${1:-full}

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
CGO_ENABLED=0 go build -buildvcs=false -o "$bin/testcount" ./tools/testcount

run() { # go test's own exit code counts too: a run cut short must not pass
  case $mode in
    quick) CGO_ENABLED=0 go test -json -short -shuffle=on ./... ;;
    full)
      if command -v "${CC:-gcc}" >/dev/null; then
        # The only large piece of C is another SQLite driver, linked but never called: -O0 compiles it sooner.
        CGO_ENABLED=1 CGO_CFLAGS=-O0 go test -json -race -shuffle=on -timeout 10m ./...
      else
        echo "LEFT OUT: the race detector, because there is no C compiler."
        CGO_ENABLED=0 go test -json -shuffle=on -timeout 10m ./...
      fi
      ;;
    *) echo "usage: gotest.sh full|quick" >&2 && return 2 ;;
  esac
}

run | "$bin/testcount"
