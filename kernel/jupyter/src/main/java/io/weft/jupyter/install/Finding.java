package io.weft.jupyter.install;

/// One line of the doctor's report.
sealed interface Finding {
    /// As it should be.
    record Fine(String what) implements Finding {}

    /// A kernel starts all the same.
    record Note(String what, String advice) implements Finding {}

    /// A kernel does not start before this is mended.
    record Missing(String what, String repair) implements Finding {}

    default String text() {
        return switch (this) {
            case Fine(String what) -> "ok       " + what;
            case Note(String what, String advice) -> "note     " + what + "\n         -> " + advice;
            case Missing(String what, String repair) -> "MISSING  " + what + "\n         -> " + repair;
        };
    }
}
