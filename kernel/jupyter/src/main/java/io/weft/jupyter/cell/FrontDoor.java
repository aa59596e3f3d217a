package io.weft.jupyter.cell;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.MethodSnippet;

/// The methods that cells call without naming a class, by name. Looked up when first asked for. Guarded by the session's lock.
final class FrontDoor {

    private static final Pattern STATIC_IMPORT = Pattern.compile("import static ([\\w.]+)\\.\\*;");

    private final ClassLoader parent;
    private final List<String> imports;
    private final Set<String> told = new HashSet<>();
    private Map<String, Method> methods;
    private final Map<String, Set<String>> namesByClass = new HashMap<>();

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

    /// The names of all these methods.
    Set<String> names() {
        method("");
        return methods.keySet();
    }

    /// The names of the methods of one class.
    Set<String> names(String type) {
        return namesByClass.computeIfAbsent(type, name -> methodsOf(name).map(Method::getName)
                .collect(Collectors.toUnmodifiableSet()));
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
        classes().forEach(name -> methodsOf(name).forEach(method -> found.putIfAbsent(method.getName(), method)));
        return found;
    }

    private Stream<Method> methodsOf(String type) {
        try {
            return Arrays.stream(Class.forName(type, false, parent).getMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers()));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("start-up import of " + type
                    + " does not compile: check the name and that its jar is on the class path", e);
        }
    }
}
