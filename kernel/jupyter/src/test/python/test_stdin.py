"""Input: asked of the front end that sent the cell, refused clearly where it cannot answer."""

import pytest

# Java prints a prompt, Jupyter shows one in the request: either way the user sees it before the question.
READERS = {
    "IO.readln with a prompt": ('println("got " + IO.readln("name? "));', "name? "),
    "readln": ('println("got " + readln("name? "));', "name? "),
    "IO.readln": ('println("got " + IO.readln());', ""),
    "Scanner": ('println("got " + new Scanner(System.in).nextLine());', ""),
    "BufferedReader": ("import java.io.*;\n"
                       'println("got " + new BufferedReader(new InputStreamReader(System.in)).readLine());', ""),
}


def answer(kernel, cell, value, nth=1):
    kernel.wait(lambda: len(cell.input_requests) >= nth or cell.done, 5, f"input_request number {nth}")
    assert len(cell.input_requests) >= nth, f"the cell ended without asking: {cell.reply}"
    kernel.client.input(value)
    return cell.input_requests[nth - 1]


@pytest.mark.parametrize("reader", READERS)
def test_input(kernel, reader):
    code, prompt = READERS[reader]
    cell = kernel.submit(code, allow_stdin=True)
    request = answer(kernel, cell, "Žofie 😀")
    assert request.type == "input_request"
    assert request.raw["parent_header"] == cell.header
    assert request.content.keys() == {"prompt", "password"} and request.content["password"] is False
    kernel.finish(cell).ok()
    shown = request.content["prompt"]
    assert cell.stdout in ((prompt + "got Žofie 😀\n",) if shown == "" else ("got Žofie 😀\n",))
    assert shown in ("", prompt)


def test_system_in_read_gives_bytes_and_a_line_end(kernel):
    cell = kernel.submit('int a = System.in.read(); int b = System.in.read(); println(a + " " + b);', allow_stdin=True)
    answer(kernel, cell, "A")
    kernel.finish(cell)
    assert cell.ok().stdout == "65 10\n"


def test_several_lines_of_one_scanner(kernel):
    cell = kernel.submit("var in = new Scanner(System.in);\nint a = in.nextInt(); int b = in.nextInt();\n"
                         "println(a + b);", allow_stdin=True)
    answer(kernel, cell, "40")
    answer(kernel, cell, "2", nth=2)
    kernel.finish(cell)
    assert cell.ok().stdout == "42\n"


def test_request_follows_the_output_before_it(kernel):
    cell = kernel.submit('print("first "); print("second "); IO.readln();', allow_stdin=True)
    kernel.wait(lambda: cell.input_requests, 5, "input_request")
    kernel.await_text(cell, "first second ", timeout=1)
    assert cell.of("stream")[0].date <= cell.input_requests[0].date
    kernel.client.input("x")
    kernel.finish(cell).ok()


@pytest.mark.parametrize("reader", READERS)
def test_refused_where_the_front_end_cannot_answer(kernel, reader):
    cell = kernel.execute(READERS[reader][0], allow_stdin=False, timeout=5)
    assert not cell.input_requests
    told = (cell.error["evalue"] + cell.traceback).lower()
    assert "input" in told or "stdin" in told, told
    assert kernel.run("40 + 2").result == "42"


def test_background_goes_on_while_a_cell_waits_for_input(kernel):
    ticker = kernel.run('spawn(() -> { sleep(millis(500)); println("tick"); });')
    cell = kernel.submit('IO.readln("? ")', allow_stdin=True)
    kernel.wait(lambda: cell.input_requests, 5, "input_request")
    kernel.await_text(ticker, "tick", timeout=3)
    kernel.client.input("x")
    assert kernel.finish(cell).ok().result == "x"


def test_interrupt_while_waiting_then_again(kernel, measured):
    for _ in range(2):
        cell = kernel.submit('IO.readln("? ")', allow_stdin=True)
        kernel.wait(lambda: cell.input_requests, 5, "input_request")
        measured("from the interrupt to the error reply", kernel.interrupt(cell), 0.5)
        assert cell.error
    cell = kernel.submit('IO.readln("? ")', allow_stdin=True)
    answer(kernel, cell, "fresh")
    assert kernel.finish(cell).ok().result == "fresh", "an answer goes to the cell that asks now"


def test_answer_that_nobody_asked_for(kernel):
    kernel.client.input("unasked")
    cell = kernel.submit("IO.readln()", allow_stdin=True)
    answer(kernel, cell, "asked")
    assert kernel.finish(cell).ok().result == "asked"


def test_empty_answer(kernel):
    cell = kernel.submit('"<" + IO.readln("? ") + ">"', allow_stdin=True)
    answer(kernel, cell, "")
    assert kernel.finish(cell).ok().result == "<>"


def test_task_of_a_cell_asks(kernel):
    cell = kernel.submit('spawn(() -> IO.readln()).join()', allow_stdin=True)
    request = answer(kernel, cell, "yes")
    assert request.raw["parent_header"] == cell.header
    assert kernel.finish(cell).ok().result == "yes"
