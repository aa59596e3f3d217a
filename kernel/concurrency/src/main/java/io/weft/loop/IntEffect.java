package io.weft.loop;

import java.io.Serializable;

/// Does something with a number. It may throw anything, and can be shipped to another process.
@FunctionalInterface
public interface IntEffect extends Serializable {

    /// Does the work, in a task of its own.
    ///
    /// @param number counted from 0
    /// @throws Exception whatever the body throws
    void accept(int number) throws Exception;
}
