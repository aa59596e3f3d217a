"""Options, what may be installed and when, and what is not done twice."""

import pytest

APT = """
apt-get() {
    echo "apt-get $*" >>"$HOME/apt.log"
    case $* in *--assume-no*) echo "Need to get 12.3 MB of archives." ;; esac
}
apt-cache() { echo "  Candidate: 1.0"; }
env() { while [ "${1#*=}" != "$1" ]; do shift; done; "$@"; }
LOGS=$HOME/logs
"""


@pytest.mark.parametrize("script", ["install/run", "install/test"])
def test_an_unknown_option_is_named(shell, script):
    done = shell.command(script, "--ofline")
    assert done.returncode == 2
    assert done.stderr == "Unknown option --ofline; --help lists those that there are.\n"


@pytest.mark.parametrize("script", ["install/run", "install/test"])
def test_help_names_every_option_that_is_understood(shell, script):
    done = shell.command(script, "--help")
    assert done.returncode == 0
    assert "--no-system" in done.stdout and "--offline" in done.stdout


def test_system_packages_are_announced_with_their_size_first(shell):
    done = shell.run(APT + "apt_get one two; cat $HOME/apt.log")
    lines = done.stdout.splitlines()
    assert lines[0].endswith("apt-get installs: one two")
    assert lines[1].strip() == "Need to get 12.3 MB of archives."
    assert "install -y" in lines[-1] and lines[-1].endswith("one two")


@pytest.mark.parametrize("state", ["NO_SYSTEM=yes", "OFFLINE=yes", "id() { echo 1000; }"])
def test_system_packages_are_for_root_and_only_where_allowed(shell, state):
    asked = "id() { echo 0; }; apt-get() { :; };"
    assert shell.run(f"{asked} apt_allowed").returncode == 0
    assert shell.run(f"{asked} {state}; apt_allowed").returncode == 1


def test_missing_package_lists_are_fetched_once(shell):
    script = """
    LOGS=$HOME/logs
    apt-get() { echo "$*" >>"$HOME/apt.log"; }
    apt-cache() { [ ! -f "$HOME/apt.log" ] || [ "$2" = absent ] || echo "  Candidate: 1.0"; }
    apt_offers present && echo yes; apt_offers absent || echo no; apt_offers absent || echo no; cat $HOME/apt.log
    """
    lines = shell.run(script).stdout.splitlines()
    assert [line for line in lines if line in ("yes", "no")] == ["yes", "no", "no"]
    assert lines.count("update") == 1


def test_without_maven_one_sentence_says_how_to_get_it(shell):
    done = shell.run("NO_SYSTEM=yes; PATH=; hash -r; need_maven")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "No Maven was found" in done.stderr


def test_offline_without_jupyter_ends_with_one_sentence(shell):
    done = shell.run("OFFLINE=yes; jupyter_candidates() { :; }; need_jupyter")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "--offline allows no download" in done.stderr


def test_a_jupyter_that_cannot_run_nbconvert_is_passed_over(shell, tmp_path):
    broken = tmp_path / "jupyter"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    done = shell.run(f"jupyter_candidates() {{ echo '{broken}'; }}; find_jupyter || echo none")
    assert done.stdout == "none\n"


def test_no_system_looks_at_the_venv_only(shell):
    done = shell.run("NO_SYSTEM=yes; jupyter_candidates", XDG_CACHE_HOME="/c")
    assert done.stdout == "/c/weft/jupyter-venv/bin/jupyter\n"


def test_a_build_is_repeated_only_when_a_source_has_changed(shell, tmp_path):
    script = f"""
    ROOT={str(tmp_path)!r}; JAR=$ROOT/kernel/jupyter/target/weft-kernel.jar; LOGS=$ROOT/logs; JAVA_HOME=/j
    mkdir -p "$ROOT/kernel/jupyter/src/main" "$ROOT/kernel/jupyter/target"
    echo 1 >"$ROOT/pom.xml"; echo 1 >"$ROOT/kernel/jupyter/src/main/A.java"
    maven() {{ echo built >>"$ROOT/builds"; echo jar >"$JAR"; }}
    build; build; touch "$ROOT/pom.xml"; build; wc -l <"$ROOT/builds"
    echo 2 >"$ROOT/kernel/jupyter/src/main/A.java"; build; wc -l <"$ROOT/builds"
    JAVA_HOME=/other; build; wc -l <"$ROOT/builds"
    maven() {{ return 1; }}; echo 3 >"$ROOT/pom.xml"; build
    """
    done = shell.run(script)
    counts = [int(line) for line in done.stdout.splitlines() if line.strip().isdigit()]
    assert counts == [1, 2, 3]
    assert (done.returncode, done.stderr) == (1, "The build failed.\n")


def test_a_step_that_fails_shows_the_end_of_its_log(shell):
    done = shell.run('step "Thing" "$HOME/log" bash -c "echo the reason; exit 3" || echo "code $?"')
    assert "failed after" in done.stdout and "the reason" in done.stdout
    assert done.stdout.splitlines()[-1] == "code 3"
