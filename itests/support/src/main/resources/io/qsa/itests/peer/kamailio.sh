#!/bin/sh
# kamailio.sh DIRECTORY PORT MAX_EXPIRES [SWITCH]: runs a Kamailio that knows nothing, until the standard input of this
# script ends.
# So it cannot outlive the test that holds the other end of the pipe.
cd "$1" || exit 1
exec 3<&0
rm -rf tables
cp -r /usr/share/kamailio/dbtext/kamailio tables || exit 1
kamailio -f "$1/kamailio.cfg" -DD -E -m 64 -M 8 -Y "$1" -w "$1" \
    -A "PORT=$2" -A "MAX_EXPIRES=$3" -A "SERVER=\"sip:127.0.0.1:$2\"" -A "TABLES=\"text://$1/tables\"" \
    ${4:+-A "$4"} 3<&- </dev/null &
server=$!
{ read -r _; kill -TERM $server 2>/dev/null; } <&3 &
wait $server
