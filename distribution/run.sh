#!/usr/bin/env bash
# Builds QSA when needed and runs it in the foreground: a Karaf with everything in it. See --help.
set -euo pipefail

HOUSE="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly HOUSE
. "$HOUSE/distribution/tools.sh"
readonly TARGET="$HOUSE/distribution/target"
readonly PLATFORM="$TARGET/platform"
readonly ARCHIVES="$HOUSE/distribution/karaf/target"
readonly SOURCES=(pom.xml qsa-api presence-b2b pa-internal bundles distribution)
readonly DEMO_LIMIT=180 # seconds, the start of the platform included
RUN=run_platform

usage() {
    cat <<'TEXT'
Usage: distribution/run.sh [--demo | --help]

Without an option: builds what changed, unpacks the platform into distribution/target/platform and starts
it in the foreground, with its shell if there is a terminal. logout or Ctrl-D in the shell ends it.

  --demo   shows the main job and ends by itself: in a temporary directory, on free ports, a platform starts,
           subscribes, publishes, and swaps the provider of the live subscription to SIP and back. The last line
           is "demo: ok" or "demo: FAILED: why"; the exit code is 0 or 1.
  --help   prints this.

Needs a JDK 17 or 21 and Maven. As root on Debian it installs what is missing.
TEXT
}

say() { printf '%s\n' "$*" >&2; }

die() {
    say "run.sh: $*"
    [[ "$RUN" != run_demo ]] || printf 'demo: FAILED: %s\n' "$*"
    exit 1
}

# --- build --------------------------------------------------------------------------------------------------

# The newest assembly that was built, if there is one.
archive() {
    local archive newest=
    for archive in "$ARCHIVES"/qsa-karaf-*.tar.gz; do
        [[ ! -e "$archive" || (-n "$newest" && "$newest" -nt "$archive") ]] || newest="$archive"
    done
    printf '%s' "$newest"
}

is_stale() {
    local built newer
    built="$(archive)"
    [[ -n "$built" ]] || return 0
    newer="$(cd "$HOUSE" && find "${SOURCES[@]}" -name target -prune -o -type f -newer "$built" -print -quit)"
    [[ -n "$newer" ]]
}

build() {
    local log="$TARGET/build.log"
    mkdir -p "$TARGET"
    is_stale || return 0
    say "Building QSA with $JAVA_HOME (log: ${log#"$HOUSE"/}); the first time, Maven fetches what it needs"
    # -am: the modules below it come from this build, not from a repository.
    if ! (cd "$HOUSE" && mvn -B -pl distribution/karaf -am -DskipUnitTests -Dspotless.check.skip package) 2>&1 | tee "$log" | show_progress; then
        grep -E '^\[ERROR\]|^Error' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
        die "the build failed, see ${log#"$HOUSE"/}"
    fi
    touch "$(archive)"
}

# Maven's output in short: one line per module, and a count of downloads where there are many.
show_progress() {
    awk '/^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ { sub(/^\[INFO\] Building /, "  "); print; fflush() }
         /^(\[INFO\] )?Downloaded from/ { if (++fetched % 100 == 0) { print "    " fetched " files fetched"; fflush() } }' >&2
}

# --- run ----------------------------------------------------------------------------------------------------

unpack() {
    mkdir -p "$1"
    tar -xzf "$(archive)" -C "$1" --strip-components=1
    make_private "$1"
}

run_platform() {
    if [[ -d "$PLATFORM" && "$(archive)" -nt "$PLATFORM/etc/distribution.info" ]]; then
        put_platform_aside
    fi
    if [[ ! -d "$PLATFORM" ]]; then
        unpack "$PLATFORM"
        touch "$PLATFORM/etc/distribution.info"
    fi
    if [[ -t 0 ]]; then
        exec "$PLATFORM/bin/karaf"
    fi
    say "Running without a shell, because there is no terminal"
    KARAF_EXEC=exec exec "$PLATFORM/bin/karaf" server
}

# A new build gets a new platform. The one before it is never deleted: its etc may hold what an operator wrote.
put_platform_aside() {
    local aside
    aside="$PLATFORM.until-$(date +%Y%m%d-%H%M%S)"
    if "$PLATFORM/bin/status" >/dev/null 2>&1; then
        die "there is a new build, but the platform before it still runs; end that first"
    fi
    mv "$PLATFORM" "$aside"
    say "There is a new build; the platform before it, with its etc, is in ${aside#"$HOUSE"/}"
}

run_demo() {
    local transcript
    DEMO="$(mktemp -d "${TMPDIR:-/tmp}/qsa-demo.XXXXXX")"
    trap end_demo EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    transcript="$DEMO/transcript"
    unpack "$DEMO/platform"
    prepare_demo "$DEMO/platform/etc"
    mkfifo "$DEMO/out"
    tee "$transcript" <"$DEMO/out" &
    local tee=$!
    say "Starting a platform in $DEMO"
    EXTRA_JAVA_OPTS=-Dio.qsa.demo.play=true KARAF_EXEC=exec "$DEMO/platform/bin/karaf" server </dev/null >"$DEMO/out" 2>"$DEMO/errors" &
    DEMO_PID=$!
    await_demo
    wait "$tee"
    verdict "$transcript"
}

# Free ports, no remote shell, and the demo among the features that start.
prepare_demo() {
    sed -i -e 's/^\( *\)ssh\/[^,]*,/\1/' -e 's/\(qsa-all\/\([^, ]*\)\)/\1, qsa-demo\/\2/' "$1/org.apache.karaf.features.cfg"
    printf '\nlisten = udp:127.0.0.1:0, tcp:127.0.0.1:0\n' >>"$1/io.qsa.sip.cfg"
}

await_demo() {
    local limit=$((SECONDS + DEMO_LIMIT))
    while kill -0 "$DEMO_PID" 2>/dev/null && ((SECONDS < limit)); do
        sleep 0.2
    done
    stop_demo
}

# Ends the platform of the demo, and nothing else.
stop_demo() {
    local patience=50
    [[ -n "${DEMO_PID:-}" ]] || return 0
    kill "$DEMO_PID" 2>/dev/null || true
    while kill -0 "$DEMO_PID" 2>/dev/null; do
        ((patience-- > 0)) || kill -KILL "$DEMO_PID" 2>/dev/null || true
        sleep 0.2
    done
    DEMO_PID=
}

end_demo() {
    stop_demo
    rm -rf "$DEMO"
}

# The last line of the demo, and its exit code. Where it failed, the log is kept.
verdict() {
    local last
    last="$(tail -n 1 "$1")"
    [[ "$last" != 'demo: ok' ]] || exit 0
    cp "$DEMO/platform/data/log/karaf.log" "$TARGET/demo.log" 2>/dev/null || cp "$DEMO/errors" "$TARGET/demo.log"
    say "The log of the platform is in ${TARGET#"$HOUSE"/}/demo.log"
    [[ "$last" == 'demo: FAILED: '* ]] ||
        printf 'demo: FAILED: the platform ended, or %s s passed, without a result\n' "$DEMO_LIMIT"
    exit 1
}

main() {
    case "$*" in
        '') ;;
        --demo) RUN=run_demo ;;
        --help | -h)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
    # They would lead Karaf to another platform than ours.
    unset KARAF_HOME KARAF_BASE KARAF_DATA KARAF_ETC KARAF_LOG KARAF_OPTS KARAF_SYSTEM_OPTS
    require_tools || exit 1
    build
    "$RUN"
}

main "$@"
