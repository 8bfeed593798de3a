#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, named to it in
# AIMS_TEST_POSTGRES: on loopback, on a free port, in a temporary folder, gone
# afterwards. A server already named there is used as it is.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")

if [[ -n ${AIMS_TEST_POSTGRES:-} ]]; then exec "$@"; fi
if ! bin=$(bash "$here/postgres-bin.sh"); then
  echo "MISSING: a PostgreSQL server, 15 or later. Its half of the store's tests is left out."
  exec "$@"
fi

# A server refuses to run as root.
as=()
if [[ $(id -u) == 0 ]]; then as=(runuser -u postgres --); fi
folder=$(mktemp -d /tmp/aims-postgres.XXXXXX)

stop() {
  if [[ -f $folder/data/postmaster.pid ]]; then
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null || true
  fi
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(head -c 24 /dev/urandom | base64 | tr -d '/+=\n')
printf '%s\n' "$password" >"$folder/password"
if [[ $(id -u) == 0 ]]; then chown -R postgres "$folder"; fi
cd "$folder" # the server's user may not be allowed to stand in the checkout
"${as[@]}" "$bin/initdb" -D "$folder/data" -U aims --auth=scram-sha-256 --pwfile="$folder/password" \
  --encoding=UTF8 --locale=C --no-sync >/dev/null

free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start() {
  local settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300"
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 30000))
    if free "$port" && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-p $port $settings" start >/dev/null; then
      return
    fi
  done
  cat "$folder/log" >&2
  return 1
}
start
cd "$OLDPWD"
export AIMS_TEST_POSTGRES="postgres://aims:$password@127.0.0.1:$port/postgres?sslmode=disable"
"$@"
