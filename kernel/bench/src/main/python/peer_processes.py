"""Python's side of the benchmark of worker processes: `executor`, `pool` or `joblib`, and the number of workers."""

import sys
import time

from peer import serve

HUGE = bytes(256 << 20)


def identity(number):
    return number


def square(number):
    return number * number


def busy(_):
    total = 0
    for number in range(3_000_000):
        total += number * number
    return total


def timed(work):
    def measure(size):
        start = time.perf_counter()
        work(size)
        return (time.perf_counter() - start) * 1e3
    return measure


def executor(workers):
    from concurrent.futures import ProcessPoolExecutor

    def cold(size):
        with ProcessPoolExecutor(size) as fresh:
            fresh.submit(identity, 1).result()
    pool = ProcessPoolExecutor(workers)

    def each_in_turn(size):
        for number in range(size):
            pool.submit(identity, number).result()

    def all_at_once(size):
        for future in [pool.submit(identity, number) for number in range(size)]:
            future.result()

    def warm(idle_millis):
        time.sleep(idle_millis / 1e3)
        return timed(lambda _: pool.submit(identity, 1).result())(1)
    serve({"roundtrip": timed(each_in_turn), "submits": timed(all_at_once), "cold": timed(cold),
           "argument": timed(lambda _: pool.submit(len, HUGE).result()), "cpu": timed(lambda n: list(pool.map(busy, range(n)))),
           "one": timed(lambda n: pool.submit(busy_for, n).result()), "warm": warm})
    pool.shutdown()


def busy_for(size):
    for _ in range(size):
        busy(0)


def pool(workers):
    from multiprocessing import Pool, Process

    def process(_):
        one = Process(target=identity, args=(1,))
        one.start()
        one.join()
    with Pool(workers) as many:
        serve({"process": timed(process),
               "map": timed(lambda size: many.map(square, range(size))),
               "roundtrip": timed(lambda size: [many.apply(identity, (n,)) for n in range(size)])})


def joblib(workers):
    from joblib import Parallel, delayed
    with Parallel(n_jobs=workers) as parallel:
        serve({"map": timed(lambda size: parallel(delayed(square)(n) for n in range(size))),
               "submits": timed(lambda size: parallel(delayed(identity)(n) for n in range(size)))})


if __name__ == "__main__":
    {"executor": executor, "pool": pool, "joblib": joblib}[sys.argv[1]](int(sys.argv[2]))
