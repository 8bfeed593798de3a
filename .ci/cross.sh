#!/usr/bin/env bash
# Builds the program for the other systems it is released for, without cgo, and throws the
# results away; this machine's own build is what the tests run. With targets named, for
# those alone: the tests ask for the system that differs most, each takes over a minute.
set -euo pipefail
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
targets=("$@")
((${#targets[@]})) || targets=(linux/arm64 darwin/arm64 windows/amd64)
for target in "${targets[@]}"; do
  echo "build $target"
  CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build -trimpath -buildvcs=false -o "$out/aims" ./cmd/aims
done
