# Finds a JDK that Karaf runs on, Maven, and what else is needed; installs what is missing where it may, which is as root
# on Debian. Never asks. Sourced by the run.sh scripts.

is_fit_jdk() {
    [[ -x "$1/bin/javac" && -r "$1/release" ]] && grep -qE '^JAVA_VERSION="(17|21)[."]' "$1/release"
}

find_jdk() {
    local candidate on_path
    on_path="$(command -v javac || true)"
    for candidate in "${JAVA_HOME:-}" "${on_path:+$(dirname "$(dirname "$(readlink -f "$on_path")")")}" \
        /usr/lib/jvm/*17* /usr/lib/jvm/*21* /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/*; do
        if [[ -n "$candidate" ]] && is_fit_jdk "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
}

can_install() { [[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null && [[ -r /etc/debian_version ]]; }

# Installs packages, without questions and without starting the servers in them.
install_packages() {
    apt-get update -qq >&2 </dev/null || echo "apt-get update failed; trying with the lists that are there" >&2
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@" >&2 </dev/null
}

# Sets JAVA_HOME to a JDK 17 or 21, and makes sure that there is Maven. Says what to do if it cannot.
require_tools() {
    local jdk
    jdk="$(find_jdk)"
    if [[ -z "$jdk" ]]; then
        if ! can_install; then
            echo "Needs a JDK 17 or 21 (Debian: apt-get install openjdk-17-jdk-headless); set JAVA_HOME if it is there" >&2
            return 1
        fi
        echo "Installing a JDK" >&2
        install_packages openjdk-17-jdk-headless || install_packages openjdk-21-jdk-headless
        jdk="$(find_jdk)"
        if [[ -z "$jdk" ]]; then
            echo "No JDK 17 or 21 could be installed" >&2
            return 1
        fi
    fi
    export JAVA_HOME="$jdk"
    command -v mvn >/dev/null && return
    if ! can_install; then
        echo "Needs Maven 3.8 or newer (Debian: apt-get install maven)" >&2
        return 1
    fi
    echo "Installing Maven" >&2
    install_packages maven
}

# Makes a platform's configurations, which hold passwords, and its store readable by its owner only.
make_private() { # PLATFORM
    mkdir -p "$1/data/qsa"
    chmod 700 "$1/etc" "$1/data/qsa"
}
