package io.weft.jupyter.message;

/// What could come at the cursor?
///
/// @param cursorPos in code points, as sent: it may lie outside of the code
public record CompleteRequest(String code, int cursorPos) implements Request {}
