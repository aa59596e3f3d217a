"""A start that cannot succeed: one clear sentence on stderr, a non-zero exit, and no stack trace."""

import glob
import json
import os
import re
import subprocess

import pytest
from jupyter_client.connect import write_connection_file

from kernel_client import TIME_FACTOR
from launch import check_one_sentence, start
from processes import exit_seconds


@pytest.fixture
def connection(tmp_path):
    path, _ = write_connection_file(str(tmp_path / "connection.json"))
    return path


def damaged(connection, tmp_path, change):
    with open(connection) as file:
        info = json.load(file)
    change(info)
    path = tmp_path / "damaged.json"
    path.write_text(json.dumps(info))
    return str(path)


@pytest.mark.parametrize("text", ["", "{", "not json at all", "[]", "null", '"text"', "{}", "\x00\x01\x02"])
def test_connection_file_of_another_kind(command, tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text)
    check_one_sentence(start([*command, str(path)]), "broken.json")


def test_connection_file_that_is_not_there(command, tmp_path):
    check_one_sentence(start([*command, str(tmp_path / "absent.json")]), "absent.json")


def test_connection_file_that_is_a_folder(command, tmp_path):
    check_one_sentence(start([*command, str(tmp_path)]), str(tmp_path))


@pytest.mark.parametrize("field", ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port", "ip"])
def test_connection_file_without_a_field(command, connection, tmp_path, field):
    path = damaged(connection, tmp_path, lambda info: info.pop(field))
    check_one_sentence(start([*command, path]), field)


@pytest.mark.parametrize("field, value", [
    ("shell_port", 70000), ("shell_port", -1), ("iopub_port", "many"), ("hb_port", None), ("control_port", 1.5),
    ("transport", "carrier-pigeon"), ("signature_scheme", "hmac-rot13"), ("signature_scheme", "none"), ("ip", 7),
    ("ip", "no.such.host.invalid"), ("key", 5),
])
def test_connection_file_with_a_wrong_value(command, connection, tmp_path, field, value):
    path = damaged(connection, tmp_path, lambda info: info.update({field: value}))
    line = check_one_sentence(start([*command, path]))
    assert field in line or str(value) in line, line


def test_key_is_never_told(command, connection, tmp_path):
    path = damaged(connection, tmp_path, lambda info: info.update(key="very-secret-key", shell_port=-1))
    assert "very-secret-key" not in check_one_sentence(start([*command, path]))


def test_port_that_is_taken(command, connection):
    import socket
    with open(connection) as file:
        info = json.load(file)
    with socket.create_server((info["ip"], info["shell_port"])):
        check_one_sentence(start([*command, connection]), str(info["shell_port"]))


def without_opens(command):
    kept, skip = [], False
    for part in command:
        if skip:
            skip = False
        elif part == "--add-opens":
            skip = True
        elif not part.startswith("--add-opens="):
            kept.append(part)
    return kept


def test_missing_flag(command, connection):
    bare = without_opens(command)
    assert bare != command, "the kernelspec passes the flag"
    check_one_sentence(start([*bare, connection]), "--add-opens")


def test_missing_flag_and_class_path(command, connection):
    jar = command[command.index("-jar") + 1]
    check_one_sentence(start([command[0], "-cp", jar, "io.weft.jupyter.Main", connection]), "--add-opens")


def jdk_of(version):
    """A JDK of that version from the usual folders, or none."""
    homes = [os.environ.get(f"JAVA_HOME_{version}", "")]
    for pattern in ("/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home",
                    "~/.sdkman/candidates/java/*", "~/.jdks/*"):
        homes += sorted(glob.glob(os.path.expanduser(pattern)))
    for home in homes:
        try:
            with open(os.path.join(home, "release")) as file:
                found = re.search(r'^JAVA_VERSION="(\d+)', file.read(), re.MULTILINE)
        except OSError:
            continue
        java = os.path.join(home, "bin", "java")
        if found and int(found[1]) == version and os.access(java, os.X_OK):
            return java
    return None


@pytest.mark.parametrize("version", [11, 17, 21])
@pytest.mark.parametrize("arguments", [["{connection}"], ["--install", "--user"], ["--doctor"], []],
                         ids=["kernel", "install", "doctor", "nothing"])
def test_older_jdk(command, connection, tmp_path, version, arguments):
    java = jdk_of(version)
    if java is None:
        pytest.skip(f"no JDK {version} here")
    arguments = [connection if part == "{connection}" else part for part in arguments]
    environment = {**os.environ, "JUPYTER_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    check_one_sentence(start([java, "-jar", command[command.index("-jar") + 1], *arguments], env=environment),
                       "25", str(version))
    assert not (tmp_path / "data").exists(), "nothing was installed"


def test_console_of_a_kernel_stays_silent(command, connection):
    """Nothing but trouble is worth a line in the terminal of a front end."""
    from jupyter_client import BlockingKernelClient
    process = subprocess.Popen([*command, connection], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    try:
        client = BlockingKernelClient()
        client.load_connection_file(connection)
        client.start_channels()
        client.kernel_info()
        client.get_shell_msg(timeout=30 * TIME_FACTOR)
        client.execute('println("to the notebook alone"); System.err.println("this too");')
        assert client.get_shell_msg(timeout=20)["content"]["status"] == "ok"
        client.shutdown()
        exit_seconds(process, 5)
        out, err = process.communicate()
        client.stop_channels()
    finally:
        process.kill()
        process.communicate()
    assert out == ""
    assert [line for line in err.splitlines() if not line.startswith("Picked up ")] == []
