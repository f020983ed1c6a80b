#!/bin/sh
# kamailio.sh DIRECTORY PORT MAX_EXPIRES [SWITCH]...: runs a Kamailio that knows what is in DIRECTORY/tables; if there is
# no such directory, nothing.
dir=$1 port=$2 max=$3
shift 3
[ -d "$dir/tables" ] || cp -r /usr/share/kamailio/dbtext/kamailio "$dir/tables" || exit 1
for switch; do
    shift
    set -- "$@" -A "$switch"
done
exec kamailio -f "$dir/kamailio.cfg" -DD -E -m 256 -M 16 -Y "$dir" -w "$dir" \
    -A "PORT=$port" -A "MAX_EXPIRES=$max" -A "SERVER=\"sip:127.0.0.1:$port\"" -A "TABLES=\"text://$dir/tables\"" "$@"
