package io.weft.jupyter.cell;

import io.weft.loop.Resource;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/// Knows which variables hold a pool, a server or a process, and which of these no variable holds any longer, since its cell
/// was run again or the variable got another value. Guarded by the session's lock.
final class HeldResources {

    private final JShell shell;
    private final CellControl control;
    private final Map<VarSnippet, Field> fields = new LinkedHashMap<>();
    private final Map<Object, Holder> held = new IdentityHashMap<>();

    private record Holder(Resource resource, VarSnippet variable, String cell) {}

    /// A resource that has lost its variable.
    ///
    /// @param note for the user, once it is closed
    record Lost(Resource resource, String note) {
        /// Closes it, in the cell's task; gives the note.
        String close() {
            try {
                resource.closeNow();
                return note;
            } catch (RuntimeException e) {
                return "not " + note + ": closing it failed with " + e;
            }
        }
    }

    HeldResources(JShell shell, CellControl control) {
        this.shell = shell;
        this.control = control;
    }

    /// Takes note of the variables that a snippet of this cell has declared, lost, or given a value.
    void changed(List<SnippetEvent> events, String cell) {
        for (var event : events) {
            if (event.snippet() instanceof VarSnippet variable
                    && variable.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
                if (event.status() == Status.VALID) {
                    field(variable);
                } else {
                    fields.remove(variable);
                }
            }
        }
        fields.forEach((variable, field) -> Resources.of(value(field))
                .ifPresent(resource -> held.computeIfAbsent(resource.identity(),
                        _ -> new Holder(resource.resource(), variable, cell))));
    }

    /// The exclusive ones whose variable was declared anew; its new value is still to come.
    List<Lost> redeclared() {
        return held.isEmpty()
                ? List.of()
                : lost(held.entrySet()
                        .stream()
                        .filter(entry -> entry.getValue().resource().isExclusive()
                                && shell.status(entry.getValue().variable()) != Status.VALID)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /// Those that were held before and are no longer.
    List<Lost> replaced() {
        return held.isEmpty() ? List.of() : lost(List.copyOf(held.keySet()));
    }

    /// Takes their values from the variables that a cell names, if they keep the heap full: else no further cell could run.
    List<String> emptyIfHeapIsFull(CellSource cell) {
        if (!MemoryReport.heapIsFull()) {
            return List.of();
        }
        var named = new HashSet<>(List.of(Comments.code(cell.text()).split("\\W+")));
        var notes = new ArrayList<String>();
        fields.forEach((variable, field) -> {
            if (named.contains(variable.name()) && value(field) != null && empty(field)) {
                notes.add("variable " + variable.name() + " (" + variable.typeName()
                        + ") was set to null, because the heap was full of what it held");
            }
        });
        return notes;
    }

    private static boolean empty(Field field) {
        try {
            field.set(null, null);
            return true;
        } catch (IllegalAccessException _) {
            return false;
        }
    }

    private List<Lost> lost(List<Object> candidates) {
        var values = values();
        var lost = new ArrayList<Lost>();
        for (var candidate : candidates) {
            var holder = held.get(candidate);
            if (values.contains(candidate)) {
                continue;
            }
            if (holder.resource().isClosed()) {
                held.remove(candidate);
            } else if (!Reach.from(values).finds(candidate)) {
                held.remove(candidate);
                lost.add(new Lost(holder.resource(), "closed " + holder.resource().describe() + " of " + holder.cell()
                        + ", which " + holder.variable().name() + " held"));
            }
        }
        return lost;
    }

    private Set<Object> values() {
        Set<Object> values = Collections.newSetFromMap(new IdentityHashMap<>());
        fields.forEach((variable, field) -> {
            var value = shell.status(variable) == Status.VALID ? value(field) : null;
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }

    private void field(VarSnippet variable) {
        try {
            var field = control.field(shell.sourceCodeAnalysis().wrapper(variable).fullClassName(), variable.name());
            if (field.getType().isPrimitive()) {
                fields.remove(variable);
            } else {
                fields.put(variable, field);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            fields.remove(variable);
            System.getLogger(HeldResources.class.getName())
                    .log(System.Logger.Level.DEBUG, "what " + variable.name() + " holds is not watched", e);
        }
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field of a variable of a cell was made accessible before", e);
        }
    }
}
