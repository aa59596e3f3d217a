package io.weft.jupyter.cell;

/// The text of one cell and the name under which stack traces and messages speak of it ("cell 3").
///
/// @param text what is compiled
/// @param shown what messages show: the same, except that its magics are still magics
public record CellSource(String name, String text, String shown) {

    public CellSource(String name, String text) {
        this(name, text, text);
    }

    /// The cell with this execution count.
    public static CellSource numbered(int number, String text) {
        return new CellSource("cell " + number, text.replace("\r\n", "\n"));
    }

    /// The cell with this execution count, whose magics became Java line by line.
    public static CellSource numbered(int number, String text, String shown) {
        return new CellSource("cell " + number, text.replace("\r\n", "\n"), shown.replace("\r\n", "\n"));
    }

    /// The line, counted from 1, that holds this offset.
    int lineAt(int offset) {
        int end = Math.clamp(offset, 0, text.length());
        return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /// The column, counted from 1, of this offset in its line.
    int columnAt(int offset) {
        int end = Math.clamp(offset, 0, text.length());
        return end - (text.lastIndexOf('\n', end - 1) + 1) + 1;
    }

    String[] lines() {
        return shown.split("\n", -1);
    }
}
