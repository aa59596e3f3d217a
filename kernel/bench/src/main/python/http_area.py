"""The area `http`: our fetcher and server beside aiohttp, httpx, FastAPI and wrk, with nginx as the server to fetch from."""

import argparse
import importlib.util
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack

from contender import Contender
from figures import Bar, Row, at_most, machine, row, show, write
from statistics import median

HERE = os.path.dirname(os.path.abspath(__file__))
PEER = [sys.executable, "-B", f"{HERE}/peer_http.py"]
NGINX = """\
worker_processes 1; daemon off; pid {0}/pid; error_log {0}/error.log;
events {{ worker_connections 4096; }}
http {{ access_log off; keepalive_requests 10000000;
  client_body_temp_path {0}/a; proxy_temp_path {0}/b; fastcgi_temp_path {0}/c; uwsgi_temp_path {0}/d; scgi_temp_path {0}/e;
  log_format connections "$connection";
  server {{ listen 127.0.0.1:{1} backlog=2048; root {0}; location /counted {{ access_log {0}/connections.log connections; try_files /page =404; }} }} }}
"""


def note(text):
    print(f"... {text}", file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def started(running, command, port):
    process = subprocess.Popen(command)
    running.callback(process.wait)
    running.callback(process.terminate)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"{command[0]} did not open port {port}.")


def wrk(url, connections, seconds, strict=True):
    said = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "10s", url], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    if strict and ("Non-2xx" in said or "Socket errors" in said):
        raise SystemExit(f"wrk met errors at {url}:\n{said}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said).group(1))


def rates(name, ours, peer=None, theirs=(), least=None):
    """A row of rates, where the ratio is ours / peer."""
    ratio = median(our / their for our, their in zip(ours, theirs)) if theirs else None
    made = Row(name, "req/s", median(ours), peer, median(theirs) if theirs else None, ratio)
    if least:
        made.bar = f"ratio at least {least:g}"
        made.holds = None if ratio is None else ratio >= least
    return made


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s*(\d+)", status.read()).group(1)) / 1024


def have(module):
    found = importlib.util.find_spec(module) is not None
    if not found:
        print(f"The peer {module} is missing here.")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4, help="of wrk's each round")
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--sockets", type=int, default=10_000)
    options = parser.parse_args()
    for program in ("nginx", "wrk"):
        if not (shutil.which(program) or os.path.exists(f"/usr/sbin/{program}")):
            raise SystemExit(f"{program} is missing here, which this area needs: install it (Debian: {program}).")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(machine())
    print("Contenders take turns round by round. `ratio` is ours / peer for rates: above 1, ours is faster. All share the machine with\n"
          "the other side. Fetching: GETs of 1 KiB from nginx over 100 connections. Serving: JSON of 12 bytes, wrk -t1 -c50.")
    with ExitStack() as running:
        rows = measured(options, running)
    show(rows)
    if options.json:
        write(options.json, rows)


