"""Talking over the network from cells: WebSockets, TLS, streams, pages with their comms, ZeroMQ."""


import base64
import uuid

from test_comms import say, said, tell
from test_server import start

ROUTES = """
app.webSocket("/talk", socket -> { for (var text : socket) socket.send(text.toUpperCase()); });
app.get("/slowly", _ -> stream("text/plain", out -> { out.print("one "); sleep(millis(50)); out.print("two"); }));
app.get("/", _ -> html("<!doctype html><p>a page</p><script src='/live.js'></script>"));
app.get("/live.js", _ -> bytes("text/javascript", "new EventSource('/events')".getBytes()));"""


def test_websocket_of_a_cell_and_a_client_of_the_jdk(kernel):
    start(kernel, ROUTES)
    cell = kernel.run("""
TaskQueue<String> heard = queue();
var client = java.net.http.HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(
    URI.create(app.url("/talk").replaceFirst("http", "ws")), new java.net.http.WebSocket.Listener() {
        public CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence text, boolean last) {
            heard.put(text.toString()); socket.request(1); return null;
        }
    }).join();
client.sendText("čau", true).join();
println(heard.get(seconds(10)));
println(app.load().webSockets());
client.sendClose(1000, "").join();""")
    assert cell.stdout == "ČAU\n1\n"


def test_tls_on_both_sides(kernel):
    cell = kernel.run("""
var keys = selfSigned("localhost");
var secure = server(serverOptions().tls(keys));
secure.get("/", request -> "secure " + request.isSecure());
secure.webSocket("/talk", socket -> socket.send("hidden " + socket.receive()));
try (var web = session(sessionOptions().tls(keys))) { println(web.get(secure.url("/")).text()); }
try (var web = session()) { web.get(secure.url("/")); } catch (TlsFailed e) { println("not trusted"); }
TaskQueue<String> heard = queue();
var client = java.net.http.HttpClient.newBuilder().sslContext(keys).build().newWebSocketBuilder().buildAsync(
    URI.create(secure.url("/talk").replaceFirst("http", "ws")), new java.net.http.WebSocket.Listener() {
        public CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence text, boolean last) {
            heard.put(text.toString()); return null;
        }
    }).join();
client.sendText("word", true).join();
println(heard.get(seconds(10)));
try (var echo = tcpServer(0, keys, peer -> { for (var line : peer) peer.println(line + line); });
        var peer = connect("localhost", echo.port(), keys)) { peer.println("ab"); println(peer.readLine()); }
secure.close();""")
    assert cell.stdout == "secure true\nnot trusted\nhidden word\nabab\n"


def test_a_shown_page_is_whole_and_its_requests_come_over_a_comm(new_kernel, tmp_path):
    # The name of the connection file is what tells the kernel the id under which a notebook's server knows it.
    name = str(uuid.uuid4())
    kernel = new_kernel(connection_file=str(tmp_path / f"kernel-{name}.json"))
    start(kernel, ROUTES)
    shown = kernel.execute('app.show("/")').of("execute_result")[0].content["data"]["text/html"]
    assert "&lt;!doctype html&gt;" in shown and "data:text/javascript" in shown and name in shown
    url = kernel.run("println(app.url());").stdout.strip()
    assert url in shown
    comm = str(uuid.uuid4())
    opening = said(kernel, say(kernel, "comm_open", {"comm_id": comm, "target_name": "weft.page",
                                                     "data": {"server": url}}))
    assert not opening.of("comm_close")
    busy = kernel.begin('println("busy"); sleep(seconds(100));')
    kernel.await_text(busy, "busy\n")
    tell(kernel, comm, {"talk": 1, "do": "fetch", "method": "GET", "path": "/slowly", "headers": []})
    tell(kernel, comm, {"talk": 2, "do": "socket", "path": "/talk"})

    def heard(talk, on):
        return [m.content["data"] for m in kernel.log if m.type == "comm_msg"
                and (m.content["data"].get("talk"), m.content["data"].get("on")) == (talk, on)]
    kernel.wait(lambda: heard(1, "end") and heard(2, "open"), 20, "the answer and the socket")
    assert heard(1, "head")[0]["status"] == 200
    assert b"".join(base64.b64decode(data["data"]) for data in heard(1, "data")) == b"one two"
    tell(kernel, comm, {"talk": 2, "do": "send", "text": "hello"})
    kernel.wait(lambda: heard(2, "message"), 20, "the socket's answer")
    assert heard(2, "message")[0]["text"] == "HELLO"
    said(kernel, say(kernel, "comm_close", {"comm_id": comm, "data": {}}))
    kernel.interrupt(busy)
    left = kernel.run("""timeout(seconds(20), () -> {
    while (app.load().webSockets() > 0) sleep(millis(10)); });
println(app.load().webSockets());""")
    assert left.stdout == "0\n"


