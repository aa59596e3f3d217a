package io.weft.jupyter.cell;

import java.util.concurrent.Callable;

/// Runs the compiled snippets of a cell, one after another, where the cell's code belongs: in the cell's task.
///
/// The thread that compiles calls it and waits. A runner that calls the snippet inline serves an evaluation from
/// inside a running cell.
@FunctionalInterface
public interface SnippetRunner {

    /// Runs the snippet to its end.
    ///
    /// @return what the snippet returned
    /// @throws Exception what the snippet threw, or why it could not be run
    Object call(Callable<Object> snippet) throws Exception;

    /// Asked before each part of a cell is compiled.
    ///
    /// @throws RuntimeException if nothing more is to run, so that what follows need not be compiled
    default void beforePart() {}

    /// A runner that calls every snippet in the thread that evaluates.
    static SnippetRunner inline() {
        return Callable::call;
    }
}
