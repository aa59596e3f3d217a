package io.weft;

import io.weft.loop.Action;
import io.weft.loop.Effect;
import io.weft.loop.Loop;
import io.weft.process.Parallel;
import io.weft.process.ProcessOptions;
import io.weft.process.ProcessWorkers;
import io.weft.process.ShippedCall;
import io.weft.process.TaskProcess;
import io.weft.process.WorkerLocal;
import io.weft.shared.PipeEnd;
import io.weft.shared.ProcessPipe;
import io.weft.shared.ProcessQueue;
import io.weft.shared.SharedArray;
import io.weft.shared.SharedBytes;
import io.weft.shared.SharedCounter;
import io.weft.shared.SharedDoubles;
import io.weft.shared.SharedEvent;
import io.weft.shared.SharedInts;
import io.weft.shared.SharedList;
import io.weft.shared.SharedLock;
import io.weft.shared.SharedLongs;
import io.weft.shared.SharedMap;
import io.weft.shared.SharedSemaphore;

/// The front door to worker processes.
public final class Processes {

    private Processes() {}

    /// Makes a pool of processes; see [ProcessWorkers]. Close it, best with try-with-resources.
    ///
    /// @param size how many; they begin to start at once
    /// @return the pool
    public static ProcessWorkers processes(int size) {
        return processes(size, ProcessOptions.standard());
    }

    /// Makes a pool of processes with more memory, other flags, retries and so on; see [ProcessOptions].
    ///
    /// @param size    how many; they begin to start at once
    /// @param options the rest
    /// @return the pool
    public static ProcessWorkers processes(int size, ProcessOptions options) {
        return ProcessWorkers.open(Loop.current(), size, options);
    }

    /// {@return what to change for `processes(n, ...)`: `processOptions().memory(512).retries(2)`}
    public static ProcessOptions processOptions() {
        return ProcessOptions.standard();
    }

    /// Makes a process that does one thing; [TaskProcess#start()] starts it: `var p = process(() -> println(pid())).start(); p.join();`
    ///
    /// @param body what it does there; copied at the start, with what it refers to
    /// @return the process, not started
    public static TaskProcess process(Action body) {
        return TaskProcess.of(body);
    }

    /// Makes a process that has a name; see [#process(Action)].
    ///
    /// @param name for messages
    /// @param body what it does there
    /// @return the process, not started
    public static TaskProcess process(String name, Action body) {
        return TaskProcess.of(body).name(name);
    }

    /// Makes a process whose body has an argument: `process(Main::serve, 8080)`; see [#process(Action)].
    ///
    /// @param body     what it does there
    /// @param argument for the body; copied at the start
    /// @param <A>      the type of the argument
    /// @return the process, not started
    public static <A> TaskProcess process(Effect<? super A> body, A argument) {
        return TaskProcess.of(body, argument);
    }

    /// Makes a queue between processes; see [ProcessQueue]. Queues of tasks are faster, but do not leave this JVM.
    ///
    /// @param capacity how many items it holds; one or more
    /// @param <T>      the type of the items
    /// @return the queue
    public static <T> ProcessQueue<T> processQueue(int capacity) {
        return ProcessQueue.make(capacity);
    }

    /// Makes a pipe between processes: `var ends = pipe()`, then `ends.left()` and `ends.right()`; see [PipeEnd].
    ///
    /// @param <T> the type of what goes through it
    /// @return the pipe
    public static <T> ProcessPipe<T> pipe() {
        return ProcessPipe.make();
    }

    /// {@return a lock between processes; see [SharedLock]}
    public static SharedLock sharedLock() {
        return SharedLock.make();
    }

    /// {@return a list between processes; see [SharedList]}
    ///
    /// @param <T> the type of the elements
    public static <T> SharedList<T> sharedList() {
        return SharedList.make();
    }

    /// {@return a map between processes; see [SharedMap]}
    ///
    /// @param <K> the type of the keys
    /// @param <V> the type of the values
    public static <K, V> SharedMap<K, V> sharedMap() {
        return SharedMap.make();
    }

    /// {@return a number between processes, at 0; see [SharedCounter]}
    public static SharedCounter sharedCounter() {
        return SharedCounter.make();
    }

    /// {@return an event between processes, not set; see [SharedEvent]}
    public static SharedEvent sharedEvent() {
        return SharedEvent.make();
    }

    /// Maps inputs on processes that it starts and ends itself: `parallel(4).progress("pages").map(pages, page -> read(page))`; see [Parallel].
    ///
    /// @param workers how many
    /// @return what has `map`
    public static Parallel parallel(int workers) {
        return Parallel.of(workers);
    }

    /// {@return a semaphore between processes; see [SharedSemaphore]}
    ///
    /// @param permits how many there are; one or more
    public static SharedSemaphore sharedSemaphore(int permits) {
        return SharedSemaphore.make(permits);
    }

    /// {@return an array of `long` in memory that processes share, all zeros; see [SharedArray]} Close it.
    ///
    /// @param length how many elements
    public static SharedLongs sharedLongs(long length) {
        return SharedLongs.make(length);
    }

    /// {@return an array of `double` in memory that processes share, all zeros; see [SharedArray]} Close it.
    ///
    /// @param length how many elements
    public static SharedDoubles sharedDoubles(long length) {
        return SharedDoubles.make(length);
    }

    /// {@return an array of `int` in memory that processes share, all zeros; see [SharedArray]} Close it.
    ///
    /// @param length how many elements
    public static SharedInts sharedInts(long length) {
        return SharedInts.make(length);
    }

    /// {@return an array of `byte` in memory that processes share, all zeros; see [SharedArray]} Close it.
    ///
    /// @param length how many elements
    public static SharedBytes sharedBytes(long length) {
        return SharedBytes.make(length);
    }

    /// {@return a value that each worker makes for itself when a job first asks for it, and keeps; see [WorkerLocal]}
    ///
    /// @param make makes it, in the worker
    /// @param <T>  its type
    public static <T> WorkerLocal<T> workerLocal(ShippedCall<? extends T> make) {
        return WorkerLocal.of(make);
    }

    /// {@return the id of the process that started this one; -1 if it is gone or unknown}
    public static long parentPid() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
    }

    /// {@return the id of the process in which this is called}
    public static long pid() {
        return ProcessHandle.current().pid();
    }
}
