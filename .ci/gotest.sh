#!/usr/bin/env bash
# Runs the Go tests in random order and counts them. "full" (as in CI) adds the race
# detector for the tests in which goroutines meet; "race" asks for it in web too, whose
# build under the detector alone takes minutes; "quick" leaves it out, and with -short
# also what drives a browser.
set -euo pipefail
mode=${1:-full}

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
CGO_ENABLED=0 go build -buildvcs=false -o "$bin/testcount" ./tools/testcount

# Tests in which goroutines meet: where writers wait for each other, statements are shared,
# links are used twice and passwords hashed at once. The detector makes everything else
# only slower, so "full" asks it for these, and "race" for whole packages.
meets='WritersTogether|TwoHandles|WaitingWriter|Statements|Preparing|AtOnce|OfTwo|HashingIsBounded'
# In web they meet where packs are made, the first page is cached and people sign in;
# the rest of its tests would run ten times as long for nothing.
meeting='Pack|Home|Gaps|Session|SignIn'

run() { # go test's own exit code counts too: a run cut short must not pass
  local status=0
  case $mode in
    quick) CGO_ENABLED=0 go test -json -short -shuffle=on ./... || status=1 ;;
    full)
      local plain
      # The longest first, so that the others run beside it and none is left at the end.
      plain=$(go list ./... | awk '/\/journey$/ {print; next} {rest = rest "\n" $0} END {print rest}')
      if command -v "${CC:-gcc}" >/dev/null; then
        # The only large piece of C is another SQLite driver, linked but never called: -O0 compiles it sooner.
        CGO_ENABLED=1 CGO_CFLAGS=-O0 go test -json -race -shuffle=on -timeout 10m -run "$meets" ./internal/store ./internal/account ./internal/evidence || status=1
      else
        echo "LEFT OUT: the race detector, because there is no C compiler." >&2
      fi
      CGO_ENABLED=0 xargs go test -json -shuffle=on -timeout 14m <<<"$plain" || status=1
      ;;
    race)
      CGO_ENABLED=1 CGO_CFLAGS=-O0 go test -json -race -shuffle=on -timeout 20m -run "$meeting" ./internal/web || status=1
      CGO_ENABLED=1 CGO_CFLAGS=-O0 go test -json -race -shuffle=on -timeout 20m ./internal/store ./internal/account ./internal/evidence || status=1
      ;;
    *) echo "usage: gotest.sh full|race|quick" >&2 && return 2 ;;
  esac
  return "$status"
}

run | "$bin/testcount"
