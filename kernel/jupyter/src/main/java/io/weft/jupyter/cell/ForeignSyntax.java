package io.weft.jupyter.cell;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Ways of writing that belong to Python and its libraries (or to Kotlin and JavaScript), and how the same is said here. The patterns
/// match nothing that is valid Java; they are tried only where source does not compile.
final class ForeignSyntax {

    private record Form(Pattern pattern, Function<MatchResult, String> hint) {}

    private static final List<Form> FORMS = List.of(
            form("(?m)^[ \\t]*(?:async[ \\t]+)?def[ \\t]+(\\w+)[ \\t]*\\(",
                    m -> "a method has types and braces: void " + m.group(1) + "() { ... }"),
            form("\\basync\\s+(?:void|with|for|[\\w<>\\[\\]]+\\s+\\w+\\s*\\()",
                    _ -> "there is no async: any method can wait; start it beside others with spawn(() -> f())"),
            form("\\bawait\\s+[\\w(]", _ -> "there is no await: a call waits for its end, while other tasks run; "
                    + "what was started with spawn is awaited by task.join()"),
            form("(?m)^[ \\t]*(?:import[ \\t]+[\\w.]+[ \\t]+as\\b|from[ \\t]+[\\w.]+[ \\t]+import\\b)",
                    _ -> "an import names a type or a package: import java.util.zip.*; the library needs none"),
            form("\\blambda\\b\\s*([\\w, ]*):", m -> "a lambda has an arrow: " + parameters(m.group(1)) + " -> ..."),
            form("(?m)^[ \\t]*with\\b.*:[ \\t]*$",
                    _ -> "what is to be closed stands in a try: try (var _ = lock.hold()) { ... }"),
            form("(?m)^[ \\t]*for[ \\t]+(\\w+)[ \\t]+in[ \\t]+range[ \\t]*\\(([^)\\n]*)\\)",
                    m -> "a loop over numbers: for (int "
                            + m.group(1) + " = 0; " + m.group(1) + " < " + m.group(2) + "; " + m.group(1)
                            + "++) { ... }; all at the same time: each(" + m.group(2) + ", " + m.group(1) + " -> ...)"),
            form("(?m)^[ \\t]*for[ \\t]+(\\w+)[ \\t]+in\\b", m -> "a loop over items: for (var " + m.group(1)
                    + " : items) { ... }; all at the same time: each(items, " + m.group(1) + " -> ...)"),
            form("(?m)^[ \\t]*(?:el)?if\\b[^({;]*:[ \\t]*$|^[ \\t]*while\\b[^({;]*:[ \\t]*$",
                    _ -> "a condition stands in parentheses and a block in braces: if (x > 0) { ... } else if (x < 0) { ... }"),
            form("(?m)^[ \\t]*(?:try|except\\b.*|finally)[ \\t]*:[ \\t]*$",
                    _ -> "try { ... } catch (Exception e) { ... } finally { ... }"),
            form("(?m)^[ \\t]*raise\\b", _ -> "an exception is thrown: throw new IllegalStateException(\"why\");"),
            form("(?m)^[ \\t]*class[ \\t]+(\\w+)[^{\\n]*:[ \\t]*$",
                    m -> "a class has braces: class " + m.group(1) + " { ... }, or record " + m.group(1)
                            + "(int x) {}"),
            form("\\b[fFrRbB]\"",
                    _ -> "text with values in it: \"%s and %s\".formatted(a, b)"),
            form("\\bprint(?:ln)?[ \\t]+[\"\\w]", _ -> "println(\"text\") needs its parentheses"),
            form("\\w[ \\t]+(?:and|or)[ \\t]+\\w|\\bnot[ \\t]+\\w",
                    _ -> "and is &&, or is ||, not is !"),
            form("\\*\\*", _ -> "a power: Math.pow(x, 2)"),
            form("(?<![.\\w])yield\\s*\\(\\s*\\)", _ -> "to let other tasks run: yieldNow()"),
            form("(?m)^[ \\t]*(?:val|let|const)[ \\t]+(\\w+)[ \\t]*=",
                    m -> "a variable is declared with var: var " + m.group(1) + " = ..."),
            form("(?m)^[ \\t]*(?:fun|function)[ \\t]+(\\w+)[ \\t]*\\(",
                    m -> "a method has a type and no keyword: void " + m.group(1) + "() { ... }"),
            form("(?m)^[ \\t]*#", _ -> "a comment begins with //"));

    private ForeignSyntax() {}

    /// @param code with comments blanked, and texts but for their quotes
    static Optional<String> hint(String code) {
        for (var form : FORMS) {
            var matcher = form.pattern.matcher(code);
            if (matcher.find()) {
                return Optional.of(form.hint.apply(matcher.toMatchResult()));
            }
        }
        return Optional.empty();
    }

    private static String parameters(String names) {
        var list = names.strip();
        return list.indexOf(',') < 0 && !list.isEmpty() ? list : "(" + list + ")";
    }

    private static Form form(String pattern, Function<MatchResult, String> hint) {
        return new Form(Pattern.compile(pattern), hint);
    }
}
