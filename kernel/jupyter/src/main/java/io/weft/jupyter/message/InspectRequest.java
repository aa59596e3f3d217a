package io.weft.jupyter.message;

/// What is the name at the cursor?
///
/// @param cursorPos in code points, as sent: it may lie outside of the code
/// @param detailLevel 0, or 1 for more, such as the source
public record InspectRequest(String code, int cursorPos, int detailLevel) implements Request {

    static InspectRequest parse(Fields fields) {
        return new InspectRequest(fields.string("code"), fields.integer("cursor_pos"),
                fields.integer("detail_level", 0));
    }
}
