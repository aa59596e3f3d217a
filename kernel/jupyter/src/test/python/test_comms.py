"""Comms: opened from either side, answered while a cell runs, callbacks as tasks of the cell that made them; widgets over them."""

import uuid

import pytest

from exchange import Exchange

CONTROLS = "@jupyter-widgets/controls"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def say(kernel, msg_type, content, buffers=None, metadata=None):
    """Sends what a front end says over a comm; the exchange gathers what it caused."""
    session, channel = kernel.client.session, kernel.client.shell_channel
    message = session.msg(msg_type, content, metadata=metadata)
    exchange = kernel.exchanges[message["header"]["msg_id"]] = Exchange(message["header"], 0)
    session.send(channel.socket, message, buffers=buffers)
    return exchange


def said(kernel, exchange):
    kernel.wait(lambda: "idle" in exchange.states, 5, "idle after a comm message")
    assert exchange.states == ["busy", "idle"]
    return exchange


def tell(kernel, comm_id, data, buffers=None):
    return said(kernel, say(kernel, "comm_msg", {"comm_id": comm_id, "data": data}, buffers))


def opened(cell, index=0):
    return cell.of("comm_open")[index]


def test_kernel_opens_speaks_and_closes(kernel):
    cell = kernel.run("""
        record Size(int width, String unit) {}
        var line = comm("some.target", Map.of("first", 1), new byte[] {1, 2, 3});
        line.send(new Size(3, "px"), new byte[0], new byte[] {(byte) 255});
        line.close();""")
    start, message, end = cell.of("comm_open", "comm_msg", "comm_close")
    assert (start.content["target_name"], start.content["data"]) == ("some.target", {"first": 1})
    assert [bytes(b) for b in start.raw["buffers"]] == [b"\1\2\3"]
    assert message.content == {"comm_id": start.content["comm_id"], "data": {"width": 3, "unit": "px"}}
    assert [bytes(b) for b in message.raw["buffers"]] == [b"", b"\xff"]
    assert end.content["comm_id"] == start.content["comm_id"]
    late = kernel.run('line.send(Map.of()); println(line.isOpen());')
    assert late.stdout == "false\n" and not late.of("comm_msg")


def test_messages_come_in_order_with_buffers_to_the_cell_of_the_comm(kernel):
    cell = kernel.run("""
        var echo = comm("echo", Map.of()); int[] got = {0};
        echo.onMessage(m -> { int n = m.data().get("n").getAsInt(); println(n + " " + m.buffers().size());
            sleep(millis(20 - n)); echo.send(Map.of("twice", 2 * n), m.buffers().toArray(byte[][]::new)); });""")
    comm_id = opened(cell).content["comm_id"]
    for n in range(10):
        tell(kernel, comm_id, {"n": n}, buffers=[bytes([n])])
    kernel.wait(lambda: len(cell.of("comm_msg")) == 10, 5, "ten answers")
    assert [m.content["data"]["twice"] for m in cell.of("comm_msg")] == [2 * n for n in range(10)]
    assert [bytes(m.raw["buffers"][0]) for m in cell.of("comm_msg")] == [bytes([n]) for n in range(10)]
    kernel.await_text(cell, "9 1\n")
    assert cell.stdout == "".join(f"{n} 1\n" for n in range(10))


def test_answered_while_a_cell_runs(kernel):
    first = kernel.run('var busyEcho = comm("busy", Map.of()); busyEcho.onMessage(m -> println("heard"));')
    second = kernel.begin("sleep(seconds(30));")
    tell(kernel, opened(first).content["comm_id"], {})
    kernel.await_text(first, "heard\n", timeout=2)
    info = kernel.ask("comm_info_request", {"target_name": "busy"})
    assert [c["target_name"] for c in info.reply.content["comms"].values()] == ["busy"]
    assert second.reply is None and "heard" not in second.stdout
    kernel.interrupt(second)


def test_front_end_opens(kernel):
    cell = kernel.run("""
        commTarget("from.front", comm -> comm
            .onMessage(m -> { println("got " + m.data()); comm.send(Map.of("ok", true)); })
            .onClose(m -> println("closed " + m.data())));""")
    comm_id = str(uuid.uuid4())
    said(kernel, say(kernel, "comm_open", {"comm_id": comm_id, "target_name": "from.front", "data": {"a": 1}}))
    tell(kernel, comm_id, {"b": 2})
    kernel.await_text(cell, '{"b":2}\n')
    assert cell.stdout == 'got {"a":1}\ngot {"b":2}\n'
    kernel.wait(lambda: len(cell.of("comm_msg")) == 2, 5, "an answer to each")
    assert [m.content["comm_id"] for m in cell.of("comm_msg")] == [comm_id] * 2
    said(kernel, say(kernel, "comm_close", {"comm_id": comm_id, "data": {"why": "done"}}))
    kernel.await_text(cell, 'closed {"why":"done"}\n')
    assert comm_id not in kernel.ask("comm_info_request").reply.content["comms"]


