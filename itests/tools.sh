# Finds what the suites need and installs what is missing where it may: as root on Debian. Sourced by run.sh.

need_jdk() {
    find_jdk || { may_install && install openjdk-17-jdk-headless; } || { may_install && install openjdk-21-jdk-headless; }
    if ! find_jdk; then
        echo "No JDK 17 or 21 found; install one, for example: apt-get install openjdk-17-jdk-headless" >&2
        return 1
    fi
    export JAVA_HOME
}

# Sets JAVA_HOME to a JDK 17 or 21: the one it names, that of the path, or one of the usual places.
find_jdk() {
    local java home
    java=$(command -v javac) && java=$(readlink -f "$java")
    for home in "${JAVA_HOME-}" "${java%/bin/javac}" /usr/lib/jvm/*; do
        if [[ $("$home/bin/javac" -version 2>/dev/null) =~ ^javac\ (17|21)(\.|$) ]]; then
            JAVA_HOME=$home
            return 0
        fi
    done
    return 1
}

need_maven() {
    command -v mvn >/dev/null || { may_install && install maven; }
    command -v mvn >/dev/null || { echo "No Maven found; install it, for example: apt-get install maven" >&2 && return 1; }
}

need_kamailio() {
    local packages=(kamailio kamailio-presence-modules kamailio-sqlite-modules kamailio-xml-modules)
    has_kamailio || { may_install && install "${packages[@]}"; }
    has_kamailio || { echo "No Kamailio with its presence modules found: apt-get install ${packages[*]}" && return 1; }
}

has_kamailio() {
    command -v kamailio && ls /usr/lib/*/kamailio/modules/presence_xml.so
}

may_install() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null
}

# Installs Debian packages without questions, and without starting the servers in them. Says nothing if all is well.
install() {
    local log
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
    if { apt-get update && apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
        rm "$log"
    else
        echo "Cannot install $*, see $log" >&2
        return 1
    fi
}
