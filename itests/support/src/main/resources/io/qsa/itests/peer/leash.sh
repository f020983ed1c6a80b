#!/bin/sh
# leash.sh COMMAND...: runs a command until it ends, or the standard input of this script does.
# So it cannot outlive the test that holds the other end of the pipe.
exec 3<&0
"$@" 3<&- </dev/null &
peer=$!
{ read -r _; kill -TERM $peer 2>/dev/null; } <&3 &
leash=$!
wait $peer
status=$?
kill $leash 2>/dev/null
exit $status
