package io.weft.bench;

import io.weft.loop.LoopFlags;

/// Prints the flags with which a kernel's JVM runs its loop, one in each line, for those that start contenders.
public final class Flags {

    private Flags() {}

    /// Prints them.
    ///
    /// @param args none
    public static void main(String[] args) {
        LoopFlags.all().forEach(IO::println);
        LoopFlags.tuning().forEach(IO::println);
    }
}
