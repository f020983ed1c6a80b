# Counts tests and says what failed. Sourced by run.sh.

passed=0
failed=0

# Reads the reports that were written since a moment; prints "TESTS FAILED" and then each failed test, with what it says and
# the line of the test that says so.
read_reports() { # FILE THAT WAS TOUCHED AT THAT MOMENT
    find . -path '*/target/*-reports/TEST-*.xml' -newer "$1" -exec cat {} + | awk '
        /<testcase / {
            class = attribute("classname")
            test = class "." readable(attribute("name"))
            gsub(/.*\.|\$.*/, "", class)
            failure = 0
            tests++
        }
        /^ *<(failure|error|skipped)[ >\/]/ && test != "" {
            names = names "    " test "\n"
            reason = readable(attribute("message") " " attribute("type"))
            if (reason != "") names = names "        " reason "\n"
            failed++
            test = ""
            failure = 1
        }
        failure && match($0, "\\(" class "\\.java:[0-9]+\\)") {
            names = names "        " substr($0, RSTART + 1, RLENGTH - 2) "\n"
            failure = 0
        }
        function attribute(name) {
            if (!match($0, " " name "=\"[^\"]*\"")) return ""
            return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
        }
        function readable(text) {
            gsub(/&#10;/, " ", text)
            gsub(/&quot;/, "\"", text)
            gsub(/&apos;/, "\047", text)
            gsub(/&lt;/, "<", text)
            gsub(/&gt;/, ">", text)
            gsub(/&amp;/, "\\&", text)
            gsub(/ +/, " ", text)
            gsub(/^ | $/, "", text)
            return substr(text, 1, 400)
        }
        END { printf "%d %d\n%s", tests, failed, names }'
}

report() { # LOG START STATUS SECONDS
    local log=$1 status=$3 seconds=$4 tests bad names
    { read -r tests bad; names=$(cat); } < <(read_reports "$2")
    # The demo counts as a test, and so does a build that fails beside its tests.
    if [ "$tests" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; }; then
        tests=$((tests + 1))
        [ "$status" -eq 0 ] || bad=$((bad + 1))
    fi
    passed=$((passed + tests - bad))
    failed=$((failed + bad))
    if [ "$bad" -eq 0 ]; then
        printf 'ok      %4d tests  %4d s\n' "$tests" "$seconds"
        return
    fi
    printf 'FAILED  %4d of %d  %4d s\n' "$bad" "$tests" "$seconds"
    [ -z "$names" ] || echo "$names"
    [ "$status" -ne 124 ] && [ "$status" -ne 137 ] || echo "    ran out of its time budget"
    [ -n "$names" ] || grep -m 5 -E '^\[ERROR\]|FAILED' "$log" | cut -c 1-200 | sed 's/^/    /'
    echo "    log: $log"
}

report_missing_peer() { # LOG
    if [ "${CI-}" = true ]; then
        failed=$((failed + 1))
        echo "FAILED  $(tail -n 1 "$1")"
    else
        echo "not run: $(tail -n 1 "$1")"
    fi
}

# The last line, and the exit code.
summary() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
