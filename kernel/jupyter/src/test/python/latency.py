#!/usr/bin/env python3
"""How long a trivial cell takes, from execute_request to execute_reply, and whether that grows with the cells run.

Run it on a quiet machine, with peers in the same run:

    python3 latency.py --kernel weft --kernel python3 --json figures.json

The figures name the machine. With --check the exit code is 1 if the last cells of the first kernel took more than
1.3 times the first ones, or more than 15 ms.
"""

import argparse
import json
import os
import platform
import sys
from statistics import median, quantiles

import psutil

from kernel_client import Kernel


def measure(name, warm_up, cells, code):
    kernel = Kernel(name)
    try:
        for _ in range(warm_up):
            kernel.run(code)
        millis = [kernel.run(code).seconds * 1000 for _ in range(cells)]
        part = min(100, cells // 2)
        figures = {
            "kernel": name,
            "first_ms": median(millis[:part]),
            "last_ms": median(millis[-part:]),
            "p50_ms": median(millis),
            "p95_ms": quantiles(millis, n=20)[-1],
            "max_ms": max(millis),
            "start_s": kernel.start_seconds,
            "rss_mib": psutil.Process(kernel.pid).memory_info().rss / 2**20,
        }
        return {key: round(value, 3) if isinstance(value, float) else value for key, value in figures.items()}
    finally:
        kernel.close()


def machine():
    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), model)
    return {"cpu": model, "cores": os.cpu_count(), "system": f"{platform.system()} {platform.release()}",
            "load": os.getloadavg()[0]}


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", action="append", metavar="NAME", help="kernelspec; may be given several times")
    parser.add_argument("--code", default="1+1", help="the cell (default %(default)s)")
    parser.add_argument("--warm-up", type=int, default=100, metavar="N", help="cells before (default %(default)s)")
    parser.add_argument("--cells", type=int, default=1000, metavar="N", help="cells measured (default %(default)s)")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too; - is standard output")
    parser.add_argument("--check", action="store_true", help="hold the first kernel against its bounds")
    options = parser.parse_args(arguments)
    if options.cells < 4:
        parser.error(f"--cells {options.cells}: at least 4 are needed, to compare the first with the last")
    options.kernel = options.kernel or [os.environ.get("WEFT_KERNEL", "weft")]
    return options


def show(figures):
    columns = [key for key in figures[0] if key != "kernel"]
    print(f"{'kernel':<16}" + "".join(f"{column:>10}" for column in columns))
    for row in figures:
        print(f"{row['kernel']:<16}" + "".join(f"{row[column]:>10.2f}" for column in columns))


def main(arguments=None):
    options = parse(arguments)
    figures = [measure(name, options.warm_up, options.cells, options.code) for name in options.kernel]
    outcome = {"machine": machine(), "code": options.code, "warm_up": options.warm_up, "cells": options.cells,
               "kernels": figures}
    if options.json == "-":
        print(json.dumps(outcome, indent=2))
    else:
        print(", ".join(f"{key} {value}" for key, value in outcome["machine"].items()))
        show(figures)
        if options.json:
            with open(options.json, "w") as file:
                json.dump(outcome, file, indent=2)
    first = figures[0]
    slow = first["last_ms"] > 1.3 * first["first_ms"] or first["last_ms"] > 15
    return 1 if options.check and slow else 0


if __name__ == "__main__":
    sys.exit(main())
