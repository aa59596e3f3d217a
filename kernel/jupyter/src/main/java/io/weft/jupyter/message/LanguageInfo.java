package io.weft.jupyter.message;

/// The language of the cells, as editors and highlighters call it.
///
/// @param fileExtension with its dot
public record LanguageInfo(String name, String version, String mimetype, String fileExtension, String pygmentsLexer,
        String codemirrorMode, String nbconvertExporter) {}
