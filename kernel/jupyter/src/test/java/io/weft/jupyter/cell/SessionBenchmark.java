package io.weft.jupyter.cell;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Measures the Java session: start, cost of a cell, cost of the stop checks, time to stop. Run `main`.
public final class SessionBenchmark {

    public static volatile CountDownLatch running;

    private SessionBenchmark() {}

    public static void go() {
        running.countDown();
    }

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        try (var cells = new TestCells("import static io.weft.jupyter.cell.SessionBenchmark.go;")) {
            System.out.printf("construction %.0f ms%n", millis(start));
            start = System.nanoTime();
            cells.run("1+1");
            System.out.printf("first cell %.0f ms%n", millis(start));
            costOfCells(cells);
            checks(cells);
            stops(cells);
        }
    }

    private static void costOfCells(TestCells cells) {
        var cpu = ManagementFactory.getThreadMXBean();
        var times = new double[1100];
        var cpuTimes = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            long cpuStart = cpu.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            cells.run("1+1");
            times[i] = millis(start);
            cpuTimes[i] = (cpu.getCurrentThreadCpuTime() - cpuStart) / 1e6;
        }
        System.out.printf("1+1, CPU of the compiling thread: at cell 150 %.1f ms, at cell 1000 %.1f ms%n",
                median(cpuTimes, 100), median(cpuTimes, 950));
        System.out.printf("1+1: median at cell 100 %.1f ms, at cell 200 %.1f ms, at cell 1000 %.1f ms%n",
                median(times, 50), median(times, 150), median(times, 950));
        for (int live = 0; live < 400; live++) {
            cells.run("int live" + live + " = " + live + ";");
        }
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            cells.run("live1 + " + i);
            times[i] = millis(start);
        }
        System.out.printf("with 400 live variables: %.1f ms%n", median(times, 0));
    }

    private static int plain(int[] a) {
        int s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i];
        }
        return s;
    }

    private static void checks(TestCells cells) {
        cells.run("""
                int sum(int[] a) { int s = 0; for (int i = 0; i < a.length; i++) s += a[i]; return s; }
                java.util.function.ToIntFunction<int[]> woven = a -> sum(a);""");
        @SuppressWarnings("unchecked")
        var woven = (java.util.function.ToIntFunction<int[]>) cells.run("woven");
        int[] data = new int[100_000];
        Arrays.setAll(data, i -> i);
        for (int round = 0; round < 3; round++) {
            double plain = micros(SessionBenchmark::plain, data);
            double checked = micros(woven, data);
            System.out.printf("100,000 additions: plain %.2f us, woven %.2f us, ratio %.2f%n", plain, checked,
                    checked / plain);
        }
    }

    private static double micros(java.util.function.ToIntFunction<int[]> f, int[] data) {
        int keep = 0;
        for (int i = 0; i < 3000; i++) {
            keep += f.applyAsInt(data);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 5000; i++) {
            keep += f.applyAsInt(data);
        }
        double result = (System.nanoTime() - start) / 5000 / 1e3;
        return keep == 42 ? 0 : result;
    }

    private static void stops(TestCells cells) throws InterruptedException {
        for (var code : List.of("go(); while (true) {}",
                "go(); while (true) try { while (true); } catch (Throwable t) {}",
                "class F { int n; void f() { if (n++ == 0) go(); try { f(); } catch (Throwable t) { g(); } }"
                        + " void g() { try { f(); } catch (Throwable t) { g(); } } } new F().f();",
                "go(); Stream.generate(() -> 1).forEach(x -> { try { x++; } catch (Throwable t) {} });")) {
            var times = new ArrayList<Double>();
            for (int i = 0; i < 5; i++) {
                running = new CountDownLatch(1);
                var thread = new Thread(null, () -> cells.eval(code), "cell", 8 << 20);
                thread.start();
                running.await();
                Thread.sleep(300);
                long start = System.nanoTime();
                try (var _ = StopCheck.arm(() -> Thread.currentThread() == thread, Halt::new)) {
                    thread.join();
                }
                times.add(millis(start));
            }
            System.out.printf("stop, ms: %s  %s%n", times.stream().map("%.1f"::formatted).toList(), code);
        }
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static double median(double[] times, int from) {
        double[] part = Arrays.copyOfRange(times, from, from + 100);
        Arrays.sort(part);
        return part[50];
    }

    private static final class Halt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Halt() {
            super("stopped", null, false, false);
        }
    }
}
