package io.weft.loop;

import java.util.ArrayList;
import java.util.List;

/// The tasks of a loop that have not ended, oldest first; linked through the tasks. Guarded by the loop's guard.
final class LoopTasks {

    private Task<?> first;
    private Task<?> last;
    private int size;

    int size() {
        return size;
    }

    void add(Task<?> task) {
        task.previousLive = last;
        if (last == null) {
            first = task;
        } else {
            last.nextLive = task;
        }
        last = task;
        size++;
    }

    void remove(Task<?> task) {
        if (task.previousLive == null) {
            first = task.nextLive;
        } else {
            task.previousLive.nextLive = task.nextLive;
        }
        if (task.nextLive == null) {
            last = task.previousLive;
        } else {
            task.nextLive.previousLive = task.previousLive;
        }
        task.previousLive = null;
        task.nextLive = null;
        size--;
    }

    List<Task<?>> list() {
        var list = new ArrayList<Task<?>>(size);
        for (var task = first; task != null; task = task.nextLive) {
            list.add(task);
        }
        return list;
    }
}
