"""Web servers in cells: routes, prints, failures, re-runs, interrupts."""

import urllib.error
import urllib.request


def ask(url, **options):
    with urllib.request.urlopen(url, timeout=20, **options) as answer:
        return answer.read().decode()


def start(kernel, routes, options=""):
    cell = kernel.run(f"var app = server({options});\n{routes}\nprintln(app.url());")
    return cell.stdout.strip().splitlines()[-1].replace("localhost", "127.0.0.1")


def test_routes_of_a_cell_are_answered_and_replaced(kernel):
    url = start(kernel, """record Msg(String msg) {}
app.get("/", _ -> { sleep(millis(10)); return new Msg("ok"); });
app.get("/hello/{name}", request -> html("<h1>hello, %s!</h1>".formatted(request.path("name"))));""")
    assert ask(url + "/") == '{"msg":"ok"}'
    assert ask(url + "/hello/Lily") == "<h1>hello, Lily!</h1>"
    kernel.run('app.get("/", _ -> new Msg("new"));')
    assert ask(url + "/") == '{"msg":"new"}'


def test_what_a_handler_prints_and_how_it_fails_shows_where_the_server_was_made(kernel):
    cell = kernel.run("""var app = server();
app.get("/", _ -> { println("asked"); return "ok"; });
app.get("/boom", _ -> { throw new IllegalStateException("not ready"); });
println(app.url());""")
    url = cell.stdout.strip().splitlines()[-1].replace("localhost", "127.0.0.1")
    ask(url + "/")
    kernel.await_text(cell, "asked\n")
    try:
        ask(url + "/boom")
        raise AssertionError("no error")
    except urllib.error.HTTPError as e:
        assert e.code == 500
    kernel.wait(lambda: "not ready" in cell.text("stderr"), 10, "the handler's failure")
    kernel.run("app.handlersOff();")
    ask(url + "/")
    kernel.wait(lambda: cell.stdout.count("asked\n") == 2, 10, "print of a handler beside the loop")


def test_running_the_cell_again_takes_the_port_over(kernel):
    url = start(kernel, 'app.get("/", _ -> "one");')
    port = url.rsplit(":", 1)[1]
    again = start(kernel, 'app.get("/", _ -> "two");', port)
    assert again == url
    assert ask(url + "/") == "two"
    assert start(kernel, 'app.get("/", _ -> "three");', port) == url
    assert ask(url + "/") == "three"


def test_interrupting_a_later_cell_leaves_the_server(kernel):
    url = start(kernel, 'app.get("/", _ -> { sleep(seconds(1)); return "slept"; });')
    cell = kernel.begin("sleep(seconds(100));")
    kernel.interrupt(cell)
    assert ask(url + "/") == "slept"
