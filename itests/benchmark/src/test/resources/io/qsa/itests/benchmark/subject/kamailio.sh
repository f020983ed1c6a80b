#!/bin/sh
# kamailio.sh DIRECTORY PORT RPC_PORT [SWITCH]: runs a Kamailio until the standard input of this script ends, so
# that it cannot outlive the benchmark.
cd "$1" || exit 1
exec 3<&0
rm -rf tables
cp -r /usr/share/kamailio/dbtext/kamailio tables || exit 1
kamailio -f "$1/kamailio.cfg" -DD -E -m 2048 -M 16 -Y "$1" -w "$1" \
    -A "PORT=$2" -A "SERVER=\"sip:127.0.0.1:$2\"" -A "TABLES=\"text://$1/tables\"" \
    -A "RPC=\"udp:127.0.0.1:$3\"" -A "CONTROL=\"unix:$1/ctl\"" \
    ${4:+-A "$4"} 3<&- </dev/null &
server=$!
{ read -r _; kill -TERM $server 2>/dev/null; } <&3 &
wait $server
