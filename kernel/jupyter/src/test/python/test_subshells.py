"""Subshells (create, delete, list; the id in a shell message's header): cells beside the one that runs."""

import pytest


class Subshell:
    """Sends requests to one subshell of a kernel."""

    def __init__(self, kernel):
        self.kernel = kernel
        created = kernel.ask("create_subshell_request", channel="control").reply
        assert created.type == "create_subshell_reply" and created.content["status"] == "ok", created
        self.id = created.content["subshell_id"]

    def submit(self, code, msg_type="execute_request", **options):
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": True, **options}
        return self.kernel.request(msg_type, content, subshell=self.id)

    def run(self, code, timeout=10):
        return self.kernel.finish(self.submit(code), timeout).ok()

    def delete(self):
        return self.kernel.ask("delete_subshell_request", {"subshell_id": self.id}, channel="control")


@pytest.fixture
def subshell(kernel):
    shell = Subshell(kernel)
    yield shell
    if shell.id in subshells(kernel):
        shell.delete()


def subshells(kernel):
    reply = kernel.ask("list_subshell_request", channel="control").reply
    assert reply.type == "list_subshell_reply" and reply.content["status"] == "ok"
    return reply.content["subshell_id"]


def test_kernel_says_that_it_has_them(kernel):
    content = kernel.ask("kernel_info_request").reply.content
    assert "kernel subshells" in content["supported_features"]
    assert tuple(map(int, content["protocol_version"].split("."))) >= (5, 5)


def test_created_listed_deleted(kernel):
    assert subshells(kernel) == []
    first, second = Subshell(kernel), Subshell(kernel)
    assert first.id != second.id
    assert subshells(kernel) == [first.id, second.id]
    assert first.delete().status == "ok"
    assert subshells(kernel) == [second.id]
    assert first.delete().status == "error", "it is gone"
    assert second.delete().status == "ok"
    assert subshells(kernel) == []


def test_variables_and_numbers_are_shared(kernel, subshell):
    before = kernel.run("int sharedByShells = 20;").reply.content["execution_count"]
    cell = subshell.run("sharedByShells += 22; sharedByShells")
    assert cell.result == "42"
    assert cell.reply.content["execution_count"] == before + 1
    assert kernel.run("sharedByShells").result == "42"


def test_cell_runs_while_the_main_cell_waits(kernel, subshell):
    kernel.run("var freed = event();")
    main = kernel.begin('freed.await(); println("freed");')
    told = subshell.run('println("beside"); 6 * 7')
    assert (told.stdout, told.result) == ("beside\n", "42")
    assert not main.done
    subshell.run("freed.set();")
    assert kernel.finish(main).ok().stdout == "started\nfreed\n"


def test_output_of_each_goes_to_its_own_cell(kernel, subshell):
    main = kernel.begin('for (int i = 0; i < 20; i++) { println("main " + i); sleep(millis(10)); }')
    beside = subshell.submit('for (int i = 0; i < 20; i++) { println("sub " + i); sleep(millis(10)); }')
    for cell in (main, beside):
        kernel.finish(cell).ok()
    assert main.stdout == "started\n" + "".join(f"main {i}\n" for i in range(20))
    assert beside.stdout == "".join(f"sub {i}\n" for i in range(20))
    for message in (beside.reply, *beside.iopub):
        assert message.raw["parent_header"]["subshell_id"] == subshell.id
    assert beside.states == ["busy", "idle"]


def test_cells_of_one_subshell_keep_their_order(kernel, subshell):
    cells = [subshell.submit(f'sleep(millis(5)); println("{i}");') for i in range(5)]
    for cell in cells:
        kernel.finish(cell).ok()
    numbers = [cell.reply.content["execution_count"] for cell in cells]
    assert numbers == sorted(numbers) and len(set(numbers)) == 5
    assert all(a.reply.at <= b.reply.at for a, b in zip(cells, cells[1:]))


