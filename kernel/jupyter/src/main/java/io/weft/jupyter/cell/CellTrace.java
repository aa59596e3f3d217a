package io.weft.jupyter.cell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

/// Knows which line of which cell a stack frame belongs to: also for classes of snippets that were dropped or
/// redefined since, at any later time, from any thread.
final class CellTrace {

    // REPL.$JShell$12B$Inner: snippet 12 in its third shape; $JShell$12_15: overloads that call each other
    private static final Pattern WRAPPER = Pattern.compile("(REPL\\.\\$JShell\\$\\d+(?:_\\d+)*[A-Za-z]*)(?:\\$(.*))?");

    /// A place in a cell.
    ///
    /// @param member the method, `new Type`, or empty for the cell's own statements
    record Position(CellSource cell, int line, String member) {}

    private record Place(CellSource cell, int offset) {}

    private record Origin(LineMap map, List<String> unresolved) {}

    private final Map<String, Origin> origins = new ConcurrentHashMap<>();
    private final Map<Snippet, Place> places = new ConcurrentHashMap<>();

    /// Records the classes that the live snippets have now. Called with the session's lock held.
    ///
    /// @param evaluation where snippets seen for the first time come from
    void record(JShell shell, Evaluation evaluation) {
        var analysis = shell.sourceCodeAnalysis();
        Map<String, List<Snippet>> classes = shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive() && hasClass(snippet))
                .collect(Collectors.groupingBy(snippet -> analysis.wrapper(snippet).fullClassName()));
        classes.forEach((name, snippets) -> {
            snippets.forEach(s -> places.computeIfAbsent(s, _ -> new Place(evaluation.cell(), evaluation.offset())));
            var known = origins.get(name);
            var map = known == null ? lineMap(analysis, snippets) : known.map();
            var unresolved = unresolved(shell, snippets);
            if (known == null || !known.unresolved().equals(unresolved)) {
                origins.put(name, new Origin(map, unresolved));
            }
        });
    }

    /// Records a class that no snippet has.
    void add(String className, LineMap map) {
        origins.put(className, new Origin(map, List.of()));
    }

    /// Forgets where a dropped snippet came from; its classes stay known.
    void forget(Snippet snippet) {
        places.remove(snippet);
    }

    Optional<LineMap> lines(String className) {
        return origin(className).map(Origin::map);
    }

    /// What the code of this frame uses that was not declared when it was compiled.
    List<String> unresolved(StackTraceElement frame) {
        return origin(frame.getClassName()).map(Origin::unresolved).orElse(List.of());
    }

    Optional<Position> locate(StackTraceElement frame) {
        return lines(frame.getClassName()).map(map -> {
            int number = frame.getLineNumber();
            boolean woven = map.onlyCell().filter(cell -> cell.name().equals(frame.getFileName())).isPresent();
            var line = woven ? new LineMap.Line(map.onlyCell().orElseThrow(), number) : map.at(number);
            return new Position(line.cell(), line.number(), member(frame));
        });
    }

    /// The name of a class without JShell's wrapper around it.
    static String readable(String className) {
        var matcher = WRAPPER.matcher(className);
        return matcher.matches() && matcher.group(2) != null ? matcher.group(2).replace('$', '.') : className;
    }

    private Optional<Origin> origin(String className) {
        var matcher = WRAPPER.matcher(className);
        return matcher.matches() ? Optional.ofNullable(origins.get(matcher.group(1))) : Optional.empty();
    }

    private static String member(StackTraceElement frame) {
        var matcher = WRAPPER.matcher(frame.getClassName());
        String type = matcher.matches() && matcher.group(2) != null ? matcher.group(2).replace('$', '.') : "";
        String name = frame.getMethodName();
        if (name.startsWith("do_it$")) {
            return "";
        }
        if (name.startsWith("lambda$")) {
            // A serializable one is lambda$of$<hash>$<number>.
            String of = name.replaceFirst("^lambda\\$(.+?)(?:\\$[0-9a-f]{1,8})?\\$\\d+$", "$1");
            return of.startsWith("do_it$") ? "a lambda" : "a lambda of " + of;
        }
        return switch (name) {
            case "<init>" -> "new " + type;
            case "<clinit>" -> "the initialiser of " + type;
            default -> type.isEmpty() ? name : type + "." + name;
        };
    }

    private static boolean hasClass(Snippet snippet) {
        return switch (snippet.kind()) {
            case IMPORT, ERRONEOUS -> false;
            case VAR, METHOD, TYPE_DECL, EXPRESSION, STATEMENT -> true;
        };
    }

    private static List<String> unresolved(JShell shell, List<Snippet> snippets) {
        return snippets.stream()
                .filter(s -> shell.status(s) == Snippet.Status.RECOVERABLE_DEFINED)
                .flatMap(s -> s instanceof MethodSnippet method ? shell.unresolvedDependencies(method) : Stream.empty())
                .toList();
    }

    private LineMap lineMap(SourceCodeAnalysis analysis, List<Snippet> snippets) {
        var first = snippets.getFirst();
        var wrapper = analysis.wrapper(first);
        return snippets.size() == 1
                ? WrapperLines.of(wrapper, places.get(first).cell(), places.get(first).offset())
                : WrapperLines.ofOverloads(wrapper.wrapped(), snippets.stream()
                        .map(s -> new WrapperLines.Overload(s.source(), places.get(s).cell(), places.get(s).offset()))
                        .toList());
    }
}
