#!/usr/bin/env bash
# Builds the program for the other systems it is released for, without cgo, and throws the
# results away; this machine's own build is what the tests run. With targets named, for
# those alone. Each takes over a minute, so it is asked before a release and not in the tests:
# no file here is built for one system alone.
set -euo pipefail
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
targets=("$@")
((${#targets[@]})) || targets=(linux/arm64 darwin/arm64 windows/amd64)
for target in "${targets[@]}"; do
  echo "build $target"
  CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build -trimpath -buildvcs=false -o "$out/aims" ./cmd/aims
done
