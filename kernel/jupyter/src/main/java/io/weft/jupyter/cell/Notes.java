package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/// What a cell did beside its purpose: variables reset, declarations that wait for others. Guarded by the session's
/// lock.
final class Notes {

    private final JShell shell;
    private final Hints hints;
    private final FrontDoor frontDoor;
    private final List<String> notes = new ArrayList<>();
    /// What was said of a variable, unless the cell has declared it anew since.
    private final Map<String, String> changes = new LinkedHashMap<>();
    private final Set<DeclarationSnippet> declared = new LinkedHashSet<>();

    Notes(JShell shell, Hints hints, FrontDoor frontDoor) {
        this.shell = shell;
        this.hints = hints;
        this.frontDoor = frontDoor;
    }

    void add(List<SnippetEvent> events) {
        for (var event : events) {
            if (event.causeSnippet() == null) {
                if (event.snippet() instanceof DeclarationSnippet snippet && event.status().isActive()) {
                    declared.add(snippet);
                    if (snippet instanceof VarSnippet) {
                        changes.remove(snippet.name());
                    }
                    if (snippet instanceof MethodSnippet method) {
                        frontDoor.hiddenBy(method).ifPresent(notes::add);
                    }
                }
            } else if (event.snippet() instanceof VarSnippet variable && event.previousStatus() == Status.VALID
                    && event.status() != Status.OVERWRITTEN && event.isSignatureChange()) {
                changes.put(variable.name(), changed(variable, event));
            }
        }
    }

    void add(String note) {
        notes.add(note);
    }

    /// All notes so far. What waits is looked at now, since a later snippet may have completed it.
    List<String> all() {
        var all = new ArrayList<>(changes.values());
        all.addAll(notes);
        declared.stream()
                .map(this::waiting)
                .filter(s -> !s.isEmpty())
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static String changed(VarSnippet variable, SnippetEvent event) {
        String cause = event.causeSnippet() instanceof PersistentSnippet p ? p.name() : "its type";
        String was = "variable " + variable.name() + " (" + variable.typeName() + ") ";
        return event.status() == Status.VALID
                ? was + "was reset, because " + cause + " changed: assign it again"
                : was + "was lost, because " + cause + " changed: declare it again";
    }

    private String imports(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet)
                .map(missing -> missing.substring(missing.lastIndexOf(' ') + 1))
                .distinct()
                .flatMap(name -> hints.missingImport(name).stream())
                .map(line -> "; or has " + line)
                .collect(Collectors.joining());
    }

    private String waiting(DeclarationSnippet snippet) {
        String missing = String.join(", ", shell.unresolvedDependencies(snippet).toList());
        return switch (shell.status(snippet)) {
            case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> snippet instanceof MethodSnippet
                    ? snippet.name() + "() can be called once a cell declares " + missing + imports(snippet)
                    : snippet.name() + " can be used once a cell declares " + missing + imports(snippet);
            case VALID, REJECTED, OVERWRITTEN, DROPPED, NONEXISTENT -> "";
        };
    }
}
