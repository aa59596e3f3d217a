package io.weft.jupyter.cell;

import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/// An expression as a block statement. JShell compiles a statement in two passes and an expression in four, since it first
/// finds its type and then declares a variable for it: half of what a small cell costs.
///
/// It is a guess by the text. A guess that does not compile has run nothing and is followed by the plain way; so a form is made only
/// where it cannot compile and yet mean something else, such as a declaration that a block would hide.
///
/// @param source what JShell gets; the part's own text begins on its second line
/// @param ahead how many characters stand before the part's own text
/// @param result whether the value is the cell's
record QuickForm(String source, int ahead, boolean result) {

    private static final String NAME = "[A-Za-z_$][\\w$]*";
    private static final Pattern CALL = Pattern.compile(NAME + "(?:\\s*\\.\\s*" + NAME + ")*\\s*\\(.*", Pattern.DOTALL);
    private static final Pattern KEYWORD = Pattern
            .compile("(?:if|for|while|do|switch|synchronized|try|catch|return|throw|assert|new|super|this|yield)\\b.*",
                    Pattern.DOTALL);
    private static final Pattern COMPARISON_OR_ARROW = Pattern.compile("==|<=|>=|!=|->");
    private static final String SHOW = "{ " + Shown.class.getName() + ".value(\n";
    private static final String BLOCK = "{\n";

    /// @param last whether the part is the cell's last, whose value may be shown
    static Optional<QuickForm> of(CellParts.Part part, boolean last) {
        if (part.completeness() != Completeness.COMPLETE && part.completeness() != Completeness.COMPLETE_WITH_SEMI) {
            return Optional.empty();
        }
        var text = Comments.blank(part.source()).strip();
        if (part.terminated()) {
            boolean call = CALL.matcher(text).matches() && !KEYWORD.matcher(text).matches();
            return call
                    ? Optional.of(new QuickForm(BLOCK + part.source() + "\n}", BLOCK.length(), false))
                    : Optional.empty();
        }
        // As an argument a declaration does not compile; an assignment would, and it has no result to show.
        boolean assigns = COMPARISON_OR_ARROW.matcher(text).replaceAll("").indexOf('=') >= 0;
        return last && !assigns && !KEYWORD.matcher(text).matches()
                ? Optional.of(shown(part.source()))
                : Optional.empty();
    }

    private static QuickForm shown(String source) {
        int end = source.stripTrailing().endsWith(";") ? source.lastIndexOf(';') : source.length();
        return new QuickForm(SHOW + source.substring(0, end) + "\n); }", SHOW.length(), true);
    }
}
