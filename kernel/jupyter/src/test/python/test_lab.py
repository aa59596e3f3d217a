"""JupyterLab in Chromium, driven as a person would: each story of src/test/lab says what is done and what has to show.

It needs a folder with a JupyterLab and playwright-core: WEFT_LAB names it, else `.lab` beside the repository's pom.xml is taken, and
made by src/test/lab/setup where that finds the lab's own set-up script. Screenshots go to WEFT_LAB_SHOTS, else to the module's target/lab.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from kernel_client import KERNEL, TIME_FACTOR

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[4]
STORIES = HERE.parent / "lab"
MODULE = HERE.parents[2]
SHOTS = pathlib.Path(os.environ.get("WEFT_LAB_SHOTS", MODULE / "target" / "lab"))


@pytest.fixture(scope="module")
def lab():
    if shutil.which("node") is None:
        pytest.skip("node is missing: install Node.js to drive JupyterLab")
    folder = pathlib.Path(os.environ.get("WEFT_LAB", ROOT / ".lab"))
    set_up = pathlib.Path(os.environ.get("WEFT_LAB_SETUP", ROOT.parent / "shared" / "lab" / "setup"))
    if "WEFT_LAB" not in os.environ and set_up.exists():
        made = subprocess.run([STORIES / "setup", folder], capture_output=True, text=True)
        if made.returncode != 0:
            pytest.skip(f"{set_up} could not set a JupyterLab up: {made.stderr.strip()[-300:]}")
    if not (folder / "lab.py").exists():
        pytest.skip(f"no JupyterLab in {folder} and no set-up for one in {set_up}: name a folder with one in WEFT_LAB")
    return folder


@pytest.fixture(scope="module")
def server(lab, tmp_path_factory):
    notebooks = tmp_path_factory.mktemp("notebooks")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "LAB_DIR": str(lab), "JUPYTER_NO_CONFIG": "1"}
    process = subprocess.Popen(
        ["/usr/bin/python3", "lab.py", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
         "--ServerApp.port_retries=0", "--ServerApp.token=", "--ServerApp.password=",
         f"--ServerApp.root_dir={notebooks}"],
        cwd=lab, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        await_answer(process, url + "/api")
        yield url, notebooks
    finally:
        process.terminate()
        process.wait(20)


def await_answer(process, url):
    deadline = time.monotonic() + 60 * TIME_FACTOR
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("the server does not answer")


@pytest.mark.parametrize("story", ["editing", "showing", "serving", "unreachable"])
def test_lab(lab, server, story):
    url, notebooks = server
    cell = {"cell_type": "code", "id": "a", "execution_count": None, "metadata": {}, "outputs": [], "source": ""}
    (notebooks / f"{story}.ipynb").write_text(json.dumps({
        "cells": [cell], "nbformat": 4, "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": KERNEL, "display_name": KERNEL, "language": "java"}}}))
    SHOTS.mkdir(parents=True, exist_ok=True)
    for old in SHOTS.glob(story + "-*.png"):
        old.unlink()
    outcome = subprocess.run(["node", STORIES / "drive.mjs", lab, f"{url}/lab/tree/{story}.ipynb?reset", SHOTS, story],
                             capture_output=True, text=True, timeout=400 * TIME_FACTOR)
    assert outcome.returncode == 0, f"screenshots in {SHOTS}\n{outcome.stdout}\n{outcome.stderr}"
    lines = outcome.stdout.splitlines()
    assert lines and all(line.startswith(("ok ", "skipped ")) for line in lines), outcome.stdout
    for line in lines:
        if line.startswith("skipped "):
            pytest.skip(f"{line}; what came before it passed")
