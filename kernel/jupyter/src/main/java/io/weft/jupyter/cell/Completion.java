package io.weft.jupyter.cell;

import java.util.List;

/// What could stand at a cursor.
///
/// @param start where the text begins that a match replaces, in UTF-16 units
/// @param end where it ends
public record Completion(List<Match> matches, int start, int end) {

    /// A text to put in, and what it is: `method`, `class`, `variable`, `keyword` or `package`.
    public record Match(String text, String type) {}
}
