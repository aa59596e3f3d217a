"""The Python side of the area `http`: fetches by aiohttp or httpx, serves by aiohttp.web or FastAPI on uvicorn."""

import asyncio
import sys
import time


async def fetch_aiohttp(url, size, connections):
    import aiohttp
    limit = asyncio.Semaphore(connections)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=connections)) as session:
        async def one():
            async with limit, session.get(url) as answer:
                assert answer.status == 200
                await answer.read()
        await asyncio.gather(*(one() for _ in range(size)))


async def fetch_httpx(url, size, connections):
    import httpx
    limit = asyncio.Semaphore(connections)
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=connections), timeout=60) as session:
        async def one():
            async with limit:
                answer = await session.get(url)
                assert answer.status_code == 200
        await asyncio.gather(*(one() for _ in range(size)))


def fetch(how, url):
    """Answers `ITEM SIZE` with requests a second."""
    for line in sys.stdin:
        size = int(line.split()[1])
        began = time.perf_counter()
        asyncio.run({"aiohttp": fetch_aiohttp, "httpx": fetch_httpx}[how](url, size, 100))
        print(size / (time.perf_counter() - began), flush=True)


def serve_aiohttp(port):
    from aiohttp import web

    async def answer(request):
        return web.json_response({"msg": "ok"})

    async def slow(request):
        await asyncio.sleep(1)
        return web.Response(text="ok")

    app = web.Application()
    app.add_routes([web.get("/json", answer), web.get("/slow", slow)])
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None, backlog=2048)


def serve_fastapi(port):
    import fastapi
    import uvicorn
    app = fastapi.FastAPI()

    @app.get("/json")
    async def answer():
        return {"msg": "ok"}

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical", access_log=False)


def hold(port, size):
    """Opens WebSockets to our server and holds them; a line of input ends it."""
    import socket
    held = []
    ask = (f"GET /idle HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n").encode()
    for _ in range(size):
        one = socket.create_connection(("127.0.0.1", port), timeout=60)
        one.sendall(ask)
        held.append(one)
    opened = sum(one.recv(4096).startswith(b"HTTP/1.1 101 ") for one in held)
    print(opened, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    kind, what = sys.argv[1:3]
    if kind == "fetch":
        fetch(what, sys.argv[3])
    elif kind == "hold":
        hold(int(what), int(sys.argv[3]))
    else:
        {"aiohttp": serve_aiohttp, "fastapi": serve_fastapi}[what](int(sys.argv[3]))