def test_unknown_target_is_closed_again(kernel):
    comm_id = str(uuid.uuid4())
    exchange = said(kernel, say(kernel, "comm_open", {"comm_id": comm_id, "target_name": "nobody", "data": {}}))
    assert [m.content["comm_id"] for m in exchange.of("comm_close")] == [comm_id]
    exchange = tell(kernel, comm_id, {})
    assert len(exchange.iopub) == 2, "a message to no comm is passed over"
    exchange = said(kernel, say(kernel, "comm_msg", {"comm_id": comm_id, "data": {}}, metadata={"target_name": "nobody"}))
    assert [m.content["comm_id"] for m in exchange.of("comm_close")] == [comm_id], "unless it asks for the target"


def test_handler_that_fails_shows_in_its_cell_and_the_next_message_is_handled(kernel):
    cell = kernel.run("""
        var fails = comm("fails", Map.of());
        fails.onMessage(m -> { if (m.data().has("bad")) throw new IllegalStateException("bad message");
            println("good"); });""")
    comm_id = opened(cell).content["comm_id"]
    tell(kernel, comm_id, {"bad": 1})
    tell(kernel, comm_id, {})
    kernel.await_text(cell, "good\n")
    kernel.await_text(cell, "bad message", name="stderr")


def test_data_that_is_no_object(kernel):
    assert "A comm carries objects" in kernel.execute('comm("x", 5)').error["evalue"]


def test_comm_of_a_library_made_for_jjava(kernel):
    cell = kernel.run("""
        import org.dflib.jjava.jupyter.kernel.BaseKernel;
        import org.dflib.jjava.jupyter.kernel.comm.*;
        import org.dflib.jjava.jupyter.messages.Message;
        import org.dflib.jjava.jupyter.messages.comm.*;
        class Line extends Comm {
            Line(CommManager manager, String id, String target) { super(manager, id, target); }
            protected void onMessage(Message<CommMsgCommand> message) {
                println("line " + message.getContent().getData() + " " + message.getBlobs().size());
                send(message.getContent().getData());
            }
            protected void onClose(Message<CommCloseCommand> message, boolean sending) { println("closed " + sending); }
        }
        var manager = BaseKernel.notebookKernel().getCommManager();
        manager.registerTarget("jjava", (m, id, target, open) -> new Line(m, id, target));
        var line = manager.openComm("jjava.front", (m, id, target, open) -> new Line(m, id, target));""")
    tell(kernel, opened(cell).content["comm_id"], {"x": 1}, buffers=[b"z"])
    kernel.await_text(cell, 'line {"x":1} 1\n')
    comm_id = str(uuid.uuid4())
    said(kernel, say(kernel, "comm_open", {"comm_id": comm_id, "target_name": "jjava", "data": {}}))
    tell(kernel, comm_id, {"y": 2})
    kernel.await_text(cell, 'line {"y":2}')
    kernel.wait(lambda: len(cell.of("comm_msg")) == 2, 5, "an answer to each")
    assert cell.of("comm_msg")[-1].content == {"comm_id": comm_id, "data": {"y": 2}}
    said(kernel, say(kernel, "comm_close", {"comm_id": comm_id, "data": {}}))
    kernel.await_text(cell, "closed false\n")
    closing = kernel.run("line.close();")
    kernel.await_text(closing, "closed true\n")
    kernel.wait(lambda: cell.of("comm_close"), 5, "comm_close")


# -- widgets

def test_button(kernel):
    cell = kernel.run('int clicks = 0; var go = button("Go", () -> println("click " + ++clicks)); go')
    shown = cell.of("execute_result")[0].content["data"]
    start = opened(cell)
    model = start.content["comm_id"]
    assert shown[WIDGET_VIEW] == {"version_major": 2, "version_minor": 0, "model_id": model}
    assert shown["text/plain"] == "[Go]"
    assert start.content["target_name"] == "jupyter.widget"
    assert start.raw["metadata"]["version"] == "2.1.0"
    state = start.content["data"]["state"]
    assert (state["_model_name"], state["_model_module"], state["description"]) == ("ButtonModel", CONTROLS, "Go")
    later = kernel.begin("sleep(seconds(30));")
    for n in (1, 2):
        tell(kernel, model, {"method": "custom", "content": {"event": "click"}})
        kernel.await_text(cell, f"click {n}\n", timeout=2)
    assert later.reply is None and "click" not in later.stdout
    kernel.interrupt(later)


