"""The contender gevent."""

import os
import time

import gevent
from gevent.lock import BoundedSemaphore
from gevent.queue import Queue

from peer import BATCH, nanos_each, resident, serve


def repeat_switch(times):
    for _ in range(times):
        gevent.sleep(0)


def switch(size):
    gevent.joinall([gevent.spawn(repeat_switch, size // 10) for _ in range(10)])


def nothing(i):
    return i


def spawn(size):
    for i in range(size):
        gevent.spawn(nothing, i).get()


def batch(size):
    for _ in range(size // BATCH):
        tasks = [gevent.spawn(nothing, i) for i in range(BATCH)]
        for task in tasks:
            task.get()


def uncontended(size):
    lock = BoundedSemaphore(1)
    for _ in range(size):
        with lock:
            pass


def hold(lock, times):
    for _ in range(times):
        with lock:
            gevent.sleep(0)


def contended(size):
    lock = BoundedSemaphore(1)
    gevent.joinall([gevent.spawn(hold, lock, size // 50) for _ in range(50)])


def ping(there, back, times):
    for i in range(times):
        there.put(i)
        back.get()


def pong(there, back, times):
    for i in range(times):
        there.get()
        back.put(i)


def pingpong(size):
    there, back = Queue(1), Queue(1)
    gevent.joinall([gevent.spawn(ping, there, back, size), gevent.spawn(pong, there, back, size)])


def put(queue, times):
    for i in range(times):
        queue.put(i)


def get(queue, times):
    for _ in range(times):
        queue.get()


def queue(size):
    between = Queue(100)
    gevent.joinall([gevent.spawn(put, between, size), gevent.spawn(get, between, size)])


def linear(size):
    gevent.joinall([gevent.spawn(gevent.sleep, 0) for _ in range(size)])


def sleeps(size):
    gevent.joinall([gevent.spawn(gevent.sleep, 1) for _ in range(size)])


def memory(size):
    before = resident()
    tasks = [gevent.spawn(gevent.sleep, 3600) for _ in range(size)]
    gevent.sleep(0)
    print((resident() - before) / size, flush=True)
    os._exit(len(tasks) == 0)


def item(function, unit=None):
    def measure(size):
        start = time.perf_counter()
        function(size)
        return nanos_each(start, size) if unit is None else nanos_each(start, 1) / unit
    return measure


if __name__ == "__main__":
    timed = {f.__name__: item(f) for f in (switch, spawn, batch, uncontended, contended, pingpong, queue, linear)}
    serve({**timed, "sleeps": item(sleeps, 1e9), "memory": memory})
