"""interrupt_request and the JDK's own pools, threads and timers: what the interrupted cell gave them ends, the rest goes on."""

import pytest

from processes import check_calm

IMPORT = "import java.util.concurrent.*;\n"
SPIN = "{ long n = 0; while (true) n++; }"


@pytest.fixture
def pool(kernel):
    kernel.run(IMPORT + "var pool = Executors.newFixedThreadPool(2);")
    yield
    kernel.run("pool.shutdownNow();")


def test_job_of_an_earlier_cells_pool_prints_in_the_cell_that_gave_it(kernel, pool):
    lambdas = kernel.run('pool.execute(() -> println("execute"));'
                         'pool.submit(() -> println("submit")).get();'
                         'pool.submit(() -> { println("callable"); return 1; }).get();'
                         'pool.invokeAll(List.of(() -> { println("all"); return 1; }));'
                         'pool.submit(() -> println("with a result"), 1).get();'
                         'CompletableFuture.runAsync(() -> println("run async"), pool).get();'
                         'CompletableFuture.supplyAsync(() -> { println("supply async"); return 1; }, pool).get();')
    for text in ("execute", "submit", "callable", "all", "with a result", "run async", "supply async"):
        kernel.await_text(lambdas, text)


def test_late_output_goes_to_the_cell_that_gave_the_job(kernel, pool):
    first = kernel.run('pool.submit(() -> { Thread.sleep(400); println("of the first"); return 1; });')
    second = kernel.run('pool.submit(() -> { Thread.sleep(500); println("of the second"); return 1; });')
    kernel.run('println("between");')
    kernel.await_text(first, "of the first")
    kernel.await_text(second, "of the second")
    assert first.stdout == "of the first\n" and second.stdout == "of the second\n"


@pytest.mark.parametrize("job", ["Thread.sleep(60000); return 1;", "while (true) {}"], ids=["sleep", "busy"])
def test_job_in_an_earlier_cells_pool_ends(kernel, pool, measured, job):
    cell = kernel.begin(f"pool.submit(() -> {{ {job} }}).get();")
    seconds = kernel.interrupt(cell)
    check_calm(kernel.pid)
    assert kernel.run("pool.submit(() -> 42).get()").result == "42", "the pool works on"
    measured("from the interrupt to the error reply", seconds, 0.5)


def test_jobs_that_wait_for_their_turn_do_not_start(kernel, pool):
    cell = kernel.begin('for (int i = 0; i < 10; i++) { int n = i; pool.submit(() -> { println("job " + n); '
                        'Thread.sleep(60000); return 1; }); } Thread.sleep(60000);')
    kernel.await_text(cell, "job 1")
    kernel.interrupt(cell)
    assert kernel.run("pool.submit(() -> 42).get()").result == "42"
    assert cell.stdout.count("job") == 2


def test_other_cells_jobs_in_the_same_pool_go_on(kernel, pool):
    kernel.run("var done = new CountDownLatch(1);")
    earlier = kernel.run('pool.submit(() -> { done.await(); println("earlier goes on"); return 1; });')
    cell = kernel.begin("pool.submit(() -> { while (true) {} }).get();")
    kernel.interrupt(cell)
    kernel.run("done.countDown();")
    kernel.await_text(earlier, "earlier goes on")


@pytest.mark.parametrize("executor", ["Executors.newFixedThreadPool(4)", "Executors.newVirtualThreadPerTaskExecutor()",
                                      "ForkJoinPool.commonPool()", "new ForkJoinPool(2)"])
def test_executor_of_the_cell(kernel, measured, executor):
    kernel.run(IMPORT)
    cell = kernel.begin(f"var own = {executor}; for (int i = 0; i < 4; i++) own.submit(() -> {SPIN}); "
                        "own.submit(() -> 1).get();")
    kernel.quiet(0.2)
    seconds = kernel.interrupt(cell)
    check_calm(kernel.pid)
    kernel.check_works()
    measured("from the interrupt to the error reply", seconds, 0.5)


def test_scheduled_jobs_end(kernel):
    kernel.run(IMPORT + "var clock = Executors.newScheduledThreadPool(1);")
    cell = kernel.begin('clock.scheduleAtFixedRate(() -> println("tick"), 0, 20, TimeUnit.MILLISECONDS); '
                        "Thread.sleep(60000);")
    kernel.await_text(cell, "tick\ntick")
    kernel.interrupt(cell)
    before = cell.stdout.count("tick")
    kernel.quiet(0.3)
    assert cell.stdout.count("tick") <= before + 1
    assert kernel.run("clock.schedule(() -> 42, 1, TimeUnit.MILLISECONDS).get()").result == "42"
    kernel.run("clock.shutdownNow();")


