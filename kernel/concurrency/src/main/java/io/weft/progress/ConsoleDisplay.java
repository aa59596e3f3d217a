package io.weft.progress;

import java.io.PrintStream;

/// Shows bars as lines of text: in a terminal each rewrites its line, elsewhere only its last state is printed.
final class ConsoleDisplay implements ProgressDisplay {

    private final boolean terminal;

    ConsoleDisplay() {
        var console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    @Override
    public ProgressView open(Progress progress) {
        PrintStream err = System.err;
        return state -> {
            boolean last = state.phase() != ProgressState.Phase.RUNNING;
            if (terminal) {
                err.print("\r" + state + "\u001b[K" + (last ? System.lineSeparator() : ""));
                err.flush();
            } else if (last) {
                err.println(state);
            }
        };
    }
}
