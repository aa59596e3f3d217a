"""Other ways to connect: ipc, no key, several front ends at once."""

from jupyter_client import BlockingKernelClient


def test_ipc(new_kernel, tmp_path):
    kernel = new_kernel(transport="ipc", ip=str(tmp_path / "k"))
    cell = kernel.run('println("over ipc"); 40 + 2')
    assert (cell.stdout, cell.result) == ("over ipc\n", "42")


def test_without_a_key(new_kernel):
    import traitlets.config
    config = traitlets.config.Config()
    config.Session.key = b""
    kernel = new_kernel(config=config)
    assert kernel.run("40 + 2").result == "42"


def second_front_end(kernel):
    client = BlockingKernelClient()
    client.load_connection_info(kernel.manager.get_connection_info())
    client.start_channels()
    client.wait_for_ready(timeout=20)
    return client


def test_two_front_ends_see_each_others_cells(kernel):
    other = second_front_end(kernel)
    msg_id = other.execute('println("from the other");')
    reply = other.get_shell_msg(timeout=10)
    while reply["parent_header"]["msg_id"] != msg_id:
        reply = other.get_shell_msg(timeout=10)
    assert reply["content"]["status"] == "ok"
    cell = kernel.run('println("mine");')
    texts = [m.content["text"] for m in kernel.log if m.parent_id == msg_id and m.type == "stream"]
    assert "".join(texts) == "from the other\n"
    assert cell.stdout == "mine\n"
    other.stop_channels()


def test_front_end_that_leaves_while_its_cell_runs(kernel):
    other = second_front_end(kernel)
    other.execute("sleep(millis(500));")
    other.stop_channels()
    assert kernel.run("40 + 2").result == "42"