def test_timer_tasks_end(kernel):
    # A timer has one thread, of the cell that made it, where its tasks print.
    timer = kernel.run("var timer = new java.util.Timer(true);")
    kernel.run('timer.schedule(new java.util.TimerTask() { public void run() { println("kept"); } }, 0, 50);')
    cell = kernel.begin('timer.schedule(new java.util.TimerTask() { public void run() { println("tick"); } }, 0, 20); '
                        "Thread.sleep(60000);")
    kernel.quiet(0.3)
    kernel.interrupt(cell)
    kernel.quiet(0.2)  # what was printed before the interrupt is published after at most 50 ms
    lines = timer.stdout.count("tick")
    before = timer.stdout.count("kept")
    kernel.quiet(0.5)
    assert timer.stdout.count("tick") == lines, "the interrupted cell's task has ended"
    assert timer.stdout.count("kept") > before + 2, "the earlier cell's goes on"
    kernel.run("timer.cancel();")


def test_gather_of_a_thousand(kernel, measured):
    cell = kernel.begin("List<java.util.concurrent.Callable<Integer>> many = new ArrayList<>(); "
                        "for (int i = 0; i < 1000; i++) many.add(() -> { sleep(seconds(60)); return 1; }); "
                        "each(many, m -> m.call());")
    kernel.quiet(0.5)
    measured("from the interrupt to the error reply", kernel.interrupt(cell), 0.5)
    kernel.check_works()


def test_socket_read(kernel, measured):
    cell = kernel.begin("try (var server = new java.net.ServerSocket(0); "
                        'var client = new java.net.Socket("127.0.0.1", server.getLocalPort())) '
                        "{ client.getInputStream().read(); }")
    kernel.quiet(0.2)
    measured("from the interrupt to the error reply", kernel.interrupt(cell), 0.5)
    kernel.check_works()


def test_busy_function_of_an_earlier_cell(kernel, measured):
    kernel.run("long spinForEver() { long n = 0; while (true) n++; }")
    kernel.run("class Spinner2 { void spin() { while (true) {} } }")
    for call in ("spinForEver();", "new Spinner2().spin();"):
        cell = kernel.begin(call)
        measured("from the interrupt to the error reply", kernel.interrupt(cell), 0.5)
        check_calm(kernel.pid)
    kernel.check_works()


def test_what_survives_is_named_with_its_stack(kernel):
    cell = kernel.begin("var deaf = new Thread(() -> java.util.stream.LongStream.range(0, 30_000_000_000L).sum(), "
                        '"deaf one"); deaf.start(); deaf.join();')
    kernel.interrupt(cell)
    kernel.await_text(cell, "deaf one", timeout=10, name="stderr")
    assert "still runs" in cell.stderr and "    at java.base/java.util.stream." in cell.stderr
    kernel.check_works()


def test_clean_up_in_time_is_not_named(kernel):
    cell = kernel.begin("new Thread(() -> { try { Thread.sleep(60000); } catch (InterruptedException e) { } }).start(); "
                        "Thread.sleep(60000);")
    kernel.interrupt(cell)
    kernel.quiet(3)
    assert "still runs" not in cell.stderr


def test_later_cells_run_at_full_speed_after_a_pool_was_left_behind(kernel):
    kernel.run(IMPORT)
    loop = "long n = 0; long begin = System.nanoTime(); for (int i = 0; i < 300_000_000; i++) n += i ^ (n >> 3); " \
           "(System.nanoTime() - begin) / 1_000_000"
    kernel.run(loop)
    before = min(int(kernel.run(loop).result) for _ in range(3))
    cell = kernel.begin("var left = Executors.newFixedThreadPool(2); left.submit(() -> 1).get(); Thread.sleep(60000);")
    kernel.interrupt(cell)
    kernel.quiet(1)
    after = min(int(kernel.run(loop).result) for _ in range(3))
    assert after < 3 * before + 50, f"{before} ms before, {after} ms after: the stop checks are still asked"


def test_a_queue_of_comparable_jobs_works(kernel):
    cell = kernel.run(IMPORT + """
record Ranked(int rank, CountDownLatch ran) implements Runnable, Comparable<Ranked> {
    public void run() { println("rank " + rank); ran.countDown(); }
    public int compareTo(Ranked other) { return Integer.compare(rank, other.rank); }
}
var ranked = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
var ran = new CountDownLatch(3);
for (int rank : new int[]{2, 3, 1}) ranked.execute(new Ranked(rank, ran));
ran.await(); ranked.shutdown();""")
    assert sorted(cell.stdout.split("\n")) == ["", "rank 1", "rank 2", "rank 3"]
