package io.weft.jupyter.message;

import java.util.Map;

/// Run a cell.
///
/// @param silent publish nothing and give the cell no number
/// @param storeHistory give the cell a number and remember it; never so if silent
/// @param userExpressions expressions to evaluate after the cell, by name
/// @param allowStdin whether the client can be asked for input
/// @param stopOnError whether a failure aborts the cells that wait behind this one
public record ExecuteRequest(String code, boolean silent, boolean storeHistory, Map<String, String> userExpressions,
        boolean allowStdin, boolean stopOnError) implements Request {

    static ExecuteRequest parse(Fields fields) {
        boolean silent = fields.bool("silent", false);
        return new ExecuteRequest(fields.string("code"), silent, fields.bool("store_history", true) && !silent,
                fields.strings("user_expressions"), fields.bool("allow_stdin", true),
                fields.bool("stop_on_error", true));
    }
}
