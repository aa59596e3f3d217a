"""The servers for notebooks are installed without services, or their absence is told."""

WANTED = """
APT_CALLS=$HOME/apt.log
apt_allowed() { :; }
apt_offers() { :; }
apt_get() { echo "$1 policy: $([ -x "$POLICY" ] && cat "$POLICY" | tail -1), $(cat "$CLUSTERS")" >>"$APT_CALLS"; }
systemctl() { echo "systemctl $*" >>"$APT_CALLS"; }
POLICY=$HOME/sbin/policy-rc.d CLUSTERS=$HOME/etc/createcluster.conf
mkdir -p "$HOME/sbin"
"""


def test_packages_come_without_services_and_databases(shell):
    done = shell.run(WANTED + 'want_server no-such-program package package; cat "$APT_CALLS"; ls "$HOME/sbin" "$HOME/etc"')
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "no no-such-program: what needs it will be skipped" in lines[0]
    assert lines[1] == "package policy: exit 101, create_main_cluster = false"
    assert lines[2] == "systemctl disable package"
    assert "policy-rc.d" not in done.stdout.split("systemctl")[1] and "createcluster" not in done.stdout


def test_what_was_there_before_stays(shell):
    done = shell.run(WANTED + 'mkdir "$HOME/etc"; echo mine >"$CLUSTERS"; echo mine >"$POLICY"\n'
                     'without_services apt_get package; cat "$CLUSTERS" "$POLICY"')
    assert done.stdout == "mine\nmine\n", done.stderr


def test_a_program_that_is_there_is_not_installed(shell):
    done = shell.run(WANTED + 'want_server sh package; cat "$APT_CALLS" 2>/dev/null || echo nothing')
    assert done.stdout == "nothing\n", done.stderr
