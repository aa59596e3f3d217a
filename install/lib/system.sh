# shellcheck shell=bash
# The system's packages: apt-get, for root only, never sudo, never without saying what and how large.
# Reads NO_SYSTEM and OFFLINE.

apt_allowed() {
    [ -z "$NO_SYSTEM" ] && [ -z "$OFFLINE" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1
}

# apt_offers PACKAGE...: whether apt can install all of them; fetches the package lists once if it cannot.
apt_offers() {
    apt_knows "$@" && return
    [ -n "${APT_UPDATED:-}" ] && return 1
    APT_UPDATED=yes
    step "Packages" "$LOGS/apt-update.log" apt-get update || return 1
    apt_knows "$@"
}

apt_knows() {
    local package
    for package in "$@"; do
        apt-cache policy "$package" 2>/dev/null | grep -q '^  Candidate: [^(]' || return 1
    done
}

# apt_get PACKAGE...: says what it will install and how large, and installs it.
apt_get() {
    found "Packages" "apt-get installs: $*"
    LC_ALL=C apt-get install --assume-no --no-install-recommends "$@" 2>/dev/null \
        | sed -n -e 's/^\(Need to get .*\)/          \1/p' -e 's/^\(After this .*\)/          \1/p'
    step "Packages" "$LOGS/apt-install.log" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
}
