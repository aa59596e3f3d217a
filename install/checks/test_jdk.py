"""Which JDK the scripts take. The candidates are given, so that this machine's own JDKs do not matter."""

import pytest


def find(shell, *homes):
    folders = " ".join(f"'{home}'" for home in homes)
    found = shell.run(f"jdk_candidates() {{ printf '%s\\n' {folders}; }}; find_jdk")
    return found.stdout.strip()


def test_the_first_full_jdk_25_is_taken(shell, make_jdk, tmp_path):
    old = make_jdk(tmp_path / "old", release=17)
    first = make_jdk(tmp_path / "with a space")
    second = make_jdk(tmp_path / "second")
    assert find(shell, old, tmp_path / "absent", first, second) == str(first)


@pytest.mark.parametrize(
    "faults",
    [dict(release=17), dict(release=24), dict(release=250), dict(javac=False), dict(modules=["java.base"])],
    ids=str,
)
def test_what_is_no_full_jdk_25_is_refused(shell, make_jdk, tmp_path, faults):
    assert find(shell, make_jdk(tmp_path / "jdk", **faults)) == ""


def test_the_usual_folders_are_searched(shell, make_jdk):
    mac = "Library/Java/JavaVirtualMachines/25/Contents/Home"
    folders = [".sdkman/candidates/java/25-tem", ".jdks/temurin-25", mac]
    for folder in folders:
        make_jdk(shell.home / folder)
    listed = shell.run("jdk_candidates").stdout.splitlines()
    assert {str(shell.home / folder) for folder in folders} <= set(listed)


def test_java_home_comes_first_and_sdkman_may_be_elsewhere(shell, tmp_path):
    listed = shell.run("jdk_candidates", JAVA_HOME="/j", SDKMAN_DIR=tmp_path).stdout.splitlines()
    assert listed[0] == "/j"
    assert f"{tmp_path}/candidates/java/*" in listed


def test_java_home_that_will_not_do_is_mentioned(shell, make_jdk, tmp_path):
    good, old = make_jdk(tmp_path / "good"), make_jdk(tmp_path / "old", release=17)
    found = shell.run(f"jdk_candidates() {{ echo '{old}'; echo '{good}'; }}; need_jdk; echo $JAVA_HOME", JAVA_HOME=old)
    assert f"JAVA_HOME is {old}, which is no full JDK 25" in found.stdout
    assert found.stdout.splitlines()[-1] == str(good)


def test_without_any_one_sentence_says_how_to_get_one(shell):
    found = shell.run("NO_SYSTEM=yes; jdk_candidates() { :; }; need_jdk")
    assert found.returncode == 1
    assert len(found.stderr.splitlines()) == 1
    assert "No JDK 25 was found" in found.stderr and "adoptium.net" in found.stderr
