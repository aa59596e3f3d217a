package io.weft.bench;

import java.io.IOException;
import java.util.Map;

/// A program that measures what it is asked for: it reads lines `ITEM SIZE` and answers each with one number. So the
/// driver can let several contenders take turns, all of them warm.
public final class Contender {

    /// One item of the benchmark.
    @FunctionalInterface
    public interface Item {

        /// Does the work once.
        ///
        /// @param size how many operations
        /// @return the figure, in the item's unit
        /// @throws Exception whatever the work throws
        double measure(int size) throws Exception;
    }

    private Contender() {}

    /// Answers until the input ends.
    ///
    /// @param items what can be measured, by name
    /// @throws Exception what an item throws
    public static void serve(Map<String, Item> items) throws Exception {
        var out = System.out;
        for (var line = readLine(); line != null; line = readLine()) {
            var words = line.split(" ");
            var item = items.get(words[0]);
            out.println(item == null ? "unknown" : item.measure(Integer.parseInt(words[1])));
            out.flush();
        }
    }

    /// {@return the nanoseconds for each operation}
    ///
    /// @param start when it began, by System.nanoTime
    /// @param size  how many operations
    public static double nanosEach(long start, int size) {
        return (System.nanoTime() - start) / (double) size;
    }

    /// {@return the bytes of heap in use after a collection}
    public static long heapInUse() {
        System.gc();
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String readLine() throws IOException {
        var line = new StringBuilder();
        for (int c = System.in.read(); c != '\n'; c = System.in.read()) {
            if (c < 0) {
                return null;
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
