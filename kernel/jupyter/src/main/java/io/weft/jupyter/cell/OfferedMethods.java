package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Classes whose static methods cells may call by their bare names. Each is imported when a cell first has one of its names:
/// importing them all costs the first cell a sixth of a second, and every later one some tenths of a millisecond for each. Guarded by the
/// session's lock.
final class OfferedMethods {

    private static final Pattern NAME = Pattern.compile("\\b[a-z]\\w*");

    private final FrontDoor frontDoor;
    private final List<String> all;
    private final LinkedHashSet<String> pending;

    /// @param all the qualified names of the classes
    OfferedMethods(FrontDoor frontDoor, List<String> all) {
        this.frontDoor = frontDoor;
        this.all = List.copyOf(all);
        this.pending = new LinkedHashSet<>(all);
    }

    /// Offers all classes again.
    void reset() {
        pending.addAll(all);
    }

    /// The import declarations that this source needs and that were not given out before.
    List<String> importsFor(String source) {
        if (pending.isEmpty()) {
            return List.of();
        }
        var names = new HashSet<String>();
        var matcher = NAME.matcher(source);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return imports(names::contains);
    }

    /// The same for names that begin like the one at the end of the source, which may be empty.
    List<String> importsForNameAtEnd(String source) {
        int start = source.length();
        while (start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1))) {
            start--;
        }
        boolean member = source.substring(0, start).stripTrailing().endsWith(".");
        var prefix = source.substring(start);
        return member ? List.of() : imports(name -> name.startsWith(prefix));
    }

    private List<String> imports(Predicate<String> mentioned) {
        var imports = new ArrayList<String>();
        pending.removeIf(type -> {
            Set<String> names = frontDoor.names(type);
            boolean needed = names.stream().anyMatch(mentioned);
            if (needed) {
                imports.add("import static " + type + ".*;");
            }
            return needed;
        });
        return imports;
    }
}
