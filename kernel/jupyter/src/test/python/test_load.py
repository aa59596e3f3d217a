"""%load: files, addresses and notebooks, and one sentence for what is no code."""

import json
import socket

import pytest

from web_server import WebServer

NOTEBOOK = json.dumps({"nbformat": 4, "cells": [
    {"cell_type": "markdown", "source": "no code"},
    {"cell_type": "code", "source": ["int first = 20;\n", "int second = 22;"]},
    {"cell_type": "code", "source": "first + second"}]}).encode()


@pytest.fixture(scope="module")
def server():
    server = WebServer({
        "/ok.jsh": 'println("Žofie");'.encode(),
        "/latin.jsh": (200, {"Content-Type": "text/plain; charset=ISO-8859-1"}, 'println("é");'.encode("latin-1")),
        "/moved": (302, {"Location": "/ok.jsh"}, b""),
        "/circle": (302, {"Location": "/circle"}, b""),
        "/binary": (200, {"Content-Type": "application/octet-stream"}, bytes(range(256))),
        "/page": (200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><html>Sign in</html>"),
        "/marked.jsh": b'\xef\xbb\xbfprintln("marked");',
        "/nb.ipynb?raw=1": NOTEBOOK,
        "/broken": (500, {}, b"broken"),
        "/never": None,
    })
    yield server
    server.close()


@pytest.mark.parametrize("path, text", [
    ("/ok.jsh", "Žofie"), ("/latin.jsh", "é"), ("/moved", "Žofie"), ("/marked.jsh", "marked")])
def test_an_address(kernel, server, path, text):
    assert kernel.run(f"%load {server.url}{path}").stdout == text + "\n"


def test_a_notebook_at_an_address(kernel, server):
    assert kernel.run(f"int sum = %load {server.url}/nb.ipynb?raw=1\nsum").result == "42"


@pytest.mark.parametrize("path, words", [
    ("/nothing", ["404"]), ("/broken", ["500"]), ("/circle", ["redirect"]), ("/binary", ["no text in UTF-8"]),
    ("/page", ["web page", "raw"])])
def test_addresses_without_code(kernel, server, path, words):
    check_one_sentence(kernel.execute(f"%load {server.url}{path}"), server.url, *words)


def test_addresses_that_nobody_serves(kernel):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        check_one_sentence(kernel.execute(f"%load http://127.0.0.1:{port}/x.jsh"), "refused")
    check_one_sentence(kernel.execute("%load ftp://127.0.0.1/x.jsh"), "not ftp:")
    check_one_sentence(kernel.execute("%load http:///x.jsh"), "http:///x.jsh")


def test_an_address_that_never_answers_is_interrupted(kernel, server, measured):
    cell = kernel.submit(f'println("asks");\n%load {server.url}/never')
    kernel.await_text(cell, "asks")
    kernel.wait(lambda: "/never" in server.asked, 5, "request")
    measured("from the interrupt to the error reply", kernel.interrupt(cell), 0.5)
    kernel.check_works()


def check_one_sentence(cell, *words):
    told = cell.error["evalue"]
    assert cell.error["ename"] == "MagicError" and len(told.splitlines()) == 1, cell.traceback
    assert "Exception" not in told
    for word in words:
        assert word in told, told


@pytest.mark.parametrize("content, words", [
    (bytes(range(256)), ["no text in UTF-8"]), ("é".encode("latin-1"), ["no text in UTF-8"]),
    (b"int a\0;", ["no text in UTF-8"])])
def test_files_that_are_no_text(kernel, tmp_path, content, words):
    (tmp_path / "x.jsh").write_bytes(content)
    check_one_sentence(kernel.execute(f"%load {tmp_path}/x.jsh"), "x.jsh", *words)


def test_files(kernel, tmp_path):
    folder = tmp_path / "Ünï cödé"
    folder.mkdir()
    (folder / "a.jsh").write_bytes(b'\xef\xbb\xbfint marked = 1;\r\n%sh echo shell\r\nprintln(marked);\r\n')
    assert kernel.run(f'%load "{folder}/a"').stdout == "shell\n1\n"
    assert kernel.run(f"%load {(folder / 'a.jsh').as_uri()}").stdout == "shell\n1\n"
    check_one_sentence(kernel.execute(f'%load "{folder}"'), "is a folder")
    check_one_sentence(kernel.execute(f"%load {tmp_path}/*.nothing"), "no file matches")
    check_one_sentence(kernel.execute(f"%load {folder}/a.jsh"), "quotes")


def test_files_that_load_each_other_are_told(kernel, tmp_path):
    (tmp_path / "one.jsh").write_text(f"int one = 1;\n%load {tmp_path}/two.jsh\n")
    (tmp_path / "two.jsh").write_text(f"%load {tmp_path}/one.jsh\n")
    check_one_sentence(kernel.execute(f"%load {tmp_path}/one.jsh"), "loads itself", "two.jsh")
    assert kernel.run("one").result == "1"
    assert kernel.run("1 + 1").result == "2"
