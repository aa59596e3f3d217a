package io.weft.jupyter.session;

import io.weft.loop.Owner;

/// Which cell a thread works for.
///
/// A task, and a virtual thread that a task started, has the cell of its owner. A platform thread has the one in which it was
/// born: threads inherit the context class loader of their parent, and each cell's code runs with one that knows the cell. (An
/// inheritable thread-local would do the same at half the cost of a task again.) A thread with neither, such as one of the common
/// pool, has the cell that runs, else the last.
final class Cells {

    private volatile Cell latest;

    /// Any thread.
    Cell ofCurrentThread() {
        var born = bornIn(Thread.currentThread());
        return born == null ? latest : born;
    }

    /// The last cell that began, null before the first.
    Cell latest() {
        return latest;
    }

    void began(Cell cell) {
        latest = cell;
    }

    /// Marks the current thread, and through it what it starts, as working for a cell.
    static void enter(Cell cell, ClassLoader session) {
        Thread.currentThread().setContextClassLoader(new CellContext(cell, session));
    }

    static boolean currentThreadIsOf(Cell cell) {
        return bornIn(Thread.currentThread()) == cell;
    }

    static boolean isOf(Thread thread, Cell cell) {
        return thread.getContextClassLoader() instanceof CellContext context && context.cell == cell;
    }

    private static Cell bornIn(Thread thread) {
        var owner = Owner.current();
        if (owner != null && owner.attachment() instanceof Cell cell) {
            return cell;
        }
        return thread.getContextClassLoader() instanceof CellContext context ? context.cell : null;
    }

    /// Loads what the session loads, and says for which cell.
    private static final class CellContext extends ClassLoader {

        private final Cell cell;

        CellContext(Cell cell, ClassLoader session) {
            super(session);
            this.cell = cell;
        }
    }
}
