"""The contender asyncio; with the argument uvloop, on that loop."""

import asyncio
import sys
import time
from asyncio import Lock, Queue, create_task, gather, sleep

from peer import BATCH, nanos_each, resident, serve


async def repeat_switch(times):
    for _ in range(times):
        await sleep(0)


async def switch(size):
    await gather(*[create_task(repeat_switch(size // 10)) for _ in range(10)])


async def nothing(i):
    return i


async def spawn(size):
    for i in range(size):
        await create_task(nothing(i))


async def batch(size):
    for _ in range(size // BATCH):
        tasks = [create_task(nothing(i)) for i in range(BATCH)]
        for task in tasks:
            await task


async def uncontended(size):
    lock = Lock()
    for _ in range(size):
        async with lock:
            pass


async def hold(lock, times):
    for _ in range(times):
        async with lock:
            await sleep(0)


async def contended(size):
    lock = Lock()
    await gather(*[create_task(hold(lock, size // 50)) for _ in range(50)])


async def ping(there, back, times):
    for i in range(times):
        await there.put(i)
        await back.get()


async def pong(there, back, times):
    for i in range(times):
        await there.get()
        await back.put(i)


async def pingpong(size):
    there, back = Queue(1), Queue(1)
    await gather(ping(there, back, size), pong(there, back, size))


async def put(queue, times):
    for i in range(times):
        await queue.put(i)


async def get(queue, times):
    for _ in range(times):
        await queue.get()


async def queue(size):
    between = Queue(100)
    await gather(put(between, size), get(between, size))


async def linear(size):
    tasks = [create_task(sleep(0)) for _ in range(size)]
    for task in tasks:
        await task


async def sleeps(size):
    await gather(*[create_task(sleep(1)) for _ in range(size)])


async def memory(size):
    before = resident()
    tasks = [create_task(sleep(3600)) for _ in range(size)]
    await sleep(0)
    print((resident() - before) / size, flush=True)
    sys.exit(len(tasks) == 0)


def item(coroutine, unit=None):
    def measure(size):
        async def timed():
            start = time.perf_counter()
            await coroutine(size)
            return nanos_each(start, size) if unit is None else nanos_each(start, 1) / unit
        return loop.run_until_complete(timed())
    return measure


if __name__ == "__main__":
    if sys.argv[1:] == ["uvloop"]:
        import uvloop
        uvloop.install()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    items = {f.__name__: item(f) for f in (switch, spawn, batch, uncontended, contended, pingpong, queue, linear)}
    serve({**items, "sleeps": item(sleeps, 1e9), "memory": item(memory)})
