"""notebooks.py normalise FILE | index ROOT: keeps stored notebooks free of what changes from run to run, and README's index true."""

import pathlib
import re
import sys

import nbformat
from stored_outputs import normalise

BEGIN, END = "<!-- index -->", "<!-- /index -->"


def index(root):
    """A row for each notebook: its title, and the headings of its sections."""
    rows = ["| notebook | about |", "|---|---|"]
    for file in sorted((root / "notebooks").glob("*.ipynb")):
        headings = [line for cell in nbformat.read(file, 4).cells if cell.cell_type == "markdown"
                    for line in re.findall(r"^#{1,2} .+$", cell.source, re.MULTILINE)]
        title = headings[0].lstrip("# ")
        about = "; ".join(h.lstrip("# ").rstrip("?.") for h in headings[1:])
        rows.append(f"| [{title}](notebooks/{file.name}) | {about} |")
    return "\n".join(rows)


def main(command, argument):
    path = pathlib.Path(argument)
    if command == "normalise":
        nbformat.write(normalise(nbformat.read(path, 4)), path)
    elif command == "index":
        readme = path / "README.md"
        before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        readme.write_text(f"{before}{BEGIN}\n{index(path)}\n{END}{after}", encoding="utf-8")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
