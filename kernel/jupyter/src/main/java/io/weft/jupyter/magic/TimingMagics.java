package io.weft.jupyter.magic;

import io.weft.jupyter.cell.CellOutcome;
import io.weft.jupyter.cell.SnippetRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `%time` and `%timeit`.
final class TimingMagics {

    private static final int ROUNDS = 7;
    /// A round should last as long as this, in nanoseconds, so that the clock's grain and one interruption matter little.
    private static final long ROUND = 200_000_000;
    /// Before rounds count, in nanoseconds: by then the JIT compiler has mostly done with a loop that is hot.
    private static final long WARM_UP = 600_000_000;
    private static final String WRAP = "new " + TimedLoop.class.getName()
            + "() { public void loop(long times) throws Throwable { %s for (long i = 0; i < times; i++) { %s\n%s\n%s } } }";

    private final MagicHost host;

    TimingMagics(MagicHost host) {
        this.host = host;
    }

    List<Magic> all() {
        return List.of(
                Magic.both("time", "%time CODE\n%%time",
                        """
                                Runs code once and prints what it took: wall time, processor time, garbage collection, allocation.
                                The processor time and the allocation are those of the whole process, without the compilation of the code.""",
                        words -> time(words.text(), words.text(), "%time"),
                        (words, body) -> time(body.inPlace(), body.cell(), "%%time")),
                Magic.both("timeit",
                        "%timeit [-n LOOPS] [-r ROUNDS] CODE\n%%timeit [-n LOOPS] [-r ROUNDS] [SETUP CODE]",
                        """
                                Runs code again and again and gives the time of one execution: mean, deviation, least, median.
                                It warms up first, then measures ROUNDS (7) rounds of LOOPS executions (as many as last 0.2 s). SETUP runs once.
                                `Timing t = %timeit CODE` keeps the figures. The value of an expression is used, so that the JIT compiler cannot leave
                                the computation out; yet it can hoist what does not depend on the loop: for publication take JMH.""",
                        words -> timeit(words, ""), (words, body) -> {
                            timeit(words, body.text());
                            return null;
                        }, "-n", "-r"));
    }

    private Object time(String code, String shown, String magic) {
        if (code.isBlank()) {
            throw new MagicError(magic + " needs code to run.");
        }
        // The first look loads what looks.
        Usage.now();
        var total = new Usage[]{Usage.NONE};
        SnippetRunner timed = snippet -> {
            var start = Usage.now();
            try {
                return snippet.call();
            } finally {
                total[0] = total[0].plus(Usage.now().since(start));
            }
        };
        try {
            return host.eval(host.source(code, shown), timed);
        } finally {
            System.out.println(total[0]);
        }
    }

    private Timing timeit(Words words, String body) throws Exception {
        var options = words.options(List.of(), List.of("-n", "-r"));
        boolean whole = !body.isBlank();
        var code = whole ? body : options.rest();
        if (code.isBlank()) {
            throw new MagicError("%timeit needs code to run, as in %timeit Math.sqrt(x).");
        }
        var setup = whole && !options.rest().isBlank() ? options.rest() + ";" : "";
        long loops = options.value("-n").map(n -> positive("-n", n)).orElse(0L);
        int rounds = (int) (long) options.value("-r").map(n -> positive("-r", n)).orElse((long) ROUNDS);
        var loop = compile(setup, code);
        var timing = measure(loop, loops, rounds);
        System.out.println(timing);
        return timing;
    }

    private static long positive(String option, String number) {
        try {
            long value = Long.parseLong(number.replace("_", ""));
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // The sentence below says it.
        }
        throw new MagicError("%timeit: " + option + " takes a whole number above 0, not " + number + ".");
    }

    /// As an expression whose value is kept, else as statements.
    private TimedLoop compile(String setup, String code) {
        var trimmed = code.strip();
        var bare = trimmed.endsWith(";") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        try {
            return loop(WRAP.formatted(setup, "keep(", bare, ");"), code);
        } catch (NestedFailure failure) {
            if (!(failure.outcome() instanceof CellOutcome.CompileError)) {
                throw failure;
            }
            return loop(WRAP.formatted(setup, "", trimmed.endsWith(";") || trimmed.endsWith("}")
                    ? trimmed
                    : trimmed + ";", ""), code);
        }
    }

    private TimedLoop loop(String source, String code) {
        return (TimedLoop) host.eval(host.source(source, "\n" + code.strip() + "\n"), Callable::call);
    }

    private static Timing measure(TimedLoop loop, long given, int rounds) throws Exception {
        long loops = given > 0 ? given : 1;
        long spent = 0;
        while (spent < WARM_UP) {
            long took = nanos(loop, loops);
            spent += took;
            if (given == 0 && took < ROUND) {
                loops = grown(loops, took);
            } else if (given == 0 && took > 2 * ROUND && loops > 1) {
                loops = Math.max(1, loops / 2);
            } else if (given > 0 && loops * rounds <= 1) {
                break;
            }
        }
        var each = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            each.add(nanos(loop, loops) / (double) loops);
        }
        return new Timing(loops, each);
    }

    /// The next of 1, 2, 5, 10 and so on, several at once where the time is far off.
    private static long grown(long loops, long took) {
        long wanted = (long) Math.min(1e9, loops * Math.min(100, ROUND / (double) Math.max(1, took)));
        long next = 1;
        for (int i = 0; next < wanted; i++) {
            next = i % 3 == 1 ? next / 2 * 5 : next * 2;
        }
        return Math.max(loops, next);
    }

    private static long nanos(TimedLoop loop, long loops) throws Exception {
        long start = System.nanoTime();
        try {
            loop.loop(loops);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new MagicError("The code threw " + e, e);
        }
        return System.nanoTime() - start;
    }
}
