"""JupyterLab in Chromium: a cell is run, completed, asked for input, interrupted and restarted with mouse and keys.

It needs a folder with a JupyterLab and playwright-core, made by the lab's own set-up script: WEFT_LAB names it, else `.lab` beside
the repository's pom.xml is taken. Screenshots go to WEFT_LAB_SHOTS, else to a temporary folder.
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
LAB = pathlib.Path(os.environ.get("WEFT_LAB", HERE.parents[4] / ".lab"))
DRIVER = HERE.parent / "lab" / "drive.mjs"


@pytest.fixture
def server(tmp_path):
    if not (LAB / "lab.py").exists():
        pytest.skip(f"no JupyterLab in {LAB}: set one up there, or name its folder in WEFT_LAB")
    if shutil.which("node") is None:
        pytest.skip("node is missing: install Node.js to drive JupyterLab")
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    cell = {"cell_type": "code", "id": "a", "execution_count": None, "metadata": {}, "outputs": [], "source": ""}
    (notebooks / "x.ipynb").write_text(json.dumps({
        "cells": [cell], "nbformat": 4, "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": KERNEL, "display_name": KERNEL, "language": "java"}}}))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "LAB_DIR": str(LAB), "JUPYTER_NO_CONFIG": "1"}
    process = subprocess.Popen(
        ["/usr/bin/python3", "lab.py", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
         "--ServerApp.port_retries=0", "--ServerApp.token=", "--ServerApp.password=",
         f"--ServerApp.root_dir={notebooks}"],
        cwd=LAB, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        await_answer(process, url + "/api")
        yield url
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


def test_lab(server, tmp_path):
    shots = pathlib.Path(os.environ.get("WEFT_LAB_SHOTS", tmp_path / "shots"))
    shots.mkdir(parents=True, exist_ok=True)
    outcome = subprocess.run(["node", DRIVER, LAB, server + "/lab/tree/x.ipynb", shots], capture_output=True, text=True,
                             timeout=400 * TIME_FACTOR)
    assert outcome.returncode == 0, f"screenshots in {shots}\n{outcome.stdout}\n{outcome.stderr}"
    assert len(outcome.stdout.splitlines()) == 7
