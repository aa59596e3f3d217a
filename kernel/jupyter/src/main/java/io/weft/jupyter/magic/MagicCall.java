package io.weft.jupyter.magic;

/// A magic as it stands in a cell.
///
/// @param form where it stands
/// @param name without its sign
/// @param arguments the rest of its line
/// @param start where it begins in the cell
/// @param end where its text ends: at the end of the line, or of the cell for a magic that takes the rest of it
record MagicCall(Form form, String name, String arguments, int start, int end) {

    /// What the place of a magic makes of it.
    enum Form {
        /// A line of its own.
        STATEMENT,
        /// What an assignment takes its value from.
        VALUE,
        /// The first line of a cell; what follows is its body.
        CELL
    }
}
