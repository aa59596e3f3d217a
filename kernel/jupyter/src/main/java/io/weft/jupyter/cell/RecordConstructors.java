package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// JShell makes the record of a cell public, and then the compiler wants the canonical constructor to be public, too. Cells say `R { ... }`, as
/// one does of a record that is not.
final class RecordConstructors {

    private static final String PUBLIC = "public ";

    private static final Pattern RECORD = Pattern
            .compile("[\\s;]*(?:@\\w+\\s+|public\\s|private\\s|protected\\s|static\\s|final\\s|strictfp\\s)*+"
                    + "record\\s+([A-Za-z_$][\\w$]*)\\s*[(<]");

    private RecordConstructors() {}

    /// The text with the word put ahead of each constructor, of the record that begins at the offset, that says nothing of access.
    static String opened(String text, int offset) {
        var opened = new StringBuilder(text);
        var places = places(text.substring(offset));
        for (int place : places.reversed()) {
            opened.insert(offset + place, PUBLIC);
        }
        return opened.toString();
    }

    /// Where a place of the text with the words is in the source without them.
    static int original(String source, int place) {
        int original = place;
        for (int inserted : places(source)) {
            original -= original > inserted ? Math.min(PUBLIC.length(), original - inserted) : 0;
        }
        return original;
    }

    private static List<Integer> places(String source) {
        var code = Comments.code(source);
        var record = RECORD.matcher(code);
        if (!record.lookingAt()) {
            return List.of();
        }
        var places = new ArrayList<Integer>();
        var constructor = Pattern.compile("[{};]\\s*(" + Pattern.quote(record.group(1)) + ")\\s*[({]").matcher(code);
        int depth = 0;
        int seen = 0;
        for (int from = record.end(); constructor.find(from); from = constructor.end(1)) {
            for (; seen <= constructor.start(); seen++) {
                depth += code.charAt(seen) == '{' ? 1 : code.charAt(seen) == '}' ? -1 : 0;
            }
            if (depth == 1) {
                places.add(constructor.start(1));
            }
        }
        return places;
    }
}
