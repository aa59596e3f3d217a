package io.weft.exec;

/// A job waits for another one of its own pool, and none of the threads is left to do that: it would wait for ever.
final class Starved extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Starved(Crew crew) {
        super("A job of " + crew + " waits for another job of theirs, which cannot begin, since "
                + (crew.most == 1 ? "the only thread does" : "all " + crew.most + " threads do")
                + " the same and would wait for ever: wait outside of the jobs, make the pool larger, or give those jobs to a pool of "
                + "their own.");
    }
}
