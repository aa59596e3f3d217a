"""The last line of install/test rests on this sum."""

import pathlib
import subprocess
import sys

COUNT = pathlib.Path(__file__).resolve().parents[1] / "lib" / "count_tests.py"

REPORT = """<testsuite name="A"><testcase name="a" classname="A"/><testcase name="b" classname="A"><failure/></testcase>
<testcase name="c" classname="A"><error/></testcase><testcase name="d" classname="A"><skipped/></testcase>
</testsuite>"""


def test_each_outcome_is_counted_and_failures_are_named(tmp_path):
    (tmp_path / "one.xml").write_text(REPORT)
    (tmp_path / "two.xml").write_text(f"<testsuites>{REPORT}</testsuites>")
    files = [tmp_path / "one.xml", tmp_path / "two.xml", tmp_path / "TEST-*.xml"]
    done = subprocess.run([sys.executable, COUNT, *files], capture_output=True, text=True, check=True)
    assert done.stdout == "2 4 2\n"
    assert done.stderr.splitlines() == ["    failed: A b", "    failed: A c"] * 2
