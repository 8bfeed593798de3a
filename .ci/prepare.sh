#!/usr/bin/env bash
# Sees to the programs that tests need beside Go. As root on Debian what is missing
# is installed; anybody else is told, and the tests that need it are left out aloud.
# With CI=true a program that is still missing is a failure.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")

# Each line: the Debian package and the program that shows it is there.
needed='chromium chromium
poppler-utils pdftotext
qpdf qpdf
sqlite3 sqlite3
openssl openssl
gcc gcc
libc6-dev /usr/include/stdlib.h
postgresql initdb'

have() {
  case $1 in
    initdb) bash "$here/postgres-bin.sh" >/dev/null ;;
    /*) [[ -e $1 ]] || [[ $(uname) != Linux ]] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

missing() {
  local package program
  while read -r package program; do
    have "$program" || echo "$package"
  done <<<"$needed"
}

mapfile -t packages < <(missing)
if ((${#packages[@]})) && [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  echo "Installing: ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq || echo "apt-get update failed; trying with the lists at hand"
  apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null || echo "apt-get install failed"
  mapfile -t packages < <(missing)
fi
if ((${#packages[@]})); then
  echo "MISSING: ${packages[*]}. Tests that need them are left out; install them with your package manager."
  if [[ ${CI:-} == true ]]; then
    echo "In CI nothing may be left out." >&2
    exit 1
  fi
fi