def test_failure_aborts_the_cells_of_its_own_shell_only(kernel, subshell):
    main = kernel.begin("sleep(millis(500));")
    waiting = kernel.submit('println("ran");')
    failing = subshell.submit('sleep(millis(50)); throw new IllegalStateException("no");')
    behind = subshell.submit('println("never");')
    for cell in (main, waiting, failing, behind):
        kernel.finish(cell)
    assert failing.status == "error" and behind.status == "aborted"
    assert waiting.ok().stdout == "ran\n" and main.status == "ok"


def test_interrupt_stops_the_main_shells_cell_and_leaves_the_subshells(kernel, subshell):
    beside = subshell.submit('println("in"); sleep(millis(800)); println("out");')
    kernel.await_text(beside, "in")
    main = kernel.begin("sleep(seconds(60));")
    kernel.interrupt(main)
    assert main.error
    assert kernel.finish(beside).ok().stdout == "in\nout\n"


def test_interrupt_of_a_subshell_alone(kernel, subshell):
    main = kernel.begin('sleep(millis(800)); println("main goes on");')
    beside = subshell.submit('println("in"); sleep(seconds(60));')
    kernel.await_text(beside, "in")
    request = kernel.request("interrupt_request", channel="control", subshell=subshell.id)
    kernel.finish(beside, 5)
    kernel.finish(request, 5)
    assert beside.error
    assert "main goes on" in kernel.finish(main).ok().stdout


def test_interrupt_without_a_main_cell_reaches_subshells(kernel, subshell):
    beside = subshell.submit('println("in"); while (true) {}')
    kernel.await_text(beside, "in")
    kernel.interrupt(beside)
    assert beside.error
    kernel.check_works()


def test_questions_about_code_may_name_a_subshell(kernel, subshell):
    asked = kernel.finish(subshell.submit("Math.ma", "complete_request", cursor_pos=7))
    assert "max" in " ".join(asked.reply.content["matches"])


@pytest.mark.parametrize("msg_type", ["execute_request", "complete_request", "kernel_info_request"])
def test_unknown_subshell_is_an_error(kernel, msg_type):
    asked = kernel.request(msg_type, {"code": "1", "cursor_pos": 1}, subshell="nobody")
    kernel.finish(asked, 5)
    assert asked.status == "error" and "nobody" in asked.reply.content["evalue"]
    assert asked.states == ["busy", "idle"]
    kernel.check_works()


@pytest.mark.parametrize("request_type", ["create", "list", "delete"])
def test_shell_channel_is_not_for_them(kernel, request_type):
    asked = kernel.ask(f"{request_type}_subshell_request", {"subshell_id": "x"})
    assert asked.reply.type == f"{request_type}_subshell_reply" and asked.status == "error"
    assert "control" in asked.reply.content["evalue"]


def test_deleted_one_finishes_what_it_has(kernel, subshell):
    cells = [subshell.submit(f'sleep(millis(100)); println("{i}");') for i in range(3)]
    kernel.await_text(cells[0], "0")
    assert subshell.delete().status == "ok"
    for i, cell in enumerate(cells):
        assert kernel.finish(cell).ok().stdout == f"{i}\n"
    assert subshell.submit("1") and subshells(kernel) == []


def test_threads_of_deleted_ones_end(kernel):
    count = "Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith(\"weft cells\")).count()"
    before = int(kernel.run(count).result)
    for _ in range(20):
        shell = Subshell(kernel)
        shell.run("1 + 1")
        shell.delete()
    assert int(kernel.run(count).result) <= before + 1


def test_declarations_in_two_shells_at_once(kernel, subshell):
    main = [kernel.submit(f"int twoShellsA{i} = {i}; int fa{i}(int x) {{ return x + twoShellsA{i}; }}")
            for i in range(10)]
    beside = [subshell.submit(f"int twoShellsB{i} = {i}; int fb{i}(int x) {{ return x + twoShellsB{i}; }} fb{i}({i})")
              for i in range(10)]
    for cell in (*main, *beside):
        kernel.finish(cell, 30).ok()
    assert [cell.result for cell in beside] == [str(2 * i) for i in range(10)]
    assert kernel.run("fa9(1) + fb9(1)").result == "20"
