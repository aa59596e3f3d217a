package io.weft.jupyter.message;

/// Which cells ran before? `output` asks for their results too, `raw` for the code as it was typed.
public sealed interface HistoryRequest extends Request {

    /// Stands for a number that the client left out: as many, or as far, as there are.
    int NO_LIMIT = Integer.MAX_VALUE;

    /// Whether results are asked for.
    boolean output();

    /// Whether the code is asked for as it was typed.
    boolean raw();

    /// The last `n` cells.
    record Tail(boolean output, boolean raw, int n) implements HistoryRequest {}

    /// The cells from `start` up to but without `stop` of one session; sessions count from 1, 0 is this one, negative
    /// ones count back from it.
    record Range(boolean output, boolean raw, int session, int start, int stop) implements HistoryRequest {}

    /// The last `n` cells that match a glob pattern, each text once if `unique`.
    record Search(boolean output, boolean raw, String pattern, int n, boolean unique) implements HistoryRequest {}

    static HistoryRequest parse(Fields fields) {
        boolean output = fields.bool("output", false);
        boolean raw = fields.bool("raw", true);
        return switch (fields.string("hist_access_type")) {
            case "tail" -> new Tail(output, raw, fields.integer("n", NO_LIMIT));
            case "range" -> new Range(output, raw, fields.integer("session", 0), fields.integer("start", 0),
                    fields.integer("stop", NO_LIMIT));
            case "search" -> new Search(output, raw, fields.string("pattern", "*"), fields.integer("n", NO_LIMIT),
                    fields.bool("unique", false));
            default -> throw fields.wrong("hist_access_type", "'tail', 'range' or 'search'");
        };
    }
}
