"""Input: asked of the front end that sent the cell, refused clearly where it cannot answer."""

import pytest

# Java prints a prompt, Jupyter shows one in the request: either way the user sees it before the question.
READERS = {
    "IO.readln with a prompt": ('println("got " + IO.readln("name? "));', "name? "),
    "readln": ('println("got " + readln("name? "));', "name? "),
    "input with a prompt": ('println("got " + input("name? "));', "name? "),
    "input": ('println("got " + input());', ""),
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


def test_password_is_asked_for_as_one(kernel):
    cell = kernel.submit('password("key? ").length()', allow_stdin=True)
    request = answer(kernel, cell, "sesame")
    assert request.content == {"prompt": "key? ", "password": True}
    assert kernel.finish(cell).ok().result == "6"
    assert "sesame" not in str([str(m) for m in cell.iopub])


def test_refusal_names_what_to_do(kernel):
    cell = kernel.execute('input("? ")', allow_stdin=False)
    assert "nbconvert" in cell.error["evalue"] and "JupyterLab" in cell.error["evalue"]


def test_two_tasks_take_turns(kernel):
    cell = kernel.submit('gather(() -> println("first " + input("1? ")), () -> println("second " + input("2? ")));',
                         allow_stdin=True)
    assert answer(kernel, cell, "a").content["prompt"] == "1? "
    assert answer(kernel, cell, "b", nth=2).content["prompt"] == "2? "
    assert kernel.finish(cell).ok().stdout == "first a\nsecond b\n"


def test_two_tasks_read_system_in_by_turns(kernel):
    cell = kernel.submit("gather(() -> println(System.in.read()), () -> println(System.in.read()));", allow_stdin=True)
    answer(kernel, cell, "A")
    assert kernel.finish(cell).ok().stdout == "65\n10\n"


def test_earlier_cells_task_asks_under_the_cell_that_runs(kernel):
    kernel.run("var mayAsk = event();")
    earlier = kernel.run('spawn(() -> { mayAsk.await(); println("got " + input("who? ")); });')
    number = earlier.reply.content["execution_count"]
    cell = kernel.submit('mayAsk.set(); sleep(millis(300)); println("over");', allow_stdin=True)
    request = answer(kernel, cell, "me")
    assert request.raw["parent_header"] == cell.header
    assert request.content["prompt"] == f"[cell {number}] who? "
    kernel.await_text(earlier, "got me")
    kernel.finish(cell).ok()


def test_open_question_of_a_cell_that_ended_gives_way_and_comes_back(kernel):
    earlier = kernel.submit('spawn(() -> println("late " + input("late? ")));', allow_stdin=True)
    kernel.finish(earlier).ok()
    kernel.wait(lambda: earlier.input_requests, 5, "first question")
    cell = kernel.submit('println("now " + input("now? ")); sleep(millis(500));', allow_stdin=True)
    assert answer(kernel, cell, "x").content["prompt"] == "now? "
    assert answer(kernel, cell, "y", nth=2).content["prompt"].endswith("late? ")
    kernel.await_text(earlier, "late y")
    assert kernel.finish(cell).ok().stdout == "now x\n"


def test_interrupted_task_that_waits_for_its_turn(kernel, measured):
    cell = kernel.submit('gather(() -> input("1? "), () -> input("2? "), () -> System.in.read());', allow_stdin=True)
    kernel.wait(lambda: cell.input_requests, 5, "input_request")
    measured("from the interrupt to the error reply", kernel.interrupt(cell), 0.5)
    again = kernel.submit('input("again? ")', allow_stdin=True)
    answer(kernel, again, "fine")
    assert kernel.finish(again).ok().result == "fine"


def test_cell_that_was_interrupted_in_its_scanner_runs_again(kernel):
    code = "var lines = new Scanner(System.in);\nlines.nextLine()"
    cell = kernel.submit(code, allow_stdin=True)
    kernel.wait(lambda: cell.input_requests, 5, "input_request")
    kernel.interrupt(cell)
    again = kernel.submit(code, allow_stdin=True)
    answer(kernel, again, "back")
    assert kernel.finish(again).ok().result == "back"


def test_cancelled_question_leaves_room_for_the_next(kernel):
    cell = kernel.submit('try { timeout(millis(200), () -> input("slow? ")); } catch (TimedOut e) { println("gave up"); }\n'
                         'input("next? ")', allow_stdin=True)
    answer(kernel, cell, "here", nth=2)
    assert kernel.finish(cell).ok().result == "here"
    assert cell.stdout == "gave up\n"
