package io.weft.jupyter.session;

import java.util.Objects;

/// What cells call to get at earlier cells: `in(3)` is the code of cell 3, `out(3)` its result, `out()` the last result.
///
/// The compiler does not know the type of a result, so that `out(3)` is an `Object`: name the type, as in `out(3, String.class)`,
/// or cast. A result is the object itself, not a copy.
public final class Recall {

    /// Set once, before the first cell.
    private static volatile CellValues values = new CellValues();

    private Recall() {}

    static void from(CellValues session) {
        values = session;
    }

    /// The code of a cell.
    ///
    /// @param number the cell's number, as in its brackets
    /// @throws IllegalArgumentException if there was no such cell in this session
    public static String in(int number) {
        return values.code(number);
    }

    /// The result of the last cell that had one.
    ///
    /// @throws IllegalArgumentException if none had
    public static Object out() {
        return values.lastResult();
    }

    /// The result of a cell.
    ///
    /// @param number the cell's number, as in its brackets
    /// @throws IllegalArgumentException if that cell had no result, or it is no longer kept: memory had to be freed, or a thousand
    ///         results came after it
    public static Object out(int number) {
        return values.result(number);
    }

    /// The result of a cell, as an object of this type.
    ///
    /// @param number the cell's number, as in its brackets
    /// @param type   what it is; for numbers `Integer.class` and the like
    /// @throws IllegalArgumentException as [#out(int)], or if the result has another type
    public static <T> T out(int number, Class<T> type) {
        var result = values.result(number);
        if (!type.isInstance(Objects.requireNonNull(result))) {
            throw new IllegalArgumentException(
                    "The result of cell " + number + " is a " + result.getClass().getTypeName()
                            + ", not a " + type.getTypeName() + ": name its own type.");
        }
        return type.cast(result);
    }
}
