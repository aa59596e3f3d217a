package io.weft.process;

import io.weft.loop.Mapper;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Some inputs of a [Parallel] map as one job.
record Batch<A, R>(Mapper<? super A, ? extends R> fn, int first,
        ArrayList<A> inputs) implements Callable<List<Object>>, Serializable {

    @Override
    public List<Object> call() throws Exception {
        var values = new ArrayList<>(inputs.size());
        for (var input : inputs) {
            values.add(fn.apply(input));
        }
        return values;
    }
}
