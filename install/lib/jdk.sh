# shellcheck shell=bash
# Finds a JDK 25 and exports JAVA_HOME: Maven, the tests and the kernelspec all take that one.

JDK_RELEASE=25
JDK_PACKAGE=openjdk-25-jdk-headless

# is_jdk HOME: a full JDK of the right release, with the compiler and JShell.
is_jdk() {
    [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 1
    if [ -r "$1/release" ] && grep -q '^JAVA_VERSION=' "$1/release"; then
        grep -Eq "^JAVA_VERSION=\"$JDK_RELEASE([.\"+-]|$)" "$1/release" || return 1
    fi
    "$1/bin/java" --list-modules 2>/dev/null | grep -q "^jdk.jshell@$JDK_RELEASE"
}

# The folders where the systems and the usual tools put JDKs, best first, one a line.
jdk_candidates() {
    local java home
    [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
    if java=$(command -v java 2>/dev/null); then
        "$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
    fi
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -v "$JDK_RELEASE" 2>/dev/null || true
    fi
    for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/*jdk* /opt/java/* /opt/jvm/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
        "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jabba/jdk/*; do
        printf '%s\n' "$home"
    done
}

# find_jdk: prints the first that will do.
find_jdk() {
    local home
    while IFS= read -r home; do
        if is_jdk "$home"; then
            printf '%s\n' "$home"
            return 0
        fi
    done <<EOF
$(jdk_candidates)
EOF
    return 1
}

# need_jdk: exports JAVA_HOME, installing a JDK first if the system has one to give.
need_jdk() {
    local home
    if ! home=$(find_jdk); then
        if apt_allowed && apt_offers "$JDK_PACKAGE"; then
            apt_get "$JDK_PACKAGE" \
                || die "apt-get could not install $JDK_PACKAGE: mend that, or set JAVA_HOME to a JDK $JDK_RELEASE."
        fi
        home=$(find_jdk) || die "$(jdk_missing)"
    fi
    if [ -n "${JAVA_HOME:-}" ] && [ "$JAVA_HOME" != "$home" ]; then
        found "JDK" "JAVA_HOME is $JAVA_HOME, which is no full JDK $JDK_RELEASE: another is used"
    fi
    export JAVA_HOME=$home
    found "JDK" "$JAVA_HOME"
}

jdk_missing() {
    printf '%s' "No JDK $JDK_RELEASE was found (a full one, with javac and jshell): install one from your system's" \
        " packages ($JDK_PACKAGE on Debian and Ubuntu), from adoptium.net or with SDKMAN, or set JAVA_HOME to one."
}
