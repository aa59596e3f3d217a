package io.weft.jupyter.cell;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names that belong to Python and its libraries, and the calls to use here.
final class ForeignNames {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("None", "null"), Map.entry("True", "true"), Map.entry("False", "false"),
            Map.entry("len", "x.size() of a collection, x.length() of a text, x.length of an array"),
            Map.entry("str", "String.valueOf(x)"), Map.entry("int", "Integer.parseInt(text)"),
            Map.entry("float", "Double.parseDouble(text)"), Map.entry("repr", "String.valueOf(x)"),
            Map.entry("range", "map(n, i -> ...) or each(n, i -> ...), or IntStream.range(0, n)"),
            Map.entry("input", "readln(\"question\")"), Map.entry("printf", "println(\"%d\".formatted(x))"),
            Map.entry("pass", "an empty block: { }"), Map.entry("self", "this"),
            Map.entry("elif", "else if (...) { ... }"), Map.entry("list", "List.of(1, 2), or new ArrayList<>(items)"),
            Map.entry("dict", "Map.of(\"key\", 1), or new HashMap<String, Integer>()"),
            Map.entry("tuple", "a record: record Pair(int a, int b) {}"), Map.entry("set", "Set.of(1, 2)"),
            Map.entry("abs", "Math.abs(x)"), Map.entry("max", "Math.max(a, b), or Collections.max(items)"),
            Map.entry("min", "Math.min(a, b), or Collections.min(items)"), Map.entry("round", "Math.round(x)"),
            Map.entry("sum", "items.stream().mapToInt(i -> i).sum()"),
            Map.entry("sorted", "items.stream().sorted().toList()"), Map.entry("type", "x.getClass()"),
            Map.entry("isinstance", "x instanceof String"), Map.entry("id", "System.identityHashCode(x)"),
            Map.entry("open", "Files.readString(Path.of(\"name\"))"),
            Map.entry("enumerate", "for (int i = 0; i < items.size(); i++) { ... }"),
            Map.entry("zip", "map(items.size(), i -> ...)"), Map.entry("val", "var"), Map.entry("let", "var"),
            Map.entry("create_task", "spawn(() -> f())"),
            Map.entry("run", "the method itself: a cell is a task already"),
            Map.entry("wait_for", "timeout(seconds(1), () -> f())"), Map.entry("go", "spawn(() -> f())"),
            Map.entry("launch", "spawn(() -> f())"), Map.entry("delay", "sleep(millis(100))"));

    private static final String START = "spawn(() -> f())";
    private static final String LIMIT = "timeout(seconds(1), () -> f())";
    private static final String SLEEP = "sleep(seconds(1))";

    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("sleep", SLEEP), Map.entry("gather", "gather(() -> f(), () -> g())"),
            Map.entry("run", "the method itself: a cell is a task already"),
            Map.entry("create_task", START), Map.entry("ensure_future", START), Map.entry("spawn", START),
            Map.entry("spawn_later", "spawn(() -> { sleep(seconds(1)); f(); })"),
            Map.entry("Greenlet", START), Map.entry("joinall", "joinAll(tasks)"),
            Map.entry("killall", "killAll(tasks)"),
            Map.entry("iwait", "asCompleted(tasks)"), Map.entry("as_completed", "asCompleted(tasks)"),
            Map.entry("wait", "waitAll(tasks) or waitFirst(tasks)"), Map.entry("wait_for", LIMIT),
            Map.entry("timeout", LIMIT), Map.entry("Timeout", LIMIT), Map.entry("with_timeout", LIMIT),
            Map.entry("shield", "shield(() -> f())"), Map.entry("to_thread", "offload(() -> f())"),
            Map.entry("run_in_executor", "offload(() -> f())"),
            Map.entry("TaskGroup", "scope(s -> { s.spawn(() -> f()); })"),
            Map.entry("current_task", "currentTask()"), Map.entry("getcurrent", "currentTask()"),
            Map.entry("get_event_loop", "nothing: spawn(() -> f()) uses the loop of the cell"),
            Map.entry("get_running_loop", "nothing: spawn(() -> f()) uses the loop of the cell"),
            Map.entry("Lock", "lock()"), Map.entry("RLock", "reentrantLock()"), Map.entry("Event", "event()"),
            Map.entry("Condition", "condition()"), Map.entry("Semaphore", "semaphore(2)"),
            Map.entry("BoundedSemaphore", "boundedSemaphore(2)"), Map.entry("Barrier", "barrier(2)"),
            Map.entry("Queue", "queue(10)"), Map.entry("LifoQueue", "lifoQueue()"),
            Map.entry("PriorityQueue", "priorityQueue()"), Map.entry("Future", "settable()"),
            Map.entry("Thread", "thread(() -> f())"), Map.entry("ThreadPoolExecutor", "threads(4)"),
            Map.entry("local", "local(\"name\")"), Map.entry("time", "stopwatch(), or measure(() -> f())"),
            Map.entry("perf_counter", "stopwatch(), or measure(() -> f())"),
            Map.entry("monotonic", "stopwatch(), or measure(() -> f())"), Map.entry("pool", "pool(10)"),
            Map.entry("Pool", "pool(10) for tasks, threads(4) for threads"), Map.entry("Group", "group()"));

    private static final Pattern MODULE = Pattern
            .compile("(?:asyncio|gevent|time|threading|queue|multiprocessing|trio|anyio"
                    + "|concurrent|futures|loop|greenlet)");

    private ForeignNames() {}

    static Optional<String> word(String name) {
        return Optional.ofNullable(WORDS.get(name)).map(call -> "in Java " + name + " is " + call);
    }

    /// @param module what stands before the dot
    static Optional<String> member(String module, String name) {
        return MODULE.matcher(module).matches()
                ? Optional.ofNullable(MEMBERS.get(name)).map(call -> module + "." + name + " is " + call)
                : Optional.empty();
    }

    /// Every call that a hint names.
    static Stream<String> calls() {
        return Stream.concat(WORDS.values().stream(), MEMBERS.values().stream());
    }
}
