package io.weft.jupyter.cell;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/// Completes code at a cursor. Called with the session's lock held.
final class Completer {

    private static final Pattern IMPORTS = Pattern.compile("(?m)^\\s*(?:import|package)\\s[^;\\n]*;?");

    /// An answer is to come while the user types.
    private static final Duration SIGNATURES = Duration.ofMillis(5);
    private static final int IMPORTABLE = 20;
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "getClass", "hashCode", "notify", "notifyAll",
            "toString", "wait");

    /// For the signatures of one answer: there is time for one of them at least.
    private static final class Time {
        private final long until = System.nanoTime() + SIGNATURES.toNanos();
        private boolean used;

        boolean isLeft() {
            boolean left = !used || System.nanoTime() < until;
            used = true;
            return left;
        }
    }

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final OfferedTypes offered;
    private final TypeIndex types;
    private final Set<String> own;
    private final RecentCompletions recent;

    Completer(JShell shell, OfferedTypes offered, TypeIndex types, RecentCompletions recent) {
        this.recent = recent;
        this.types = types;
        this.own = shell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet && shell.status(snippet).isActive())
                .map(snippet -> ((DeclarationSnippet) snippet).name())
                .collect(Collectors.toSet());
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
        int name = nameStart(before);
        var ahead = before.substring(0, name);
        var prefix = before.substring(name);
        return recent.of(ahead, prefix).map(known -> signed(known, ahead)).orElseGet(() -> {
            var found = find(before, end);
            // Where nothing is typed yet, the types that are imported when they are named are not offered.
            if (!prefix.isEmpty() || isMember(before, name)) {
                recent.add(ahead, prefix, found);
            }
            return found;
        });
    }

    /// With the signatures that there was no time for before.
    private Completion signed(Completion known, String source) {
        var time = new Time();
        return new Completion(known.matches()
                .stream()
                .map(match -> match.signature().isEmpty()
                        ? new Completion.Match(match.text(), match.type(),
                                signature(source, match.text(), match.type(), time))
                        : match)
                .toList(), known.start(), known.end());
    }

    private Completion find(String before, int end) {
        var parts = CellParts.split(analysis, before);
        int offset = parts.isEmpty() ? 0 : parts.getLast().offset();
        var found = new TreeMap<String, String>();
        int start = suggest(before.substring(offset), offset, end, found);
        if (offset > 0) {
            // As statements of a method, what the cell declares further up is known without having run.
            start = Math.min(start, suggest(asBody(before), -1, end, found));
        }
        start = Math.min(start, offer(before, found));
        boolean empty = found.isEmpty();
        if (empty) {
            start = Math.min(start, importable(before, found));
        }
        var source = before.substring(0, start);
        var time = new Time();
        var matches = found.entrySet()
                .stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, String> e) -> rank(e.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(e -> new Completion.Match(e.getKey(), e.getValue(),
                        empty ? "import " + e.getKey() + ";" : signature(source, e.getKey(), e.getValue(), time)))
                .toList();
        return new Completion(matches, start, end);
    }

    /// The cell's own names first, what every object has last.
    private int rank(String text) {
        var name = text.indexOf('(') < 0 ? text : text.substring(0, text.indexOf('('));
        if (own.contains(name)) {
            return 0;
        }
        return OF_EVERY_OBJECT.contains(name) ? 2 : 1;
    }

    /// Of as many methods as there is time for.
    private String signature(String source, String text, String type, Time time) {
        var name = text.indexOf('(') < 0 ? text : text.substring(0, text.indexOf('('));
        if (!type.equals("method")) {
            return shell.variables().filter(v -> v.name().equals(name)).map(v -> v.typeName()).findFirst().orElse("");
        }
        var known = recent.signatures().get(source + name);
        if (known != null || !time.isLeft()) {
            return known == null ? "" : known;
        }
        var found = signature(source, name);
        recent.signatures().put(source + name, found);
        return found;
    }

    private String signature(String source, String name) {
        var parts = CellParts.split(analysis, source + name + "(");
        var call = parts.isEmpty() ? "" : parts.getLast().source();
        var found = shapes(call);
        if (found.isEmpty() && parts.size() > 1) {
            found = shapes(asBody(source + name + "("));
        }
        return found.isEmpty()
                ? ""
                : found.getFirst() + (found.size() > 1 ? " (and " + (found.size() - 1) + " more)" : "");
    }

    private static String asBody(String code) {
        return ";" + IMPORTS.matcher(code).replaceAll(m -> " ".repeat(m.group().length()));
    }

    private List<String> shapes(String call) {
        return analysis.documentation(call, call.length(), false).stream().map(d -> shape(d.signature())).toList();
    }

    /// `(int a, int b): int` for `int Math.max(int a, int b)`.
    private static String shape(String signature) {
        int open = signature.indexOf('(');
        int space = signature.indexOf(' ');
        return open < 0
                ? signature
                : signature.substring(open)
                        + (space < 0 || space > open ? "" : ": " + signature.substring(0, space));
    }

    private static int nameStart(String before) {
        int start = before.length();
        while (start > 0 && Character.isJavaIdentifierPart(before.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isMember(String before, int start) {
        return before.substring(0, start).stripTrailing().endsWith(".");
    }

    /// Types by their full names, where nothing in scope begins like this.
    private int importable(String before, TreeMap<String, String> found) {
        int start = nameStart(before);
        var prefix = before.substring(start);
        if (prefix.length() < 3 || !Character.isUpperCase(prefix.charAt(0)) || isMember(before, start)) {
            return before.length();
        }
        types.beginningWith(prefix, IMPORTABLE).forEach(name -> found.put(name, "class"));
        return found.isEmpty() ? before.length() : start;
    }

    /// Adds the types that are not imported yet, where a type's name may stand; gives the place where it begins.
    private int offer(String before, TreeMap<String, String> found) {
        int start = nameStart(before);
        var prefix = before.substring(start);
        var names = prefix.isEmpty() || isMember(before, start) ? List.<String>of() : offered.beginningWith(prefix);
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
