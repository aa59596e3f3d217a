package io.weft.process;

import java.util.Map;

/// Says how a worker died.
final class Deaths {

    static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.of(1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6,
            "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM", 7, "SIGBUS");

    private Deaths() {}

    static String message(WorkerProcess worker, ProcessCrew crew, boolean hadBegun, int exit, String problem,
            String lastWords) {
        var message = new StringBuilder("Worker " + worker.number + " of " + crew + " (process " + worker.pid() + ") ")
                .append(hadBegun ? "died while it did the job" : "could not be started")
                .append(exit < 0 ? "" : ": " + cause(exit));
        if (problem != null) {
            message.append("; ").append(problem.replaceFirst("\\.$", ""));
        }
        return message.append(lastWords.isEmpty() ? "." : ". Its last words: " + lastWords).toString();
    }

    private static String cause(int exit) {
        if (exit <= SIGNALLED) {
            return "exit code " + exit;
        }
        int signal = exit - SIGNALLED;
        var name = SIGNALS.getOrDefault(signal, "signal " + signal);
        return signal == 9 ? "killed by SIGKILL, as the system does when memory runs out" : "killed by " + name;
    }
}
