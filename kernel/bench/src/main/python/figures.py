"""Rows of figures: ours beside a peer's, the bar between them, and whether it holds."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Bar:
    """A bound on the row's value or on its ratio; the text is what the reader sees."""

    text: str
    of: str
    least: float = float("-inf")
    most: float = float("inf")

    def holds(self, row):
        figure = getattr(row, self.of)
        return figure is not None and self.least <= figure <= self.most


def at_most(bound, unit):
    return Bar(f"at most {bound:g} {unit}".strip(), "value", most=bound)


def times_faster(factor):
    return Bar(f"ratio at least {factor:g}", "ratio", least=factor)


def times_slower(factor):
    """Bounds ours by a multiple of the peer's."""
    return Bar(f"at most {factor:g} times the peer's", "ratio", least=1 / factor)


@dataclass
class Row:
    """One line of the table. Without a peer's figure the ratio is None; without a bar, so is `holds`."""

    name: str
    unit: str
    value: float
    peer: str = None
    peerValue: float = None
    ratio: float = None
    bar: str = None
    holds: bool = None


def row(name, unit, ours, peer=None, theirs=(), bar=None):
    """Compares figures taken in turns: the ratio is the median of those of each round, so that noise falls on both."""
    ratios = [their / our for our, their in zip(ours, theirs) if our]
    made = Row(name, unit, median(ours), peer, median(theirs) if theirs else None, median(ratios) if ratios else None)
    if bar and (bar.of == "value" or ratios):
        made.bar, made.holds = bar.text, bar.holds(made)
    elif bar:
        made.bar = bar.text
    return made


def machine():
    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), model)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{model}, {cores} cores, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f}"


def number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


HELD = {True: "yes", False: "NO", None: ""}


def show(rows):
    print(f"{'':<34}{'unit':<9}{'ours':>10}  {'peer':<16}{'its':>10}{'ratio':>8}  {'bar':<31}holds")
    before = None
    for r in rows:
        name = "" if r.name == before else r.name
        before = r.name
        ratio = "-" if r.ratio is None else f"{r.ratio:.2f}"
        print(f"{name:<34}{r.unit:<9}{number(r.value):>10}  {r.peer or '-':<16}{number(r.peerValue):>10}{ratio:>8}"
              f"  {r.bar or '':<31}{HELD[r.holds]}")
    bars = [r for r in rows if r.holds is not None]
    if bars:
        print(f"{sum(r.holds for r in bars)} of {len(bars)} bars hold.")


def write(file, rows):
    with open(file, "w") as out:
        json.dump([asdict(r) for r in rows], out, indent=2)
        out.write("\n")
