package io.weft.jupyter.cell;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// JShell's map from a name to the snippets that use it, in which an import finds only those that wait for something. Else JShell would
/// compile again what is valid, which may mean something else with the import, and replace its classes: variables would lose their values.
///
/// JShell asks for the values when it looks for what a `.*` import concerns, and for nothing else. Guarded by the session's lock.
final class Dependencies extends HashMap<String, Set<Integer>> {

    private static final long serialVersionUID = 1;

    private final transient IntPredicate waits;
    /// What the import that is evaluated names.
    private transient String imported;

    /// @param waits whether the snippet of this number is not valid
    Dependencies(Map<String, Set<Integer>> known, IntPredicate waits) {
        super(known);
        this.waits = waits;
    }

    /// @param name what an import names; null for none
    void imports(String name) {
        imported = name;
    }

    @Override
    public Set<Integer> get(Object name) {
        var users = super.get(name);
        return users == null || !name.equals(imported) ? users : waiting(users);
    }

    @Override
    public Collection<Set<Integer>> values() {
        return List.of(waiting(super.values().stream().flatMap(Set::stream).collect(Collectors.toSet())));
    }

    private Set<Integer> waiting(Set<Integer> users) {
        var waiting = new HashSet<>(users);
        waiting.removeIf(number -> !waits.test(number));
        return waiting;
    }
}
