# shellcheck shell=bash
# Maven and the build.

need_maven() {
    if ! command -v mvn >/dev/null 2>&1 && apt_allowed && apt_offers maven; then
        apt_get maven || die "apt-get could not install maven: mend that, or put Maven's mvn on the PATH."
    fi
    command -v mvn >/dev/null 2>&1 || die "$(maven_missing)"
    found "Maven" "$(command -v mvn)"
}

maven_missing() {
    printf '%s' "No Maven was found: install it from your system's packages (maven on Debian, Ubuntu and Homebrew) or" \
        " from maven.apache.org, so that mvn is on the PATH."
}

# maven ARGUMENTS...
maven() {
    (cd "$ROOT" && mvn -B -ntp ${OFFLINE:+-o} "$@")
}

JAR=$ROOT/kernel/jupyter/target/weft-kernel.jar

# A fingerprint of all that the jar is made of.
sources_print() {
    (
        cd "$ROOT" || exit 1
        printf '%s\n' "$JAVA_HOME"
        find pom.xml kernel .mvn -name target -prune -o \
            -type f \( -name pom.xml -o -path '*/src/main/*' -o -path '.mvn/*' \) -print 2>/dev/null \
            | LC_ALL=C sort | while IFS= read -r file; do cksum "$file"; done
    ) | cksum
}

# build: the jar, unless it was built from the same sources with the same JDK.
build() {
    local print
    print=$(sources_print)
    if [ -f "$JAR" ] && [ "$(cat "$JAR.sources" 2>/dev/null)" = "$print" ]; then
        found "Build" "up to date"
        return
    fi
    rm -f "$JAR.sources"
    step "Build" "$LOGS/build.log" maven -q -DskipTests -Dformatter.skip=true package || die "The build failed."
    [ -f "$JAR" ] || die "The build did not leave $JAR."
    printf '%s\n' "$print" >"$JAR.sources"
}

# kernel ARGUMENTS...: the built jar's own command line.
kernel() {
    "$JAVA_HOME/bin/java" -jar "$JAR" "$@"
}
