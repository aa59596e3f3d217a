"""Progress bars: one output each, replaced as they move, with the last state before the reply; few messages."""

import re

import pytest


def bars(cell):
    """The last plain text of each output, in the order of the outputs."""
    shown = {}
    for message in cell.of("display_data", "update_display_data"):
        display_id = message.content["transient"]["display_id"]
        assert (message.type == "display_data") == (display_id not in shown), f"displayed once, then updated: {message}"
        shown[display_id] = message.content["data"]["text/plain"]
    return list(shown.values())


def check_barrier(cell):
    late = [m for m in cell.of("display_data", "update_display_data") if m.date > cell.reply.date]
    assert not late, f"shown after the reply: {[str(m) for m in late]}"


def test_loop(kernel):
    cell = kernel.run("for (var page : progress(List.of(1, 2, 3))) { sleep(millis(5)); }")
    [bar] = bars(cell)
    assert re.fullmatch(r"3/3 \[={20}\] \d+\.\d s", bar), bar
    html = cell.of("display_data", "update_display_data")[-1].content["data"]["text/html"]
    assert '<progress' in html and 'value="1.0000" max="1"' in html
    check_barrier(cell)


def test_no_flood(kernel):
    cell = kernel.run("""
        long end = System.nanoTime() + 1_000_000_000L; long n = 0;
        try (var bar = progress("busy", 1_000_000_000)) { while (System.nanoTime() < end) { bar.advance(); n++; } }
        n""", timeout=30)
    updates = cell.of("update_display_data")
    assert int(cell.result) > 5_000
    assert 2 <= len(updates) <= 14, f"{len(updates)} updates in a second"
    assert bars(cell)[0].startswith(f"busy {cell.result}/1000000000 "), "the last state is shown"


def test_what_moved_last_shows_though_nothing_follows(kernel):
    cell = kernel.submit('var bar = progress("stall", 10); bar.advance(3); sleep(seconds(30));')
    kernel.wait(lambda: bars(cell) and bars(cell)[0].startswith("stall 3/10 "), 3, "the state before the stall")
    kernel.interrupt(cell)


def test_map_counts_completions_and_failures(kernel):
    cell = kernel.run('map(progress("squares", List.of(1, 2, 3)), n -> { sleep(millis(10 * n)); return n * n; })')
    assert cell.result == "[1, 4, 9]"
    assert bars(cell)[0].startswith("squares 3/3 [")
    failed = kernel.execute("""
        each(progress("p", List.of(1, 2, 3)), n -> {
            sleep(millis(20 * n)); if (n == 2) throw new IllegalStateException("on purpose"); });""")
    assert "on purpose" in failed.error["evalue"]
    [bar] = bars(failed)
    assert re.match(r"p 2/3 \[=+ +\] 66% stopped after \d\.\d s, 1 failed", bar), bar
    check_barrier(failed)


@pytest.mark.parametrize("workers", ["threads(2)"])
def test_pools_count(kernel, workers):
    cell = kernel.run(f'try (var pool = {workers}) {{ println(pool.map(progress("jobs", List.of(1, 2, 3)), n -> n)); }}')
    assert cell.stdout == "[1, 2, 3]\n"
    assert bars(cell)[0].startswith("jobs 3/3 [")


def test_interrupt_says_where_it_stopped(kernel):
    cell = kernel.begin("for (int i : progress(100)) { if (i == 7) sleep(seconds(30)); }")
    kernel.wait(lambda: bars(cell) and bars(cell)[0].startswith("7/100 "), 5, "the seventh turn")
    kernel.interrupt(cell)
    [bar] = bars(cell)
    assert re.match(r"7/100 \[= +\] 7% stopped after", bar), bar
    check_barrier(cell)
    kernel.check_works()


def test_loop_that_was_left(kernel):
    cell = kernel.run("for (int i : progress(10)) { if (i == 4) break; }")
    assert re.match(r"4/10 .* 40% stopped after", bars(cell)[0])


def test_inner_loops_share_one_output(kernel):
    cell = kernel.run("for (int i : progress(3)) { for (int j : progress(2)) { sleep(millis(1)); } }")
    assert [re.match(r"\d/\d", bar)[0] for bar in bars(cell)] == ["3/3", "2/2"]


def test_bar_of_an_earlier_cell_moves_there(kernel):
    first = kernel.run('var later = progress("later", 2);')
    second = kernel.run("later.advance(2);")
    kernel.wait(lambda: bars(first)[0].startswith("later 2/2 "), 5, "the update of the first cell's bar")
    assert not second.of("display_data", "update_display_data")


def test_text_of_the_cell_keeps_its_place(kernel):
    cell = kernel.run('println("before"); for (int i : progress(2)) {} println("after");')
    kinds = [m.content.get("text") or m.type for m in cell.of("stream", "display_data")]
    assert kinds == ["before\n", "display_data", "after\n"]


def test_bar_of_a_silent_cell_is_not_shown(kernel):
    cell = kernel.execute("for (int i : progress(2)) {}", silent=True, store_history=False)
    assert cell.status == "ok" and not cell.of("display_data", "update_display_data")
