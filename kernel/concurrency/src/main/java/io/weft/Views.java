package io.weft;

import io.weft.view.View;

/// The front door to text that is shown as what it is: the value of a cell, something displayed, the answer of a server.
public final class Views {

    private Views() {}

    /// Says that a text is HTML.
    ///
    /// @param text the source, shown as it is: escape what comes from elsewhere
    /// @return the text with its type
    public static View html(String text) {
        return new View("text/html", text);
    }

    /// Says that a text is Markdown.
    ///
    /// @param text the source
    /// @return the text with its type
    public static View markdown(String text) {
        return new View("text/markdown", text);
    }

    /// Says that a text is LaTeX. A formula alone, without `$` or an environment around it, becomes a displayed one.
    ///
    /// @param text the source
    /// @return the text with its type
    public static View latex(String text) {
        boolean formula = !text.contains("$") && !text.contains("\\begin{") && !text.contains("\\(")
                && !text.contains("\\[");
        return new View("text/latex", formula ? "$$" + text + "$$" : text);
    }

    /// Says that a text is an SVG picture.
    ///
    /// @param text the source, a whole `<svg>` element
    /// @return the text with its type
    public static View svg(String text) {
        return new View("image/svg+xml", text);
    }

    /// The text of a value as it is, however long; the value of a cell that is no view is cut to what a page can show.
    ///
    /// @param value anything, null too
    /// @return its text
    public static View text(Object value) {
        return new View("text/plain", String.valueOf(value));
    }
}