def test_slider_both_ways(kernel):
    cell = kernel.run("""
        var size = slider("size", 0, 10); var sizes = new ArrayList<Integer>();
        size.onChange(v -> { sizes.add(v); println("now " + v); }); size""")
    assert cell.result == "size: 0"
    model = opened(cell).content["comm_id"]
    change = tell(kernel, model, {"method": "update", "state": {"value": 7}, "buffer_paths": []})
    [echo] = change.of("comm_msg")
    assert echo.content["data"] == {"method": "echo_update", "state": {"value": 7}, "buffer_paths": []}
    kernel.await_text(cell, "now 7\n")
    assert kernel.run("size.value()").result == "7"
    kernel.run("size.value(3);")
    kernel.wait(lambda: cell.of("comm_msg"), 5, "the update of the front end")
    assert cell.of("comm_msg")[-1].content["data"] == {"method": "update", "state": {"value": 3}, "buffer_paths": []}
    asked = tell(kernel, model, {"method": "request_state"})
    state = asked.of("comm_msg")[0].content["data"]["state"]
    assert (state["value"], state["min"], state["max"]) == (3, 0, 10)
    assert cell.stdout == "now 7\n", "what code changes is no change of the user's"


def test_a_slow_handler_skips_to_the_last_change(kernel):
    cell = kernel.run('var slow = slider("slow", 0, 100); slow.onChange(v -> { println("at " + v); sleep(millis(300)); });')
    model = opened(cell).content["comm_id"]
    for value in range(1, 50):
        tell(kernel, model, {"method": "update", "state": {"value": value}, "buffer_paths": []})
    kernel.await_text(cell, "at 49\n")
    assert len(cell.stdout.splitlines()) < 10, cell.stdout


def test_states_of_all_for_a_front_end_that_comes_later(kernel):
    kernel.run('var boxed = vbox(label("hi"), hbox(textField("name"), checkBox("on", true)), dropdown("d", "a", "b"));')
    comm_id = str(uuid.uuid4())
    said(kernel, say(kernel, "comm_open", {"comm_id": comm_id, "target_name": "jupyter.widget.control", "data": {}},
                     metadata={"version": "1.0.0"}))
    answer = tell(kernel, comm_id, {"method": "request_states"})
    states = answer.of("comm_msg")[0].content["data"]
    assert states["method"] == "update_states"
    [box] = [s["state"] for s in states["states"].values() if s["model_name"] == "VBoxModel"]
    names = [states["states"][ref.removeprefix("IPY_MODEL_")]["model_name"] for ref in box["children"]]
    assert names == ["LabelModel", "HBoxModel", "DropdownModel"]
    kernel.run("boxed.close();")
    answer = tell(kernel, comm_id, {"method": "request_states"})
    left = [s["model_name"] for s in answer.of("comm_msg")[0].content["data"]["states"].values()]
    assert "VBoxModel" not in left and "LabelModel" not in left


@pytest.mark.parametrize("code, sentence", [
    ('slider("n", 3, 3)', "the least must be less than the most"),
    ('dropdown("d")', "there must be something to choose"),
    ('dropdown("d", "a").value("z")', "none of the choices"),
])
def test_mistakes_get_a_sentence(kernel, code, sentence):
    assert sentence in kernel.execute(code).error["evalue"]


def test_front_end_asks_for_widgets_before_the_first_cell(new_kernel):
    kernel = new_kernel()
    comm_id = str(uuid.uuid4())
    opening = said(kernel, say(kernel, "comm_open", {"comm_id": comm_id, "target_name": "jupyter.widget.control",
                                                     "data": {}}))
    assert opening.reply is None and not opening.of("comm_close")
    answer = tell(kernel, comm_id, {"method": "request_states"})
    assert answer.of("comm_msg")[0].content["data"]["states"] == {}


@pytest.mark.parametrize("code", ["while (true) { Thread.onSpinWait(); }", "sleep(seconds(60));"])
def test_interrupt_between_cells_stops_a_click(kernel, code):
    cell = kernel.run(f'button("Go", () -> {{ println("clicked"); {code} }})')
    tell(kernel, opened(cell).content["comm_id"], {"method": "custom", "content": {"event": "click"}})
    kernel.await_text(cell, "clicked\n")
    kernel.ask("interrupt_request", channel="control")
    assert kernel.run("1 + 1", timeout=5).result == "2"
    assert kernel.run("currentTask().loop().tasks().size()").result == "1"
