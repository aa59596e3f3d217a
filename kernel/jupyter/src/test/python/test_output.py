"""Output of a running cell: complete, in order, in few messages, before the reply and before idle."""

import pytest


def chunks(cell):
    return [(m.content["name"], m.content["text"]) for m in cell.of("stream")]


def merged(cell):
    """The lines in order, with the stream of each."""
    return [(name, line) for name, text in chunks(cell) for line in text.splitlines()]


def check_barrier(cell):
    assert cell.iopub[-1].type == "status", f"after idle came {[str(m) for m in cell.iopub[-3:]]}"
    late = [m for m in cell.of("stream", "execute_result", "error") if m.date > cell.reply.date]
    assert not late, f"output was sent after the reply: {[str(m) for m in late]}"


def test_stdout_and_stderr_keep_their_order(kernel):
    cell = kernel.run('for (int i = 0; i < 20; i++) { println("out " + i); System.err.println("err " + i); }')
    expected = [(name, f"{name[3:]} {i}") for i in range(20) for name in ("stdout", "stderr")]
    assert merged(cell) == expected
    check_barrier(cell)


def test_output_result_and_error_keep_their_order(kernel):
    cell = kernel.execute('println("before"); System.err.println("warned"); throw new IllegalStateException("x");')
    assert [m.type for m in cell.iopub][2:] == ["stream", "stream", "error", "status"]
    check_barrier(cell)


@pytest.mark.parametrize("_", range(20))
def test_output_comes_before_reply_and_idle(kernel, _):
    cell = kernel.run('println("a"); System.err.print("b"); 1')
    assert (cell.stdout, cell.stderr) == ("a\n", "b")
    check_barrier(cell)


def test_thousand_lines_in_few_messages(kernel):
    cell = kernel.run('for (int i = 0; i < 1000; i++) println("line " + i);')
    assert cell.stdout == "".join(f"line {i}\n" for i in range(1000))
    assert len(cell.of("stream")) <= 10, f"{len(cell.of('stream'))} messages for 1000 lines"
    check_barrier(cell)


def test_hundred_thousand_lines_none_lost(kernel):
    cell = kernel.run('for (int i = 0; i < 100_000; i++) println("line " + i);', timeout=60)
    assert cell.stdout == "".join(f"line {i}\n" for i in range(100_000))
    check_barrier(cell)


def test_one_line_of_ten_million_characters(kernel):
    cell = kernel.run('print("x".repeat(10_000_000));', timeout=60)
    assert len(cell.stdout) == 10_000_000


def test_output_shows_while_the_cell_runs(kernel):
    cell = kernel.submit('print("half a line"); System.err.print("warned"); Thread.sleep(3000);')
    kernel.await_text(cell, "half a line", timeout=2)
    kernel.await_text(cell, "warned", timeout=2, name="stderr")
    assert cell.reply is None, "the cell runs still"
    kernel.interrupt(cell)


def test_trickling_output_is_not_held_back(kernel):
    cell = kernel.submit('for (int i = 0; i < 5; i++) { println("tick " + i); Thread.sleep(400); }')
    arrivals = [kernel.await_text(cell, f"tick {i}\n") for i in range(5)]
    kernel.finish(cell)
    assert arrivals[3] < cell.reply.at - 0.2, "lines come as they are printed"
    assert len({m.at for m in cell.of("stream")}) >= 4


@pytest.mark.parametrize("text", ["žluťoučký kůň", "日本語", "😀🧵👩‍👩‍👧", "a\tb \\ \" '", "\u2028\u0001\u007f", "\u202eabc"])
def test_unicode(kernel, text):
    # Made of code units, so that only the way out is tested here.
    units = ", ".join(f"(char) 0x{unit:x}" for unit in utf16(text))
    cell = kernel.run(f"println(new String(new char[] {{{units}}}));")
    assert cell.stdout == text + "\n"


def test_unicode_in_the_source(kernel):
    cell = kernel.run('String grüße = "😀 žluť"; println(grüße); System.err.print(grüße); grüße')
    assert (cell.stdout, cell.stderr, cell.result) == ("😀 žluť\n", "😀 žluť", "😀 žluť")


def test_unicode_where_the_locale_is_ascii(new_kernel):
    kernel = new_kernel(env={"LC_ALL": "C", "LANG": "C"})
    cell = kernel.run('println("😀 žluť"); System.err.print("日本");')
    assert (cell.stdout, cell.stderr) == ("😀 žluť\n", "日本")


def test_half_a_surrogate_pair_does_no_harm(kernel):
    cell = kernel.run(r'println("before \ud83d after");')
    assert cell.stdout.startswith("before ") and cell.stdout.endswith(" after\n")


def test_bytes_of_one_character_in_two_writes(kernel):
    cell = kernel.run("""
        byte[] smile = "😀".getBytes("UTF-8");
        System.out.write(smile, 0, 2); System.out.flush(); System.out.write(smile, 2, 2); System.out.flush();
        """)
    assert cell.stdout == "😀"


def test_one_line_pieces_of_two_threads_stay_whole(kernel):
    cell = kernel.run("""
        var writers = new ArrayList<Thread>();
        for (String name : List.of("left", "right")) {
            var writer = new Thread(() -> { for (int i = 0; i < 500; i++) println(name + " " + i); });
            writers.add(writer); writer.start();
        }
        for (var writer : writers) writer.join();
        """)
    lines = cell.stdout.splitlines()
    for name in ("left", "right"):
        assert [line for line in lines if line.startswith(name)] == [f"{name} {i}" for i in range(500)]
    assert len(lines) == 1000


def test_no_output_is_left_to_the_next_cell(kernel):
    cells = [kernel.submit(f'print("{i} ".repeat(50)); System.err.print("{i}");') for i in range(30)]
    for i, cell in enumerate(cells):
        kernel.finish(cell)
        assert (cell.stdout, cell.stderr) == (f"{i} " * 50, str(i))
        check_barrier(cell)


def test_printing_costs_the_cell_little(kernel, measured):
    kernel.run('for (int i = 0; i < 1000; i++) println("warm " + i);')
    cell = kernel.run('for (int i = 0; i < 1000; i++) println("line " + i);')
    measured("1000 lines, from the request to the reply", cell.seconds, 1.0)


def utf16(text):
    data = text.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2)]
