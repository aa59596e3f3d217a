# shellcheck shell=bash
# The programs of servers that notebooks start for themselves. Their packages would also set up services of the system:
# none of these is started, enabled, or given a database.

POLICY=/usr/sbin/policy-rc.d CLUSTERS=/etc/postgresql-common/createcluster.conf

# want_servers: installs what is missing where that is possible; notebooks skip what needs the rest.
want_servers() {
    want_server redis-server redis-server redis-server
    want_server postgres postgresql postgresql 'postgresql@.service'
}

# want_server PROGRAM PACKAGE SERVICE...
want_server() {
    local program=$1 package=$2
    shift 2
    has_server "$program" && return
    if apt_allowed && apt_offers "$package"; then
        without_services apt_get "$package" || true
        disable_services "$@"
    fi
    has_server "$program" || found "Servers" "no $program: what needs it will be skipped"
}

has_server() {
    command -v "$1" >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null
}

# without_services COMMAND...: meanwhile packages start no service, and PostgreSQL's makes no database.
without_services() {
    local code=0 made=()
    if [ ! -e "$POLICY" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$POLICY"
        chmod 755 "$POLICY"
        made+=("$POLICY")
    fi
    if [ ! -e "$CLUSTERS" ]; then
        mkdir -p "$(dirname "$CLUSTERS")"
        printf 'create_main_cluster = false\n' >"$CLUSTERS"
        made+=("$CLUSTERS")
    fi
    "$@" || code=$?
    rm -f ${made[@]+"${made[@]}"}
    return "$code"
}

disable_services() {
    local service
    for service in "$@"; do
        if command -v systemctl >/dev/null 2>&1; then
            systemctl disable "$service" >/dev/null 2>&1 || true
        fi
        if [ -x "/etc/init.d/$service" ]; then
            update-rc.d "$service" disable >/dev/null 2>&1 || true
        fi
    done
}
