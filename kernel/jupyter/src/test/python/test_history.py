"""history_request: tail, range and search over this session."""

import pytest


@pytest.fixture
def remembered(kernel):
    """Three cells of this test's own; the session's number and their counts."""
    cells = [kernel.run(code) for code in ("7001 + 1", "7002 + 1", "7001 + 1")]
    return [cell.reply.content["execution_count"] for cell in cells]


def history(kernel, **fields):
    content = {"output": False, "raw": True, **fields}
    reply = kernel.ask("history_request", content).reply
    assert reply.content["status"] == "ok", reply
    return reply.content["history"]


def test_tail(kernel, remembered):
    entries = history(kernel, hist_access_type="tail", n=3)
    assert [entry[2] for entry in entries] == ["7001 + 1", "7002 + 1", "7001 + 1"]
    assert [entry[1] for entry in entries] == remembered
    assert len({entry[0] for entry in entries}) == 1, "one session"


def test_tail_with_output(kernel, remembered):
    (entry,) = history(kernel, hist_access_type="tail", n=1, output=True)
    assert entry[2] == ["7001 + 1", "7002"]


def test_range(kernel, remembered):
    (last,) = history(kernel, hist_access_type="tail", n=1)
    first, second, third = remembered
    entries = history(kernel, hist_access_type="range", session=last[0], start=first, stop=third)
    assert [entry[1] for entry in entries] == [first, second], "stop is excluded"


def test_range_of_the_current_session_is_session_zero(kernel, remembered):
    first, _, third = remembered
    entries = history(kernel, hist_access_type="range", session=0, start=first, stop=third + 1)
    assert [entry[2] for entry in entries] == ["7001 + 1", "7002 + 1", "7001 + 1"]


def test_search(kernel, remembered):
    found = [entry[2] for entry in history(kernel, hist_access_type="search", pattern="*7002*")]
    assert found and set(found) == {"7002 + 1"}
    assert history(kernel, hist_access_type="search", pattern="*nowhere to be found*") == []


def test_search_is_a_glob_over_the_whole_cell(kernel, remembered):
    assert history(kernel, hist_access_type="search", pattern="7002") == []
    assert history(kernel, hist_access_type="search", pattern="700? + 1")
    assert history(kernel, hist_access_type="search", pattern="7.02*") == [], "a dot is a dot"


def test_search_unique_and_limited(kernel, remembered):
    unique = history(kernel, hist_access_type="search", pattern="700*", unique=True)
    assert sorted(entry[2] for entry in unique) == ["7001 + 1", "7002 + 1"]
    latest = history(kernel, hist_access_type="search", pattern="700*", n=1)
    assert [entry[1] for entry in latest] == [remembered[-1]], "the latest of them"


def test_cells_with_errors_are_remembered_and_silent_ones_not(kernel):
    kernel.execute("int broken7003 = ;")
    kernel.run("int unseen7004 = 1;", silent=True)
    assert [entry[2] for entry in history(kernel, hist_access_type="tail", n=1)] == ["int broken7003 = ;"]
