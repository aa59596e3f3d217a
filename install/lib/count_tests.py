"""Adds up JUnit reports: prints how many tests passed, failed and were skipped, and names those that failed on stderr.

Files that are not there count nothing.
"""

import os
import sys
import xml.etree.ElementTree as ElementTree


def count(paths):
    passed = failed = skipped = 0
    for path in filter(os.path.isfile, paths):
        for case in ElementTree.parse(path).iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print("    failed:", case.get("classname"), case.get("name"), file=sys.stderr)
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped


if __name__ == "__main__":
    print(*count(sys.argv[1:]))
