"""Process objects, what processes share, and programs, from cells."""


def check(kernel, code, timeout=60):
    cell = kernel.run(code, timeout=timeout)
    assert cell.status == "ok", cell.traceback
    return cell


def test_a_subclass_of_a_cell_prints_here_and_uses_a_queue_of_the_cell(kernel):
    check(kernel, "int base = 7; ProcessQueue<Integer> q = processQueue(3);")
    code = ("class Mine extends TaskProcess {\n"
            "  int n; Mine(int n) { this.n = n; }\n"
            "  protected void body() { println(\"mine \" + n * base); q.put(n); }\n"
            "}\n"
            "var p = new Mine(6).start(); p.join(); println(p.exitCode() + \" \" + q.get());")
    assert check(kernel, code).stdout == "mine 42\n0 6\n"


def test_shared_arrays_and_parallel(kernel):
    check(kernel, "var a = sharedLongs(10); var l = process(i -> a.add(0, i), 5).start(); l.join();")
    assert check(kernel, "a.get(0)").result == "5"
    assert check(kernel, "parallel(2).map(5, i -> i * i)").result == "[0, 1, 4, 9, 16]"


def test_programs_print_here_and_their_exit_code_fails_the_cell(kernel):
    cell = kernel.execute('shell("echo hi; echo why >&2; exit 2")')
    assert cell.status == "error"
    assert "hi\n" in cell.stdout
    assert "ended with exit code 2: why" in cell.reply.content["evalue"]
    assert check(kernel, 'program("cat").input("text").capture().run().out()').result in ("text", '"text"')
