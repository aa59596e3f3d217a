package io.weft.jupyter.cell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the declaration behind a signature, as JShell writes signatures, in whatever source is at hand. Guarded by the
/// session's lock.
final class Documented {

    private static final int FILES = 16;
    private static final Pattern TYPE = Pattern.compile("[\\w.]+(?:<.*>)?");
    private static final Pattern NAME = Pattern.compile("(\\w+)$");

    private final SourceFiles files;
    private final OfferedTypes offered;
    private final TypeIndex index;
    private final Map<String, List<Declarations.Declaration>> parsed = new LinkedHashMap<>(FILES, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Declarations.Declaration>> eldest) {
            return size() > FILES;
        }
    };

    Documented(SourceFiles files, OfferedTypes offered, TypeIndex index) {
        this.files = files;
        this.offered = offered;
        this.index = index;
    }

    /// The declaration of a method, constructor, field or type.
    Optional<Declarations.Declaration> find(String signature) {
        if (TYPE.matcher(signature).matches()) {
            return find(withoutArguments(signature), "", false, List.of());
        }
        int open = signature.indexOf('(');
        if (open < 0) {
            var field = withoutArguments(signature.substring(0, Math.max(0, signature.lastIndexOf(':'))));
            int dot = field.lastIndexOf('.');
            return dot < 0
                    ? Optional.empty()
                    : find(field.substring(0, dot), field.substring(dot + 1), false, List.of());
        }
        var parameters = parameters(signature.substring(open + 1, Math.max(open + 1, signature.lastIndexOf(')'))));
        var head = withoutArguments(signature.substring(0, open));
        var path = head.substring(head.lastIndexOf(' ') + 1);
        int dot = path.lastIndexOf('.');
        return dot < 0
                ? find(path, path.substring(path.lastIndexOf('.') + 1), true, parameters)
                : find(path.substring(0, dot), path.substring(dot + 1), true, parameters)
                        .or(() -> find(path, path.substring(dot + 1), true, parameters));
    }

    /// The declarations of a source that is no file, such as a method of a cell.
    static List<Declarations.Declaration> ofSnippet(String source) {
        try {
            return Declarations.of("class Cell {\n" + source + "\n}")
                    .stream()
                    .filter(d -> !d.name().equals("Cell"))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private Optional<Declarations.Declaration> find(String type, String name, boolean method, List<String> parameters) {
        for (var topLevel : topLevels(type)) {
            var simple = simple(type);
            for (var declaration : parse(topLevel)) {
                var own = declaration.owner().isEmpty() ? "" : declaration.owner();
                boolean isType = name.isEmpty() && !declaration.method() && declaration.name().equals(simple)
                        && (own.isEmpty() || type.endsWith(own + "." + simple));
                boolean isMember = declaration.name().equals(name) && declaration.method() == method
                        && simple(own).equals(simple) && declaration.parameters().equals(parameters);
                if (isType || isMember) {
                    return Optional.of(declaration);
                }
            }
        }
        return Optional.empty();
    }

    /// The types of files in which this one may stand.
    private List<String> topLevels(String type) {
        var parts = type.split("\\.");
        int first = 0;
        while (first < parts.length - 1 && !Character.isUpperCase(parts[first].charAt(0))) {
            first++;
        }
        if (first > 0) {
            return List.of(String.join(".", List.of(parts).subList(0, first + 1)));
        }
        var found = new ArrayList<String>();
        offered.qualified(parts[0]).ifPresent(found::add);
        if (found.isEmpty()) {
            found.add("java.lang." + parts[0]);
            found.addAll(index.named(parts[0]));
        }
        return found;
    }

    private List<Declarations.Declaration> parse(String topLevel) {
        return parsed.computeIfAbsent(topLevel, name -> files.of(name).map(source -> {
            try {
                return Declarations.of(source);
            } catch (IOException e) {
                System.getLogger(Documented.class.getName())
                        .log(System.Logger.Level.DEBUG, "the source of " + name + " does not parse", e);
                return List.<Declarations.Declaration>of();
            }
        }).orElse(List.of()));
    }

    private static List<String> parameters(String list) {
        var plain = withoutArguments(list);
        return plain.isBlank()
                ? List.of()
                : List.of(plain.split(","))
                        .stream()
                        .map(parameter -> Declarations.simpleType(NAME.matcher(parameter.strip()).replaceFirst("")))
                        .toList();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /// Drops all that stands in angle brackets.
    private static String withoutArguments(String text) {
        var result = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '<' ? 1 : 0;
            if (depth == 0) {
                result.append(c);
            }
            depth -= c == '>' ? 1 : 0;
        }
        return result.toString();
    }
}
