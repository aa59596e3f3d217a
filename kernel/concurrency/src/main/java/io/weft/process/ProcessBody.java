package io.weft.process;

import io.weft.loop.Action;
import java.io.Serializable;
import java.util.Arrays;
import java.util.concurrent.Callable;

/// What the worker of a [TaskProcess] does.
record ProcessBody(TaskProcess process) implements Callable<Void>, Serializable {

    /// A process whose body is an action.
    static final class OfAction extends TaskProcess {

        private static final long serialVersionUID = 1L;
        private final Action action;
        /// What the user gave; only needed at the start.
        private final transient Object code;

        OfAction(Action action, Object code) {
            this.action = action;
            this.code = code;
        }

        @Override
        protected void body() throws Exception {
            action.run();
        }
    }

    /// The object whose code will run, for the packer.
    static Object code(TaskProcess process) {
        return process instanceof OfAction made ? made.code : process;
    }

    @Override
    public Void call() {
        TaskProcess.setCurrent(process);
        try {
            process.body();
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            WorkerSide.exitWith(1);
            System.err.print(process.describe().replaceFirst("^the p", "P") + " failed: ");
            cut(e).printStackTrace();
        }
        ProcessRun.joinChildren();
        return null;
    }

    /// Without the frames below the body.
    private static Throwable cut(Throwable thrown) {
        var frames = thrown.getStackTrace();
        int end = frames.length;
        for (int i = frames.length - 1; i >= 0; i--) {
            if (frames[i].getClassName().equals(ProcessBody.class.getName())) {
                end = i;
            }
        }
        thrown.setStackTrace(Arrays.copyOf(frames, end));
        return thrown;
    }
}
