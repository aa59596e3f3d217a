"""Every row that the notebooks must show has a cell, and every tag of a cell is a row."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def rows():
    lines = (ROOT / "kernel/build/rows.txt").read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0] for line in lines if line and not line.startswith("#")}


def tags():
    found = set()
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                for tag in cell["metadata"].get("tags", []):
                    match = re.fullmatch(r"doc-(\d{3}-C?\d+)(-[a-z])?", tag)
                    if match:
                        found.add(match.group(1))
    return found


def test_every_row_has_a_cell():
    assert len(rows()) > 60
    assert sorted(rows() - tags()) == []


def test_every_tag_is_a_row():
    assert sorted(tags() - rows()) == []