def measured(options, running):
    folder = running.enter_context(tempfile.TemporaryDirectory())
    os.chmod(folder, 0o755)
    port, python, fast = free_port(), free_port(), free_port()
    with open(f"{folder}/page", "w") as page:
        page.write("x" * 1024)
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(NGINX.format(folder, port))
    started(running, [shutil.which("nginx") or "/usr/sbin/nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"],
            port)
    page = f"http://127.0.0.1:{port}/page"
    peers = {}
    servers = {}
    slow = page
    if have("aiohttp"):
        peers["aiohttp"] = running.enter_context(Contender("aiohttp", [*PEER, "fetch", "aiohttp", page]))
        started(running, [*PEER, "serve", "aiohttp", str(python)], python)
        servers["aiohttp.web"] = (f"http://127.0.0.1:{python}/json", 1.2)
        slow = f"http://127.0.0.1:{python}/slow"
    if have("httpx"):
        peers["httpx"] = running.enter_context(Contender("httpx", [*PEER, "fetch", "httpx", page]))
    if have("fastapi") and have("uvicorn"):
        started(running, [*PEER, "serve", "fastapi", str(fast)], fast)
        servers["FastAPI on uvicorn"] = (f"http://127.0.0.1:{fast}/json", 3)
    ours = running.enter_context(Contender("weft", [
        options.java, "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djdk.pollerMode=1", "-Djdk.trackAllThreads=false",
        "-cp", options.class_path, "io.weft.bench.HttpPeer", page, slow]))
    counted = running.enter_context(Contender("weft", [
        options.java, "--add-opens=java.base/java.lang=ALL-UNNAMED", "-Djdk.pollerMode=1", "-Djdk.trackAllThreads=false",
        "-cp", options.class_path, "io.weft.bench.HttpPeer", page.replace("/page", "/counted"), slow]))
    rows = fetching(options, ours, peers, page)
    note("connections")
    rate = counted.measure("all", 10_000)
    with open(f"{folder}/connections.log") as log:
        seen = len(set(log))
    rows.append(row("connections of 10,000 at limit 100", "", [seen], bar=at_most(100, "")))
    rows.append(rates("fetchAll of 10,000 at limit 100", [rate]))
    if slow != page:
        note("slow server")
        ours.measure("slow", 1000)
        rows.append(row("1,000 answers that take 1 s", "s", [ours.measure("slow", 1000)], bar=at_most(1.5, "s")))
    rows += serving(options, ours, servers)
    rows += holding(options, counted)
    note("random failures")
    size = 50_000
    ours.measure("random", size // 5)
    before = ours.measure("heap", 0)
    answered = ours.measure("random", size)
    rows.append(row("answered of 50,000, half failing", "", [answered], bar=Bar(f"{size}", "value", least=size)))
    rows.append(row("  heap afterwards - before", "MiB", [ours.measure("heap", 0) - before], bar=at_most(5, "MiB")))
    return rows


def fetching(options, ours, peers, page):
    note("fetching")
    figures = {"weft": [], "wrk": [], **{peer: [] for peer in peers}}
    sizes = {"aiohttp": options.requests // 5, "httpx": options.requests // 20}
    for _ in range(3):
        ours.measure("get", options.requests)
    for _ in range(options.rounds):
        figures["weft"].append(ours.measure("get", options.requests))
        for name, peer in peers.items():
            figures[name].append(peer.measure("get", sizes[name]))
        figures["wrk"].append(wrk(page, 100, options.seconds))
    bars = {"aiohttp": 8, "httpx": None, "wrk": 0.5}
    return [rates("GETs of 1 KiB", figures["weft"], peer, figures[peer], bars[peer]) for peer in figures if peer != "weft"]


def serving(options, ours, servers):
    note("serving")
    on, off = (f"http://127.0.0.1:{int(ours.measure(item, 0))}/json" for item in ("port", "portoff"))
    wrk(on, 50, 3 * options.seconds, strict=False)
    wrk(off, 50, 3 * options.seconds, strict=False)
    figures = {"on": [], "off": [], **{server: [] for server in servers}}
    for _ in range(options.rounds):
        figures["on"].append(wrk(on, 50, options.seconds))
        for name, (url, _) in servers.items():
            figures[name].append(wrk(url, 50, options.seconds))
        figures["off"].append(wrk(off, 50, options.seconds))
    return [rates("JSON, handlers on the loop", figures["on"], server, figures[server], bar)
            for server, (_, bar) in servers.items()] + [
        rates("JSON, handlers off the loop", figures["off"], server, figures[server]) for server in servers]


def holding(options, ours):
    note("idle WebSockets")
    heap, memory = ours.measure("heap", 0), resident(ours.process.pid)
    command = [*PEER, "hold", str(int(ours.measure("port", 0))), str(options.sockets)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        opened = int(holder.stdout.readline())
        open_there = ours.measure("connections", 0)
        more = ours.measure("heap", 0) - heap
        resident_more = resident(ours.process.pid) - memory
        holder.stdin.close()
    return [row("WebSockets held", "", [min(opened, open_there)], bar=Bar(f"{options.sockets}", "value", least=options.sockets)),
            row("  heap of one", "KiB", [more * 1024 / opened]),
            row("  resident memory of one", "KiB", [resident_more * 1024 / opened])]


if __name__ == "__main__":
    main()
