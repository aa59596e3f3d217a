package io.weft.jupyter.cell;

/// A piece of the heap that is given up when a cell has filled the rest, so that the kernel's own threads find the room to report it
/// and to let go of what the cell held. Any thread.
final class Ballast {

    private static final int MOST = 8 << 20;
    private static final int SHARE = 12;

    // Volatile: given up in the cell's task, taken again by the thread that compiles.
    private static volatile byte[] held;

    private Ballast() {}

    /// Called where a cell's code ends, before anything is allocated.
    static void giveUp() {
        held = null;
    }

    /// Takes the room, at the start and once the memory is free again.
    static void take() {
        if (held == null) {
            held = new byte[size()];
        }
    }

    private static int size() {
        return (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE);
    }
}
