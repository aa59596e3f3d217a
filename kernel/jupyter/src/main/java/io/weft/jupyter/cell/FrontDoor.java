package io.weft.jupyter.cell;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jshell.MethodSnippet;

/// The methods that cells call without naming a class, by name. Looked up when first asked for. Guarded by the session's lock.
final class FrontDoor {

    private static final Pattern STATIC_IMPORT = Pattern.compile("import static ([\\w.]+)\\.\\*;");

    private final ClassLoader parent;
    private final List<String> imports;
    private final Set<String> told = new HashSet<>();
    private Map<String, Method> methods;

    /// @param imports import declarations, of which those that end with `.*` count
    FrontDoor(ClassLoader parent, List<String> imports) {
        this.parent = parent;
        this.imports = imports;
    }

    /// One of the methods of this name.
    Optional<Method> method(String name) {
        if (methods == null) {
            methods = find();
        }
        return Optional.ofNullable(methods.get(name));
    }

    /// What to say of a method of the user's that hides one of these, whatever its parameters; nothing the second time.
    Optional<String> hiddenBy(MethodSnippet declared) {
        var name = declared.name();
        return method(name).filter(_ -> told.add(name))
                .map(method -> "your " + name + "(" + declared.parameterTypes() + ") hides the preloaded " + name
                        + " in every cell: rename it, or call that one as " + method.getDeclaringClass().getName()
                        + "." + name + "(...)");
    }

    /// The classes whose methods these are.
    List<String> classes() {
        return imports.stream()
                .map(STATIC_IMPORT::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private Map<String, Method> find() {
        var found = new LinkedHashMap<String, Method>();
        for (var name : classes()) {
            try {
                var type = Class.forName(name, false, parent);
                Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .forEach(method -> found.putIfAbsent(method.getName(), method));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("an import of " + name + " has compiled", e);
            }
        }
        return found;
    }
}
