package io.weft.loop;

/// Something that goes on until it is closed: a pool, a server, worker processes, an actor. Where a cell is run again, or its variable
/// gets another value, the session closes the one that no variable holds any longer, and says so by its description.
public interface Resource extends AutoCloseable {

    /// {@return what it is, as part of a sentence: `the thread pool 'crew'`} Does not block.
    String describe();

    /// {@return whether it was closed, or has ended by itself} Does not block.
    boolean isClosed();

    /// {@return whether it holds what no second one can have meanwhile, such as a port} It is then closed before its successor is made,
    /// else after.
    default boolean isExclusive() {
        return false;
    }

    /// Takes nothing new and ends; may wait for what was begun.
    @Override
    void close();

    /// Like [#close()], but what was begun is ended, too, and not waited for. An exclusive resource has given free what it held when
    /// this returns.
    default void closeNow() {
        close();
    }
}
