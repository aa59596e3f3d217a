// A server in a cell, with a page that is alive in three ways: a WebSocket on which the kernel counts and is answered, server-sent
// events, and an answer in pieces; and a second page behind a link and a form.
export const SERVER = `var app = server();
app.webSocket("/count", socket -> {
    for (int n = 1; n <= 5; n++) { socket.send("" + n); println("page: " + socket.receive()); sleep(millis(200)); }
    socket.send("over");
});
app.get("/prices", _ -> events(out -> { for (int n = 1; n <= 4; n++) { out.send("price " + n); sleep(millis(200)); } sleep(seconds(60)); }));
app.get("/pieces", _ -> stream("text/plain", out -> { for (var word : List.of("so ", "it ", "goes")) { out.print(word); sleep(millis(300)); } }));
app.get("/hello", request -> html("<h3>hello, " + request.query("name", "you") + "</h3><a href='/'>back</a>"));
app.post("/said", request -> html("<h3>you said " + request.form().get("words") + "</h3>"));
app.get("/", _ -> html("""
    <!doctype html><p id=mode></p><p>counted <b id=count>-</b>, socket <b id=state>connecting</b></p><p id=prices></p><p id=pieces></p>
    <a href="/hello?name=Lily">Lily</a> <form method=post action=/said><input name=words><button>say</button></form>
    <script>
    const at = id => document.getElementById(id);
    at("mode").textContent = document.compatMode;
    const socket = new WebSocket(new URL("/count", document.baseURI).href.replace(/^http/, "ws"));
    socket.onopen = () => at("state").textContent = "open";
    socket.onclose = () => at("state").textContent = "closed";
    socket.onmessage = m => { at("count").textContent = m.data; if (m.data !== "over") socket.send("got " + m.data); };
    new EventSource("/prices").onmessage = m => at("prices").textContent += m.data + "; ";
    fetch("/pieces").then(async answer => {
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let p = await reader.read(); !p.done; p = await reader.read()) at("pieces").textContent += "[" + p.value + "]";
    });
    </script>"""));`;

// Until the page has shown all of it, and the kernel has heard the answers.
export const alive = async (person, frame) => {
  const text = (id, wanted) => frame.waitForFunction(([where, what]) => document.getElementById(where)?.textContent.includes(what),
    [id, wanted], { timeout: 60000 });
  await text('mode', 'CSS1Compat');
  await text('count', '2');
  await person.shot('counting');
  await text('prices', 'price 1; price 2; price 3; price 4;');
  await text('pieces', '[so ][it ][goes]');
  await text('count', 'over');
  await text('state', 'closed');
  await person.shown('page: got 1\npage: got 2\npage: got 3\npage: got 4\npage: got 5');
};
