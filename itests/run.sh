#!/usr/bin/env bash
# Runs the tests, all or one suite. With CI=true a missing peer is a failure.
set -u
cd "$(dirname "$0")/.." || exit 2
. distribution/tools.sh
. itests/peers.sh
. itests/reports.sh

usage() {
    cat <<'USAGE'
itests/run.sh            runs all suites but those on request, as CI does
itests/run.sh SUITE      runs one; swap takes --events N and --seed S, and
                         --from N to resume, --subscriptions N, --live N for the swap of many;
                         outage takes --live N and --down SECONDS;
                         interop takes --live N for the flood, 20000 for the full form;
                         benchmark takes --full for 1,000,000 subscriptions;
                         store takes --clients N, 5000 for the full form
itests/run.sh --list     names the suites
USAGE
}

# Name, budget in seconds, peers, purpose; in the order in which they run. All budgets together are 27 minutes at most; on a
# machine that has other work too, a suite is ended only after twice its budget.
SUITES='
unit       250  -         every unit test and every static check
lifecycle  120  -         our bundles stopped and started, alone and in random orders
badinput    95  -         wrong configuration, wrong calls and wrong messages
felix       45  -         our bundles in plain Felix with Gogo
karaf      300  kamailio,sipp  our distribution: features, commands, configurations, updates, and a provider that is swapped
interop    165  kamailio,sipp  presence_b2b against peers that nobody here wrote: Kamailio and SIPp
pa         120  kamailio,sipp  user agents that nobody here wrote at our presence agent, and the same ones at Kamailio
swap       210  -         random changes under live subscriptions, and a swap of many of them, watched by a referee
store      115  postgres  our distribution killed while many publish, and started again, with H2 and with PostgreSQL
demo        40  -         the demo of the distribution: distribution/run.sh --demo
guard      140  -         nothing has become twice as slow or as large
'
# What CI does not run, because it takes long, needs the right to make a network link (the phone), or a pace at which requests
# return to a server (the outage).
ON_REQUEST='
phone      180  kamailio,baresip,linphone,finch,twinkle  phones that nobody here wrote at our presence agent
outage     100  -         a presence server that is away while many watch, and comes back without memory
xml        150  -         our reader of XML beside Aalto and that of the JDK
benchmark  720  kamailio  speed and size, side by side with Kamailio, JAIN-SIP and EventAdmin
'
# What the first build of a fresh clone may take on top, when it has to fetch everything.
FIRST_BUILD=300
# After the suite "unit" the others need not look again for what to compile.
BUILT=-Dmaven.compiler.useIncrementalCompilation=false
LOGS=itests/target/logs

main() {
    case ${1-} in
        -h | --help) usage && exit ;;
        --list) list && exit ;;
    esac
    mkdir -p "$LOGS"
    trap stop_running EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    require_tools || exit 2
    if [ $# -eq 0 ]; then
        each_suite run_suite "$SUITES"
    else
        one_suite "$@"
    fi
    summary
}

each_suite() { # ACTION TABLE
    local name budget peer purpose
    while read -r name budget peer purpose; do
        [ -z "$name" ] || "$1" "$name" "$budget" "$peer" "$purpose"
    done <<<"$2"
}

list() {
    each_suite describe "$SUITES"
    echo "on request:"
    each_suite describe "$ON_REQUEST"
}

describe() { # NAME BUDGET PEER PURPOSE
    printf '%-10s %s\n' "$1" "$4"
}

one_suite() { # NAME [OPTION]...
    local name budget peer purpose
    if ! read -r name budget peer purpose < <(grep "^$1 " <<<"$SUITES$ON_REQUEST"); then
        echo "There is no suite '$1', only:" >&2
        list >&2
        exit 2
    fi
    shift
    if [[ "$name $*" != "benchmark --full" && -n "$*" && ! "$* " =~ ^(--(events|seed|from|subscriptions|live|down|clients) [0-9]+ )+$ ]]; then
        usage >&2
        exit 2
    fi
    run_suite "$name" "$budget" "$peer" "$purpose" "$@"
}

run_suite() { # NAME BUDGET PEER PURPOSE [OPTION]...
    local name=$1 budget=$2 peer=$3 log=$LOGS/$1.log start=$SECONDS status
    shift 4
    printf '%-10s ' "$name"
    if ! need_peers "$peer" >"$log" 2>&1; then
        report_missing_peer "$log"
        return
    fi
    # More of it takes longer.
    [[ ! "$*" =~ --events\ ([0-9]+) ]] || budget=$((budget + BASH_REMATCH[1] / 2))
    [[ ! "$*" =~ --clients\ ([0-9]+) ]] || budget=$((budget + BASH_REMATCH[1] / 10))
    [[ ! "$*" =~ --live\ ([0-9]+) ]] || budget=$((budget + BASH_REMATCH[1] / 50))
    [[ ! "$*" =~ --down\ ([0-9]+) ]] || budget=$((budget + BASH_REMATCH[1] * 10))
    [ "$*" != --full ] || budget=1800
    [ -d qsa-api/target ] || budget=$((budget + FIRST_BUILD))
    touch "$LOGS/start"
    # shellcheck disable=SC2046 # the words of the command
    timeout --kill-after=15 $((2 * budget)) $(command_of "$name" "$@") >"$log" 2>&1 </dev/null &
    running=$!
    wait "$running"
    status=$?
    running=
    [ "$name" != unit ] || [ "$status" -ne 0 ] || built=$BUILT
    report "$log" "$LOGS/start" "$status" $((SECONDS - start))
    [ "$name" != benchmark ] || [ "$status" -ne 0 ] || cat itests/benchmark/target/benchmark/report.md
    [ "$name" != xml ] || [ "$status" -ne 0 ] || grep "^|" "$log"
}

# The command of a suite; --name value becomes the property SUITE.name of the tests.
command_of() { # NAME [OPTION]...
    local suite=$1 module=$1 tests=
    shift
    case $suite in
        phone) module=pa tests='-Dit.test=io/qsa/itests/pa/phone/*IT' ;;
        guard) module=benchmark tests=-Dit.test=GuardIT ;;
        benchmark) tests=-Dit.test=BenchmarkIT ;;
        xml) module=benchmark tests=-Dit.test=XmlReadersIT ;;
    esac
    case $suite in
        unit) echo mvn -B -ntp verify ;;
        demo) echo distribution/run.sh --demo ;;
        *) echo mvn -B -ntp verify -pl "itests/$module" -am -DskipITs=false -DskipUnitTests -Dspotless.check.skip $tests $built ;;
    esac
    [ "$*" != --full ] || set -- --full true
    while [ $# -gt 0 ]; do
        echo "-D$suite.${1#--}=$2"
        shift 2
    done
}

built=
running=
# Ends the suite that still runs. The signal reaches what it started; peers end with their test.
stop_running() {
    [ -z "$running" ] || kill "$running" 2>/dev/null
}

main "$@"
