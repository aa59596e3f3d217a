"""Executes a notebook as nbconvert does, and prints each cell's output and time while it runs."""

import copy
import os
import re
import sys
import time

from nbclient.exceptions import CellExecutionError
from nbconvert.preprocessors import ExecutePreprocessor

from stored_outputs import differences

INDENT = "    "
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
SKIPPED = re.compile(r"^skipped: .+$", re.MULTILINE)
COMMENT = re.compile(r"\s*(//|/\*|\*|#)")


class Printer:
    """Indented text on stdout. Colours pass to a terminal only."""

    def __init__(self, stream):
        self.stream = stream
        self.colour = stream.isatty()
        self.line_open = False

    def write(self, text):
        if not self.colour:
            text = ANSI.sub("", text)
        for piece in text.splitlines(keepends=True):
            self.stream.write(piece if self.line_open else INDENT + piece)
            self.line_open = not piece.endswith("\n")
        self.stream.flush()

    def end_line(self):
        if self.line_open:
            self.stream.write("\n")
            self.line_open = False

    def line(self, text, style=""):
        self.end_line()
        self.stream.write(f"\x1b[{style}m{text}\x1b[0m\n" if self.colour and style else text + "\n")
        self.stream.flush()


class LiveOutput(ExecutePreprocessor):
    """The preprocessor of `nbconvert --execute`, with an eye on what passes."""

    def preprocess(self, nb, resources=None, km=None):
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")
        self._printer = Printer(sys.stdout)
        self._total = sum(1 for cell in nb.cells if runs(cell))
        self._count = 0
        self._skipped = []
        begin = time.monotonic()
        stored = copy.deepcopy(nb)
        try:
            result = super().preprocess(nb, resources, km)
        except CellExecutionError:
            # The cell's own error is on the screen already; nbconvert's would repeat it below its own stack.
            raise SystemExit(1) from None
        except Exception as error:
            self._printer.line(f"{type(error).__name__}: {error}", "31")
            self.log.debug("the execution failed", exc_info=True)
            raise SystemExit(1) from None
        self._printer.line(f"{self._count} cells in {time.monotonic() - begin:.1f} s, with the kernel's start"
                           + (f"; skipped: {len(self._skipped)}" if self._skipped else ""))
        self._note_skipped()
        self._compare(stored, nb)
        return result

    def _note_skipped(self):
        """A part that lacks what it needs says `skipped: ...`; the tests count such lines."""
        file = os.environ.get("WEFT_SKIPPED")
        if file:
            with open(file, "a", encoding="utf-8") as notes:
                notes.writelines(f"{line}\n" for line in self._skipped)

    def _compare(self, stored, executed):
        """Only where the tests ask for it: a reader may have changed a cell."""
        changed = differences(stored, executed) if os.environ.get("WEFT_COMPARE_OUTPUTS") else []
        if changed:
            self._printer.line(
                f"These cells print something else than what is stored: {', '.join(changed)}; "
                "mend them, tag them as flexible, or store anew with kernel/build/store-notebooks.",
                "31",
            )
            raise SystemExit(1)

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type == "markdown":
            for heading in re.findall(r"^#+ +(.+)$", cell.source, re.MULTILINE)[:1]:
                self._printer.line(heading, "1")
        if not runs(cell):
            return super().preprocess_cell(cell, resources, index)
        self._count += 1
        self._printer.line(f"[{self._count}/{self._total}] {title(cell)}", "36")
        begin = time.monotonic()
        outcome, style = "failed after", "31"
        try:
            result = super().preprocess_cell(cell, resources, index)
            self._skipped += skipped(cell)
            outcome, style = "ok in", "32"
            return result
        finally:
            self._printer.line(f"{INDENT}{outcome} {time.monotonic() - begin:.3f} s", style)

    def process_message(self, msg, cell, cell_index):
        self._show(msg["msg_type"], msg["content"])
        return super().process_message(msg, cell, cell_index)

    def _show(self, kind, content):
        if kind == "stream":
            self._printer.write(content["text"])
        elif kind in ("execute_result", "display_data", "update_display_data"):
            self._printer.end_line()
            self._printer.write(shown(content.get("data", {})) + "\n")
        elif kind == "error":
            self._printer.end_line()
            text = "\n".join(content.get("traceback", []))
            self._printer.write((text or f"{content.get('ename')}: {content.get('evalue')}") + "\n")


def runs(cell):
    return cell.cell_type == "code" and bool(cell.source.strip())


def skipped(cell):
    """The lines in which a cell says that a part of it was skipped, and why."""
    printed = "".join(output.text for output in cell.outputs if output.output_type == "stream" and output.name == "stdout")
    return SKIPPED.findall(printed)


def title(cell):
    """The cell's tags and its first line that is no comment."""
    lines = cell.source.strip().splitlines()
    first = next((line.strip() for line in lines if line.strip() and not COMMENT.match(line)), lines[0].strip())
    return "  ".join(cell.metadata.get("tags", []) + [first if len(first) <= 80 else first[:79] + "…"])


def shown(data):
    """A display's text, or the names of what cannot be shown as text."""
    text = data.get("text/plain")
    if text is None:
        return "<" + ", ".join(sorted(data)) + ">"
    return text if isinstance(text, str) else "".join(text)
