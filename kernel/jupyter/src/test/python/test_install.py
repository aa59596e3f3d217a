"""--install: a kernelspec that starts, or one clear sentence and nothing half-made."""

import json
import os
import stat
import subprocess
import sys

import pytest

from launch import check_one_sentence, start


SHARING = 'System.getProperty("java.vm.info").contains("sharing")'
COLLECTOR = ("java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()"
             ".map(c -> c.getName()).toList().toString()")


def test_kernelspec(spec):
    assert spec.language == "java"
    assert spec.interrupt_mode == "message"
    assert spec.argv.count("{connection_file}") == 1
    assert os.path.isabs(spec.argv[0]), "it names the JDK that it was installed with"
    assert os.access(spec.argv[0], os.X_OK)
    assert os.path.isfile(spec.argv[spec.argv.index("-jar") + 1])


def install(command, *arguments, **options):
    return start([*command, "--install", *arguments], **options)


def test_install_below_a_file(command, tmp_path):
    (tmp_path / "file").write_text("in the way")
    check_one_sentence(install(command, "--prefix", str(tmp_path / "file")), str(tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is Linux's")
def test_install_where_nobody_may_write(command):
    # Even root cannot make a folder here.
    check_one_sentence(install(command, "--prefix", "/proc/weft"), "/proc/weft")


def test_install_into_a_read_only_folder(command, tmp_path):
    kernels = tmp_path / "share" / "jupyter" / "kernels"
    kernels.mkdir(parents=True)
    as_root = os.geteuid() == 0
    if as_root:
        changed = subprocess.run(["chattr", "+i", str(kernels)], capture_output=True)
        if changed.returncode:
            pytest.skip("this file system cannot lock a folder against root")
    else:
        kernels.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        check_one_sentence(install(command, "--prefix", str(tmp_path)), "kernels")
        assert list(kernels.iterdir()) == [], "nothing half-made stays behind"
    finally:
        if as_root:
            subprocess.run(["chattr", "-i", str(kernels)], check=True)
        else:
            kernels.chmod(stat.S_IRWXU)


def test_install_where_the_kernelspec_is_a_file(command, tmp_path):
    kernels = tmp_path / "share" / "jupyter" / "kernels"
    kernels.mkdir(parents=True)
    (kernels / "weft").write_text("in the way")
    check_one_sentence(install(command, "--prefix", str(tmp_path)), "weft")


@pytest.mark.parametrize("name", ["two words", "../up", "a/b", "", "žluť"])
def test_install_under_a_name_that_jupyter_refuses(command, tmp_path, name):
    check_one_sentence(install(command, "--prefix", str(tmp_path), "--name", name), "name")
    assert not (tmp_path / "share").exists()


@pytest.mark.parametrize("arguments", [
    ["--instal"], ["--install", "--prefix"], ["--install", "--user", "--prefix", "/x"], ["one.json", "two.json"],
], ids=" ".join)
def test_arguments_that_mean_nothing(command, tmp_path, arguments):
    environment = {**os.environ, "JUPYTER_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    check_one_sentence(start([*command, *arguments], env=environment))
    assert not (tmp_path / "data").exists()


def test_installed_elsewhere_it_starts(command, tmp_path, new_kernel, monkeypatch):
    tmp_path = tmp_path / "Ünï cödé 日本"
    code, out, err = install(command, "--prefix", str(tmp_path), "--name", "weft-elsewhere", limit=120)
    assert code == 0, out + err
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share" / "jupyter"))
    kernel = new_kernel(name="weft-elsewhere")
    assert kernel.run("40 + 2").result == "42"
    assert kernel.run(SHARING).result == "true", "it starts with the cache that the installation made"
    again = install(command, "--prefix", str(tmp_path), "--name", "weft-elsewhere", limit=120)
    assert "fits" in again[1], f"a cache that fits is not made again: {again}"
    code, out, err = start([*command, "--uninstall", "--prefix", str(tmp_path), "--name", "weft-elsewhere"])
    assert code == 0, out + err
    assert not (tmp_path / "share" / "jupyter" / "kernels" / "weft-elsewhere").exists()


@pytest.mark.parametrize("content", [None, b"", b"no cache at all" * 1000], ids=["missing", "empty", "junk"])
def test_a_cache_that_does_not_fit_costs_time_only(spec, tmp_path, new_kernel, monkeypatch, content):
    cache = tmp_path / "cache.aot"
    if content is not None:
        cache.write_bytes(content)
    kernels = tmp_path / "kernels" / "weft-uncached"
    kernels.mkdir(parents=True)
    argv = [f"-XX:AOTCache={cache}" if part.startswith("-XX:AOTCache=") else part for part in spec.argv]
    (kernels / "kernel.json").write_text(json.dumps({**spec.to_dict(), "argv": argv}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    kernel = new_kernel(name="weft-uncached")
    assert kernel.run("40 + 2").result == "42"
    assert kernel.run(SHARING).result == "false"
    kernel.console.seek(0)
    assert kernel.console.read() == b"", "the front end's terminal stays clean"


@pytest.mark.parametrize("options, collector", [
    ("", "Copy"), ("-XX:+UseG1GC", "G1"), ("-XX:+UseParallelGC", "PS"), ("-XX:+UseZGC", "ZGC"),
], ids=["none", "G1", "Parallel", "Z"])
def test_the_collector_can_be_chosen(new_kernel, options, collector):
    kernel = new_kernel(env={"JDK_JAVA_OPTIONS": options} if options else {})
    assert collector in kernel.run(COLLECTOR).result
