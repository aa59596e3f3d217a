package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One snippet of a cell on its way through JShell. Guarded by the session's lock, except that the thread which
/// evaluates sets the result just before it takes the lock again; no other thread looks before that.
final class Evaluation {

    private final CellSource cell;
    private final int offset;
    private final SnippetRunner runner;
    private Object value;
    private Throwable thrown;
    private final List<String> notes = new ArrayList<>();

    /// @param offset where the snippet's source begins in the cell
    Evaluation(CellSource cell, int offset, SnippetRunner runner) {
        this.cell = cell;
        this.offset = offset;
        this.runner = runner;
    }

    CellSource cell() {
        return cell;
    }

    int offset() {
        return offset;
    }

    SnippetRunner runner() {
        return runner;
    }

    void returned(Object result) {
        value = result;
    }

    void threw(Throwable t) {
        thrown = t;
    }

    /// Adds a sentence for the user.
    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    boolean failed() {
        return thrown != null;
    }

    Optional<Object> value() {
        return Optional.ofNullable(value);
    }

    Optional<Throwable> thrown() {
        return Optional.ofNullable(thrown);
    }
}
