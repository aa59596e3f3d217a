package io.weft.jupyter.cell;

/// The colours of error reports.
final class Ansi {

    private Ansi() {}

    static String red(String text) {
        return "\u001b[31m" + text + "\u001b[0m";
    }

    static String green(String text) {
        return "\u001b[32m" + text + "\u001b[0m";
    }
}
