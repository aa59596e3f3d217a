package io.weft.jupyter.magic;

import io.weft.jupyter.magic.MagicCall.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Finds the magics among a cell's Java, in one pass over its characters.
///
/// `%` is Java's remainder, too. It begins a magic where no operand stands before it: at the beginning of a statement, and after
/// the `=` of an assignment. After an operand it does so only in the first column, outside of brackets, for a known name, and where
/// the rest of the line could not continue an expression. Strings, text blocks and comments hold none.
final class MagicScanner {

    private static final Pattern CELL = Pattern.compile("\\A\\s*?^[ \\t]*%%([A-Za-z][\\w-]*)([^\\n]*)",
            Pattern.MULTILINE);
    private static final Pattern LATER_CELL = Pattern.compile("%%[A-Za-z][\\w-]*");
    private static final Pattern NAME = Pattern.compile("%([A-Za-z][\\w-]*)");
    /// `!done` and `!a || b` are Java; `!ls -l` and `!git status` are not.
    private static final Pattern SHELL = Pattern
            .compile("!([\\w./~-]+)(?:[ \\t]+(?!&&|\\|\\||[=!<>]=|\\?|instanceof\\b)[^\\n]*)?(?=\\n|\\z)");
    private static final String CONTINUES = ";,.)]}+-*/%<>=!&|^?:";

    private final String cell;
    private final Predicate<String> isMagic;
    private final Predicate<String> isVariable;
    private final List<MagicCall> found = new ArrayList<>();
    private int at;
    private int depth;
    /// The last two characters that are no space and no comment.
    private char previous = ';';
    private char beforePrevious = ';';

    private MagicScanner(String cell, Predicate<String> isMagic, Predicate<String> isVariable) {
        this.cell = cell;
        this.isMagic = isMagic;
        this.isVariable = isVariable;
    }

    /// The magics of a cell in their order.
    ///
    /// @param isMagic whether a line magic of this name is known
    /// @param isVariable whether the session has a variable of this name, so that `!name` is Java
    static List<MagicCall> scan(String cell, Predicate<String> isMagic, Predicate<String> isVariable) {
        var first = CELL.matcher(cell);
        if (first.find()) {
            int sign = first.start(1) - 2;
            return List.of(new MagicCall(Form.CELL, first.group(1), first.group(2).strip(), sign, cell.length()));
        }
        var scanner = new MagicScanner(cell, isMagic, isVariable);
        scanner.scan();
        return scanner.found;
    }

    private void scan() {
        while (at < cell.length()) {
            char c = cell.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (!skipped(c) && !magic(c)) {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                passed(c);
                at++;
            }
        }
    }

    private void passed(char c) {
        beforePrevious = previous;
        previous = c;
    }

    /// Goes to the end of the literal or comment that begins here.
    private boolean skipped(char c) {
        if (cell.startsWith("//", at)) {
            at = end("\n", at);
        } else if (cell.startsWith("/*", at)) {
            int close = cell.indexOf("*/", at + 2);
            at = close < 0 ? cell.length() : close + 2;
        } else if (cell.startsWith("\"\"\"", at)) {
            at = literalEnd("\"\"\"");
        } else if (c == '"' || c == '\'') {
            at = literalEnd(String.valueOf(c));
        } else {
            return false;
        }
        return true;
    }

    private int literalEnd(String quote) {
        int i = at + quote.length();
        while (i < cell.length() && !cell.startsWith(quote, i)) {
            if (quote.length() == 1 && cell.charAt(i) == '\n') {
                break;
            }
            i += cell.charAt(i) == '\\' ? 2 : 1;
        }
        passed('"');
        return Math.min(cell.length(), i + quote.length());
    }

    private boolean magic(char c) {
        boolean lineStart = cell.substring(cell.lastIndexOf('\n', at - 1) + 1, at).isBlank();
        if (c == '!' && lineStart && beginsStatement() && depth <= 0) {
            return shell();
        }
        if (c != '%') {
            return false;
        }
        if (lineStart && beginsStatement() && LATER_CELL.matcher(cell).region(at, cell.length()).lookingAt()) {
            throw new UnknownMagic("A magic with %% takes its whole cell: put it on the first line, "
                    + "or give it a cell of its own.");
        }
        var name = NAME.matcher(cell).region(at, cell.length());
        if (!name.lookingAt()) {
            return false;
        }
        boolean assigned = previous == '=' && "=<>!+-*/%&|^".indexOf(beforePrevious) < 0;
        boolean statement = lineStart && (beginsStatement() || afterOperand(name.group(1), name.end()));
        if (!assigned && !statement) {
            return false;
        }
        found(assigned ? Form.VALUE : Form.STATEMENT, name.group(1), name.end());
        return true;
    }

    private boolean beginsStatement() {
        return previous == ';' || previous == '{' || previous == '}';
    }

    /// The line before lacks its semicolon, or `%` is the remainder and this its right side.
    private boolean afterOperand(String name, int after) {
        boolean firstColumn = at == 0 || cell.charAt(at - 1) == '\n';
        var rest = cell.substring(after, end("\n", after)).strip();
        return firstColumn && depth <= 0 && isMagic.test(name) && !rest.endsWith(";")
                && (rest.isEmpty() || CONTINUES.indexOf(rest.charAt(0)) < 0);
    }

    private boolean shell() {
        var command = SHELL.matcher(cell).region(at, cell.length());
        if (!command.lookingAt() || command.group().endsWith(";") || isVariable.test(command.group(1))) {
            return false;
        }
        int end = lineEnd(at + 1);
        found.add(new MagicCall(Form.STATEMENT, "sh", arguments(at + 1, end), at, end));
        at = end;
        passed(';');
        return true;
    }

    private void found(Form form, String name, int after) {
        int end = lineEnd(after);
        var arguments = arguments(after, end);
        if (form == Form.VALUE && arguments.endsWith(";")) {
            arguments = arguments.substring(0, arguments.length() - 1).strip();
        }
        found.add(new MagicCall(form, name, arguments, at, end));
        at = end;
        passed(';');
    }

    /// A backslash at the end of a line joins the next to it.
    private int lineEnd(int from) {
        int end = end("\n", from);
        while (end < cell.length() && end > from && cell.charAt(end - 1) == '\\') {
            end = end("\n", end + 1);
        }
        return end;
    }

    private String arguments(int from, int end) {
        return cell.substring(from, end).replaceAll("\\s*\\\\\n\\s*", " ").strip();
    }

    private int end(String what, int from) {
        int end = cell.indexOf(what, from);
        return end < 0 ? cell.length() : end;
    }
}
