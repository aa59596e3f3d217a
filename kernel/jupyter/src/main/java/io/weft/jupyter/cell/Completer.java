package io.weft.jupyter.cell;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/// Completes code at a cursor. Called with the session's lock held.
final class Completer {

    private static final Pattern IMPORTS = Pattern.compile("(?m)^\\s*(?:import|package)\\s[^;\\n]*;?");

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final OfferedTypes offered;

    Completer(JShell shell, OfferedTypes offered) {
        this.shell = shell;
        this.offered = offered;
        this.analysis = shell.sourceCodeAnalysis();
    }

    Completion complete(String code, int cursor) {
        int end = Math.clamp(cursor, 0, code.length());
        String before = code.substring(0, end);
        if (Comments.isInside(before)) {
            return new Completion(List.of(), end, end);
        }
        var parts = CellParts.split(analysis, before);
        int offset = parts.isEmpty() ? 0 : parts.getLast().offset();
        var found = new TreeMap<String, String>();
        int start = suggest(before.substring(offset), offset, end, found);
        if (offset > 0) {
            // As statements of a method, what the cell declares further up is known without having run.
            String body = ";" + IMPORTS.matcher(before).replaceAll(m -> " ".repeat(m.group().length()));
            start = Math.min(start, suggest(body, -1, end, found));
        }
        start = Math.min(start, offer(before, found));
        List<Completion.Match> matches = found.entrySet()
                .stream()
                .map(e -> new Completion.Match(e.getKey(), e.getValue()))
                .toList();
        return new Completion(matches, start, end);
    }

    /// Adds the types that are not imported yet, where a type's name may stand; gives the place where it begins.
    private int offer(String before, TreeMap<String, String> found) {
        int start = before.length();
        while (start > 0 && Character.isJavaIdentifierPart(before.charAt(start - 1))) {
            start--;
        }
        var prefix = before.substring(start);
        boolean member = before.substring(0, start).stripTrailing().endsWith(".");
        var names = prefix.isEmpty() || member ? List.<String>of() : offered.beginningWith(prefix);
        names.forEach(name -> found.putIfAbsent(name, "class"));
        return names.isEmpty() ? before.length() : start;
    }

    private int suggest(String source, int offset, int end, TreeMap<String, String> found) {
        int[] anchor = {-1};
        var suggestions = analysis.completionSuggestions(source, source.length(), anchor);
        suggestions.forEach(s -> found.putIfAbsent(s.continuation(), type(s.continuation())));
        return suggestions.isEmpty() || anchor[0] < 0 ? end : offset + anchor[0];
    }

    private String type(String text) {
        if (text.endsWith("(") || text.endsWith(")")) {
            return "method";
        }
        String name = text.strip();
        if (name.isEmpty()) {
            return "variable";
        }
        if (SourceVersion.isKeyword(name)) {
            return "keyword";
        }
        if (name.endsWith(".")) {
            return "package";
        }
        boolean isVariable = shell.variables().anyMatch(v -> v.name().equals(name));
        return !isVariable && Character.isUpperCase(name.charAt(0)) && !isConstant(name) ? "class" : "variable";
    }

    private static boolean isConstant(String name) {
        return name.length() > 1 && name.equals(name.toUpperCase(Locale.ROOT));
    }
}
