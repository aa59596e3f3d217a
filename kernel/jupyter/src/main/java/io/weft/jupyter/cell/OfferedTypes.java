package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Types that cells may name without an import. Each is imported when a cell first names it, since every import makes every
/// later cell dearer: 43 of them cost 2 ms a cell, a third of what it takes. A type that the user declares or imports
/// under the same name is no longer offered. Guarded by the session's lock.
final class OfferedTypes {

    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");
    private static final String DECLARED = "\\b(?:class|record|interface|enum)\\s+%1$s\\b|\\bimport\\s+[\\w.]+\\.%1$s\\s*;";

    private final Map<String, String> all;
    private final TreeMap<String, String> bySimpleName = new TreeMap<>();

    OfferedTypes(List<String> qualifiedNames) {
        qualifiedNames.forEach(name -> bySimpleName.put(name.substring(name.lastIndexOf('.') + 1), name));
        all = Map.copyOf(bySimpleName);
    }

    /// Offers all types again.
    void reset() {
        bySimpleName.putAll(all);
    }

    /// The qualified name of a type that is, or was, offered.
    Optional<String> qualified(String simpleName) {
        return Optional.ofNullable(all.get(simpleName));
    }

    /// The import declarations that this source needs and that were not given out before.
    List<String> importsFor(String source) {
        var imports = new ArrayList<String>();
        var names = NAME.matcher(source);
        while (names.find()) {
            var type = bySimpleName.remove(names.group());
            if (type != null && !Pattern.compile(DECLARED.formatted(names.group())).matcher(source).find()) {
                imports.add("import " + type + ";");
            }
        }
        return imports;
    }

    /// The simple names that begin like this and are not imported yet.
    List<String> beginningWith(String prefix) {
        return bySimpleName.tailMap(prefix).keySet().stream().takeWhile(name -> name.startsWith(prefix)).toList();
    }
}
