package io.weft.process;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What one side tells the other.
///
/// @param kind   what it is about
/// @param id     of the job, or a number whose meaning depends on the kind
/// @param parcel what comes with it, or null
record Message(Kind kind, long id, Parcel parcel) {

    private static final Object[] NO_ARRAYS = {};
    private static final int[] NO_CLASSES = {};

    enum Kind {
        /// Names the class that has this number.
        DEFINE,
        /// To the worker: do this.
        JOB,
        /// To the worker: end the job.
        CANCEL,
        /// To the worker: give the job back if it has not begun.
        RECALL,
        /// To the worker: the class file that was asked for; empty if there is none.
        CLASS,
        /// To the worker: a further jar or folder of the class path.
        PATH,
        /// To the worker: run this before the first job.
        INIT,
        /// To the worker: end.
        EXIT,
        /// From the worker: the value of a job.
        VALUE,
        /// From the worker: the exception of a job.
        FAILURE,
        /// From the worker: the job had not begun and will not.
        RETURNED,
        /// From the worker: text for standard output.
        OUT,
        /// From the worker: text for standard error.
        ERR,
        /// From the worker: which class file is wanted.
        WANTED,
        /// From the worker: a question to the home; the id is the question's.
        ASK,
        /// From the worker: a question is taken back, if it has no answer yet.
        DROP,
        /// To the worker: the answer to a question.
        ANSWER,
        /// To the worker: the exception that a question gave.
        REFUSAL
    }

    static final Kind[] KINDS = Kind.values();

    static Message plain(Kind kind, long id) {
        return new Message(kind, id, null);
    }

    static Message bytes(Kind kind, long id, byte[] bytes) {
        return new Message(kind, id, new Parcel(List.of(bytes), bytes.length, NO_ARRAYS, NO_CLASSES));
    }

    static Message text(Kind kind, long id, String text) {
        return bytes(kind, id, text.getBytes(StandardCharsets.UTF_8));
    }

    /// So many bytes follow the header, without arrays.
    long length() {
        return parcel == null ? 0 : parcel.length();
    }

    boolean hasArrays() {
        return parcel != null && parcel.arrays().length > 0;
    }
}
