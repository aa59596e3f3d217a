package io.weft.jupyter.cell;

/// What is known of the name at a cursor.
///
/// @param plain as text
/// @param markdown the same for front ends that show Markdown
public record Inspection(String plain, String markdown) {}
