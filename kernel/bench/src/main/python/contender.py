"""A contender: a process that answers `ITEM SIZE` with a figure, for as long as it is asked."""

import subprocess


class Contender:

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def measure(self, item, size):
        """The figure, or None if the contender does not know the item."""
        self.process.stdin.write(f"{item} {size}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer == "unknown":
            return None
        try:
            return float(answer)
        except ValueError:
            raise SystemExit(f"The contender {self.name} failed at {item}: its output above says why.") from None

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