def test_a_page_of_a_server_that_was_never_shown_is_refused(kernel):
    comm = str(uuid.uuid4())
    kernel.run("var app = server(); app.get(\"/\", _ -> \"x\"); app.show(\"/\")")
    exchange = said(kernel, say(kernel, "comm_open", {"comm_id": comm, "target_name": "weft.page",
                                                      "data": {"server": "http://localhost:1"}}))
    kernel.wait(lambda: exchange.of("comm_close") or any(m.type == "comm_close" for m in kernel.log), 5, "a refusal")


def test_zeromq_publishes_to_tasks_and_a_receive_that_waits_is_cancelled(kernel):
    cell = kernel.run("""
import org.zeromq.*;
var context = new ZContext();
var publisher = context.createSocket(SocketType.XPUB);
int port = publisher.bindToRandomPort("tcp://127.0.0.1");
List<String> subscribe(String topic) {
    try (var socket = context.createSocket(SocketType.SUB)) {
        socket.subscribe(topic);
        socket.connect("tcp://127.0.0.1:" + port);
        var all = new ArrayList<String>();
        for (int i = 0; i < 3; i++) all.add(offload(() -> socket.recvStr()));
        return all;
    }
}
var even = spawn(() -> subscribe("even"));
var odd = spawn(() -> subscribe("odd"));
for (int i = 0; i < 2; i++) offload(() -> publisher.recv());    // both have subscribed
for (int i = 0; i < 6; i++) publisher.send((i % 2 == 0 ? "even " : "odd ") + i);
println(even.join() + " " + odd.join());
var idle = context.createSocket(SocketType.PULL);
idle.bindToRandomPort("tcp://127.0.0.1");
var receiving = spawn(() -> offload(() -> idle.recvStr()));
sleep(millis(100));
double ended = measure(() -> { receiving.cancel("enough"); waitAll(List.of(receiving)); });
println(receiving.isCancelled() + " " + (ended < 2));
context.close();""")
    assert cell.stdout == "[even 0, even 2, even 4] [odd 1, odd 3, odd 5]\ntrue true\n"


def test_an_upload_from_one_cell_to_another(kernel):
    cell = kernel.run("""var app = server();
app.post("/up", request -> request.part("f").fileName() + " " + request.part("f").text() + " " + request.form());
var file = Files.writeString(temporaryFolder().resolve("x.txt"), "abc");
try (var web = session()) {
    println(web.request("POST", app.url("/up")).multipart(Map.of("f", file, "words", "good day")).send().text());
}
try (var web = session()) { FormPart none = null; println(web.request("POST", app.url("/up")).text("x").send().status()); }""")
    assert cell.stdout == "x.txt abc {words=good day}\n415\n"


def test_inspection_has_the_comments_of_servers_and_widgets(kernel):
    for code, comment in (("server().get", "Answers GET"), ("session().get", "Gets what is at an address"),
                          ('button', "what is written")):
        found = kernel.ask("inspect_request", {"code": code, "cursor_pos": len(code), "detail_level": 0})
        assert comment in found.reply.content["data"]["text/plain"]
