# shellcheck shell=bash
# What install/run and install/test share: their options, and everything up to a built kernel.

NO_SYSTEM='' OFFLINE=''
LOGS=$ROOT/target/logs

# shellcheck source=install/lib/say.sh
. "$ROOT/install/lib/say.sh"
# shellcheck source=install/lib/system.sh
. "$ROOT/install/lib/system.sh"
# shellcheck source=install/lib/jdk.sh
. "$ROOT/install/lib/jdk.sh"
# shellcheck source=install/lib/maven.sh
. "$ROOT/install/lib/maven.sh"
# shellcheck source=install/lib/jupyter.sh
. "$ROOT/install/lib/jupyter.sh"
# shellcheck source=install/lib/servers.sh
. "$ROOT/install/lib/servers.sh"
# shellcheck source=install/lib/notebook.sh
. "$ROOT/install/lib/notebook.sh"

need_tools() {
    need_jdk
    need_maven
    need_jupyter
}

# misuse OPTION: an option that nobody knows.
misuse() {
    printf '%s\n' "Unknown option $1; --help lists those that there are." >&2
    exit 2
}
