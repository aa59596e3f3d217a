"""Starts the kernel's command for tests that expect it to end by itself."""

import subprocess

from processes import exit_seconds


def start(command, limit=20, **options):
    # Its standard input stays open, so that only what is wrong can end it.
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, **options)
    try:
        exit_seconds(process, limit)
        return process.returncode, *process.communicate()
    finally:
        process.kill()
        process.communicate()


def check_one_sentence(outcome, *words):
    code, out, err = outcome
    lines = [line for line in err.splitlines() if line.strip() and not line.startswith("Picked up ")]
    assert code not in (0, None), f"exit code {code}\n{out}\n{err}"
    assert code > 0, f"ended by signal {-code}"
    assert len(lines) == 1, f"one line on stderr, not\n{err}"
    assert "Exception" not in lines[0] and "\tat " not in err, lines[0]
    assert 20 <= len(lines[0]) <= 500, lines[0]
    for word in words:
        assert word.lower() in lines[0].lower(), f"{word!r} is not named in: {lines[0]}"
    return lines[0]
