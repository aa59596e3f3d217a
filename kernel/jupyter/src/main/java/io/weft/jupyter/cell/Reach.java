package io.weft.jupyter.cell;

import io.weft.loop.Loop;
import io.weft.loop.Owner;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Looks for an object behind others: in arrays, in the JDK's collections, and in the fields of records, lambdas and
/// objects of cells and of the libraries that the session added. What it cannot search through to the end counts as found, since it is asked before something
/// is closed. Confined to one thread.
final class Reach {

    private static final int MOST = 20_000;
    /// The kernel's own: every task leads there through the task of its cell, and from there to everything.
    private static final String KERNEL = "io.weft.jupyter.session.";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> open = new ArrayDeque<>();
    private boolean incomplete;

    private Reach(Collection<Object> roots) {
        roots.forEach(this::visit);
    }

    static Reach from(Collection<Object> roots) {
        return new Reach(roots);
    }

    boolean finds(Object target) {
        while (!open.isEmpty()) {
            if (seen.contains(target) || incomplete || seen.size() > MOST) {
                return true;
            }
            look(open.remove());
        }
        return seen.contains(target) || incomplete;
    }

    private void visit(Object object) {
        if (object != null && !(object instanceof String) && !(object instanceof Number) && seen.add(object)) {
            open.add(object);
        }
    }

    private void look(Object object) {
        if (object.getClass().getName().startsWith(KERNEL)) {
            return;
        }
        boolean ofJdk = object.getClass().getModule().isNamed();
        switch (object) {
            case Object[] array -> Arrays.stream(array).limit(MOST + 1).forEach(this::visit);
            case Collection<?> items when ofJdk -> copy(items);
            case Map<?, ?> map when ofJdk -> {
                copy(map.keySet());
                copy(map.values());
            }
            case Optional<?> optional -> optional.ifPresent(this::visit);
            case AtomicReference<?> reference -> visit(reference.get());
            // They lead to everything, and hold nothing for the user.
            case Loop _,ClassLoader _,Thread _ -> {
            }
            default -> fields(object.getClass(), object);
        }
    }

    // A collection of the JDK that another thread changes meanwhile may refuse to be gone through.
    private void copy(Collection<?> items) {
        try {
            items.stream().limit(MOST + 1).forEach(this::visit);
        } catch (RuntimeException _) {
            incomplete = true;
        }
    }

    private void fields(Class<?> type, Object object) {
        for (var t = type; t != null && isOfCells(t); t = t.getSuperclass()) {
            for (var field : t.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    visit(value(field, object));
                }
            }
        }
    }

    /// Objects of the kernel's library know their loop, and through it everything.
    private static boolean isOfCells(Class<?> type) {
        return type.getClassLoader() instanceof CellLoader || type.getClassLoader() instanceof JarLoader;
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field outside of the JDK's modules is accessible", e);
        }
    }
}
