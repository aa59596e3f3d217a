package io.weft.process;

import io.weft.exec.Jobs;
import io.weft.loop.IntMapper;
import io.weft.loop.Loop;
import io.weft.loop.Mapper;
import io.weft.loop.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// Maps in a pool of processes: the inputs travel in chunks, of which each is one job. Where the caller does not say how many go
/// together, there are a few chunks for each worker, so that none has much to do when the others are done.
final class ChunkedMap {

    private static final int CHUNKS_PER_WORKER = 4;

    private final Loop home;
    private final ProcessWorkers workers;

    ChunkedMap(Loop home, ProcessWorkers workers) {
        this.home = home;
        this.workers = workers;
    }

    /// @param code whose code will run there: the function, or what is inside of it
    <A, R> List<R> map(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, Object code) {
        var all = new ArrayList<A>();
        inputs.forEach(all::add);
        return inChunks(all, fn, chunk(all.size()), code);
    }

    <A, R> List<R> chunked(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, int chunk) {
        check(chunk);
        return inChunks(inputs, fn, chunk, fn);
    }

    private <A, R> List<R> inChunks(Iterable<? extends A> inputs, Mapper<? super A, ? extends R> fn, int chunk,
            Object code) {
        List<List<A>> parts = Chunks.split(inputs, chunk);
        return gathered(parts, part -> new Chunks.OfInputs<A, R>(fn, Chunks.pack(part.toArray())), code);
    }

    <R> List<R> map(int n, IntMapper<? extends R> fn, Object code) {
        return inChunks(n, fn, chunk(n), code);
    }

    <R> List<R> chunked(int n, IntMapper<? extends R> fn, int chunk) {
        check(chunk);
        return inChunks(n, fn, chunk, fn);
    }

    private <R> List<R> inChunks(int n, IntMapper<? extends R> fn, int chunk, Object code) {
        if (n < 0) {
            throw new IllegalArgumentException("map(" + n + ", ...): the number must be zero or more.");
        }
        var starts = IntStream.iterate(0, at -> at < n, at -> n - at < chunk ? n : at + chunk).boxed().toList();
        return gathered(starts, from -> new Chunks.OfNumbers<R>(fn, from, Math.min(n - from, chunk) + from), code);
    }

    private static void check(int chunk) {
        if (chunk < 1) {
            throw new IllegalArgumentException("A chunk of " + chunk + " inputs: it needs at least one.");
        }
    }

    private int chunk(int n) {
        return Math.max(1, (int) Math.ceilDiv((long) n, (long) workers.size() * CHUNKS_PER_WORKER));
    }

    @SuppressWarnings("unchecked")
    private <P, R> List<R> gathered(List<P> parts, Mapper<P, Callable<Object>> job, Object code) {
        var values = new ArrayList<Object>();
        for (var part : Jobs.inTask(home,
                () -> Mapping.map(parts, part -> workers.<Object>call(job.apply(part), code), workers.lookAhead()))) {
            values.addAll(Arrays.asList(Chunks.unpack(part)));
        }
        return (List<R>) values;
    }
}
