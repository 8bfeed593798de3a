#!/usr/bin/env bash
# Builds the program for the other systems it is released for, without cgo, and throws the
# results away; this machine's own build is what the tests run.
set -euo pipefail
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for target in linux/arm64 darwin/arm64 windows/amd64; do
  echo "build $target"
  CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build -trimpath -buildvcs=false -o "$out/aims" ./cmd/aims
done
