package io.weft.view;

import java.util.Objects;

/// Text with the type that says how it is to be shown, such as HTML. A notebook shows it as that, a server answers with it.
///
/// @param mimeType the type, such as `text/html`
/// @param text     the text itself
public record View(String mimeType, String text) {

    /// Creates a view.
    ///
    /// @throws NullPointerException     if a part is null
    /// @throws IllegalArgumentException if the type is not of the form `group/name`
    public View {
        Objects.requireNonNull(text, "The text of a view is null: give a text, which may be empty.");
        if (!mimeType.matches("[\\w.+-]+/[\\w.+-]+")) {
            throw new IllegalArgumentException(
                    "'" + mimeType + "' is no MIME type: give one of the form group/name, such as text/html.");
        }
    }

    /// {@return the text alone}
    @Override
    public String toString() {
        return text;
    }
}
