package io.weft.jupyter.cell;

import io.weft.jupyter.cell.Declarations.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
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
    private final Documented documented;

    Inspector(JShell shell, CellControl control, Documented documented) {
        this.documented = documented;
        this.shell = shell;
        this.analysis = shell.sourceCodeAnalysis();
        this.control = control;
    }

    Optional<Inspection> inspect(String code, int cursor, int detail) {
        int end = identifierEnd(code, Math.clamp(cursor, 0, code.length()));
        var parts = CellParts.split(analysis, code.substring(0, end));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String source = code.substring(parts.getLast().offset(), end);
        var variable = variable(source);
        if (variable.isPresent()) {
            var text = describe(variable.get());
            return Optional.of(new Inspection(text, "```java\n" + text + "\n```"));
        }
        var found = documentation(source);
        var plain = new ArrayList<String>();
        var markdown = new ArrayList<String>();
        for (var documentation : found.stream().limit(MAX_SIGNATURES).toList()) {
            var described = describe(documentation, found.size() > 1 ? detail : 1, detail > 0);
            plain.add(described.plain());
            markdown.add(described.markdown());
        }
        if (found.size() > MAX_SIGNATURES) {
            plain.add("... " + (found.size() - MAX_SIGNATURES) + " more");
            markdown.add(plain.getLast());
        }
        return plain.isEmpty()
                ? Optional.empty()
                : Optional.of(new Inspection(String.join("\n\n", plain), String.join("\n\n", markdown)));
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

    /// @param detail 0 for the first paragraph of its comment
    /// @param withSource whether its source follows
    private Inspection describe(Documentation documentation, int detail, boolean withSource) {
        String signature = documentation.signature();
        boolean known = documentation.javadoc() != null && !documentation.javadoc().isBlank();
        var declaration = known && !withSource ? Optional.<Declaration>empty() : declaration(signature);
        String javadoc = known ? documentation.javadoc() : declaration.map(Declaration::comment).orElse("");
        String plain = JavadocText.plain(javadoc);
        String shown = detail > 0 ? plain : JavadocText.summary(plain);
        String markdown = JavadocText.markdown(javadoc);
        String marked = detail > 0 ? markdown : JavadocText.summary(markdown);
        String source = withSource ? declaration.map(Declaration::source).orElse("") : "";
        return new Inspection(
                signature + (shown.isEmpty() ? "" : "\n" + shown.indent(4).stripTrailing())
                        + (source.isEmpty() ? "" : "\n\n" + source),
                "```java\n" + signature + "\n```\n" + marked
                        + (source.isEmpty() ? "" : "\n\n```java\n" + source + "\n```"));
    }

    private Optional<Declaration> declaration(String signature) {
        int open = signature.indexOf('(');
        String head = open < 0 ? signature : signature.substring(0, open);
        String name = head.substring(Math.max(head.lastIndexOf('.'), head.lastIndexOf(' ')) + 1);
        return shell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet declared && declared.name().equals(name)
                        && shell.status(snippet).isActive() && head.indexOf('.') < 0)
                .flatMap(snippet -> Documented.ofSnippet(snippet.source()).stream())
                .filter(declaration -> declaration.owner().equals("Cell") && declaration.name().equals(name))
                .findFirst()
                .or(() -> documented.find(signature));
    }

    private static int identifierEnd(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return end;
    }
}
