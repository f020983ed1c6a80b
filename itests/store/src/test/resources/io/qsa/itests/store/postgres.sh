#!/bin/sh
# postgres.sh DIRECTORY PORT: runs a PostgreSQL on loopback whose tables are in the directory, until the standard input
# of this script ends. So it cannot outlive the test that holds the other end of the pipe. It ends as in a crash.
cd "$1" || exit 1
for bin in /usr/lib/postgresql/*/bin; do
    PATH="$PATH:$bin"
done
# It refuses to run as root.
as=
[ "$(id -u)" != 0 ] || as='setpriv --reuid=nobody --regid=nogroup --clear-groups'
exec 3<&0
if [ ! -d tables ]; then
    [ -z "$as" ] || chown nobody "$1" || exit 1
    $as initdb -D "$1/tables" -U qsa -A trust -E UTF8 --locale=C || exit 1
fi
$as postgres -D "$1/tables" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= 3<&- </dev/null &
server=$!
{ read -r _; kill -QUIT $server 2>/dev/null; } <&3 &
wait $server
