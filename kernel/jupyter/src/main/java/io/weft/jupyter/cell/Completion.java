package io.weft.jupyter.cell;

import java.util.List;

/// What could stand at a cursor.
///
/// @param start where the text begins that a match replaces, in UTF-16 units
/// @param end where it ends
public record Completion(List<Match> matches, int start, int end) {

    /// A text to put in.
    ///
    /// @param type what it is: `method`, `class`, `variable`, `keyword` or `package`
    /// @param signature parameters and result of a method, the type of a variable, the import that a class lacks; empty where unknown
    public record Match(String text, String type, String signature) {}
}
