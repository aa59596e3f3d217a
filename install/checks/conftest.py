"""What the checks of the scripts share."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATH = "/usr/bin:/bin"


class Shell:
    """Runs bash with the scripts' functions, an environment of its own and an empty home."""

    def __init__(self, home):
        self.home = home

    def run(self, script, **env):
        """The completed process of a script that may call any function of install/lib."""
        return self._bash(["-c", f'set -eu; ROOT={str(ROOT)!r}; . "$ROOT/install/lib/setup.sh"; {script}'], env)

    def command(self, *words, **env):
        """The completed process of a command of the clone."""
        return self._bash([str(ROOT / words[0]), *words[1:]], env)

    def _bash(self, words, env):
        clean = {"PATH": PATH, "HOME": str(self.home), **{name: str(value) for name, value in env.items()}}
        return subprocess.run(["bash", *words], env=clean, capture_output=True, text=True, timeout=120)


@pytest.fixture
def shell(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    return Shell(home)


@pytest.fixture
def make_jdk():
    """Makes folders that look like Java installations of some release."""

    def make(home, release=25, modules=("java.base", "jdk.jshell"), javac=True):
        (home / "bin").mkdir(parents=True)
        listing = "\n".join(f"echo {module}@{release}.0.1" for module in modules)
        programs = {"java": f"#!/bin/sh\n{listing}\n", "javac": "#!/bin/sh\n"}
        for name in programs if javac else ["java"]:
            (home / "bin" / name).write_text(programs[name])
            (home / "bin" / name).chmod(0o755)
        (home / "release").write_text(f'JAVA_VERSION="{release}.0.1"\n')
        return home

    return make
