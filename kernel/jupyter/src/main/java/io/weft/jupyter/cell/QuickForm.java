package io.weft.jupyter.cell;

import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/// An expression or statement as the body of a class of its own, which takes one pass of the compiler. JShell takes three for a statement,
/// and four for an expression, since it first finds its type and then declares a variable for it: most of what a small cell costs.
///
/// It is a guess by the text. A guess that does not compile has run nothing and is followed by the plain way; so a form is made only
/// where it cannot compile and yet mean something else, such as a declaration that a block would hide.
///
/// @param block a block; the part's own text begins on its second line
/// @param result whether the value is the cell's
record QuickForm(String block, boolean result) {

    /// The name of the method that runs it, as JShell has it.
    static final String METHOD = "do_it$";

    private static final String NAME = "[A-Za-z_$][\\w$]*";
    private static final Pattern CALL = Pattern.compile(NAME + "(?:\\s*\\.\\s*" + NAME + ")*\\s*\\(.*", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern
            .compile(NAME + "(?:\\s*\\.\\s*" + NAME + ")*\\s*(?:\\+\\+|--|(?:[-+*/%&|^]|<<|>>>?)?=(?!=)).*",
                    Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile("(?:if|for|while|do|try|synchronized|throw)\\b.*",
            Pattern.DOTALL);
    private static final Pattern KEYWORD = Pattern
            .compile("(?:if|for|while|do|switch|synchronized|try|catch|return|throw|assert|new|super|this|yield)\\b.*",
                    Pattern.DOTALL);
    private static final Pattern COMPARISON_OR_ARROW = Pattern.compile("==|<=|>=|!=|->");
    private static final String SHOW = "{ " + Shown.class.getName() + ".value(\n";

    /// @param last whether the part is the cell's last, whose value may be shown
    static Optional<QuickForm> of(CellParts.Part part, boolean last) {
        if (part.completeness() != Completeness.COMPLETE && part.completeness() != Completeness.COMPLETE_WITH_SEMI) {
            return Optional.empty();
        }
        var text = Comments.blank(part.source()).strip();
        if (STATEMENT.matcher(text).matches()) {
            return Optional.of(statement(part));
        }
        if (part.terminated()) {
            boolean simple = CALL.matcher(text).matches() && !KEYWORD.matcher(text).matches()
                    || ASSIGNMENT.matcher(text).matches();
            return simple ? Optional.of(statement(part)) : Optional.empty();
        }
        // As an argument a declaration does not compile; an assignment would, and it has no result to show.
        boolean assigns = COMPARISON_OR_ARROW.matcher(text).replaceAll("").indexOf('=') >= 0;
        return last && !assigns && !KEYWORD.matcher(text).matches()
                ? Optional.of(shown(part.source()))
                : Optional.empty();
    }

    private static QuickForm statement(CellParts.Part part) {
        return new QuickForm("{\n" + part.source() + "\n}", false);
    }

    private static QuickForm shown(String source) {
        int end = source.stripTrailing().endsWith(";") ? source.lastIndexOf(';') : source.length();
        return new QuickForm(SHOW + source.substring(0, end) + "\n); }", true);
    }

    /// The class to compile, whose first line is all that stands ahead of the part.
    ///
    /// @param header package and imports
    String source(String header, String className) {
        // After `if (true)` the compiler takes any end of a block for reachable, and what it refuses JShell explains.
        return header + " class " + className + " { public static java.lang.Object " + METHOD
                + "() throws java.lang.Throwable { if (true) " + block + " return null; } }";
    }
}
