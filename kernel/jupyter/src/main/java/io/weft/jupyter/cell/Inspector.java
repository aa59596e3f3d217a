package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.VarSnippet;

/// Describes the name or call at a cursor. Called with the session's lock held.
final class Inspector {

    private static final int MAX_SIGNATURES = 20;

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final CellControl control;

    Inspector(JShell shell, CellControl control) {
        this.shell = shell;
        this.analysis = shell.sourceCodeAnalysis();
        this.control = control;
    }

    Optional<String> inspect(String code, int cursor, int detail) {
        int end = identifierEnd(code, Math.clamp(cursor, 0, code.length()));
        var parts = CellParts.split(analysis, code.substring(0, end));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String source = code.substring(parts.getLast().offset(), end);
        var lines = new ArrayList<String>();
        variable(source).ifPresent(v -> lines.add(describe(v)));
        if (lines.isEmpty()) {
            var found = documentation(source);
            found.stream().limit(MAX_SIGNATURES).forEach(d -> lines.add(text(d, detail)));
            if (found.size() > MAX_SIGNATURES) {
                lines.add("... " + (found.size() - MAX_SIGNATURES) + " more");
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", lines));
    }

    // A method without its parenthesis is a name that JShell does not know; with it, a call.
    private List<Documentation> documentation(String source) {
        var found = distinct(source);
        boolean isName = !source.isEmpty() && Character.isJavaIdentifierPart(source.charAt(source.length() - 1));
        return found.isEmpty() && isName
                ? distinct(source + "(")
                : found;
    }

    private List<Documentation> distinct(String source) {
        return List.copyOf(analysis.documentation(source, source.length(), true)
                .stream()
                .collect(Collectors.toMap(Documentation::signature, d -> d, (a, _) -> a, TreeMap::new))
                .values());
    }

    private Optional<VarSnippet> variable(String source) {
        int start = source.length();
        while (start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1))) {
            start--;
        }
        boolean member = source.substring(0, start).stripTrailing().endsWith(".");
        String name = source.substring(start);
        return member ? Optional.empty() : shell.variables().filter(v -> v.name().equals(name)).findFirst();
    }

    private String describe(VarSnippet variable) {
        String declared = variable.typeName() + " " + variable.name();
        try {
            var wrapper = analysis.wrapper(variable);
            var field = control.field(wrapper.fullClassName(), variable.name());
            if (field.getType().isPrimitive()) {
                return declared;
            }
            Object value = field.get(null);
            return declared + "\n" + (value == null
                    ? "is null"
                    : "holds a " + CellTrace.readable(value.getClass().getTypeName()));
        } catch (ReflectiveOperationException | LinkageError e) {
            return declared + "\n(its value cannot be read: " + e + ")";
        }
    }

    private static String text(Documentation documentation, int detail) {
        String javadoc = documentation.javadoc();
        String plain = javadoc == null ? "" : JavadocText.plain(javadoc);
        String shown = detail > 0 ? plain : JavadocText.summary(plain);
        return shown.isEmpty()
                ? documentation.signature()
                : documentation.signature() + "\n" + shown.indent(4)
                        .stripTrailing();
    }

    private static int identifierEnd(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }
}
