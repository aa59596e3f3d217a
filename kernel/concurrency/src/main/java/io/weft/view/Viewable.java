package io.weft.view;

/// A value that knows how it is shown. Where that form cannot be shown, its `toString()` is.
public interface Viewable {

    /// {@return how it is shown, HTML for example} Called in the cell's task.
    View view();
}
