# Finds the peers of the suites and installs what is missing where it may. Sourced by run.sh, after distribution/tools.sh.

need_peers() { # PEER,... or - for none
    local peer
    [ "$1" != - ] || return 0
    for peer in ${1//,/ }; do
        "need_$peer" || return 1
    done
}

need_kamailio() {
    local packages=(kamailio kamailio-presence-modules kamailio-tls-modules kamailio-xml-modules)
    has_kamailio || { can_install && install_packages "${packages[@]}"; }
    has_kamailio || { echo "needs Kamailio (Debian: apt-get install ${packages[*]})" && return 1; }
}

has_kamailio() {
    command -v kamailio && ls /usr/lib/*/kamailio/modules/presence_xml.so && ls /usr/lib/*/kamailio/modules/tls.so
}

need_postgres() {
    has_postgres || { can_install && install_packages postgresql; }
    has_postgres || { echo "needs PostgreSQL (Debian: apt-get install postgresql)" && return 1; }
}

has_postgres() {
    local found=(/usr/lib/postgresql/*/bin/initdb)
    command -v initdb || [[ -x "${found[0]}" ]]
}

need_sipp() {
    command -v sipp || { can_install && install_packages sip-tester; }
    command -v sipp || { echo "needs SIPp (Debian: apt-get install sip-tester)" && return 1; }
}

need_baresip() {
    command -v baresip || { can_install && install_packages baresip-core; }
    command -v baresip || { echo "needs baresip (Debian: apt-get install baresip-core)" && return 1; }
}

need_linphone() {
    command -v linphonec || { can_install && install_packages linphone-cli; }
    command -v linphonec || { echo "needs Linphone (Debian: apt-get install linphone-cli)" && return 1; }
    need_terminal
}

need_finch() {
    command -v finch || { can_install && install_packages finch; }
    command -v finch || { echo "needs Finch (Debian: apt-get install finch)" && return 1; }
    need_terminal
}

need_twinkle() {
    command -v twinkle-console || { can_install && install_packages twinkle-console; }
    command -v twinkle-console || { echo "needs Twinkle (Debian: apt-get install twinkle-console)" && return 1; }
    need_terminal
}

# What gives a program without a screen a terminal.
need_terminal() {
    command -v script || { can_install && install_packages bsdutils; }
    command -v script || { echo "needs script (Debian: apt-get install bsdutils)" && return 1; }
}
