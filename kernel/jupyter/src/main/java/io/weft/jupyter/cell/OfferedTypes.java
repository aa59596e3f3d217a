package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Types that cells may name without an import. Each is imported when a cell first names it, since every import makes every
/// later cell dearer: 43 of them cost 2 ms a cell, a third of what it takes. A type that the user declares or imports
/// under the same name is no longer offered. The types of `java.base` are imported together, when a cell first names one that is not of
/// `java.lang`: a tenth of a second that the first cell of a kernel need not take. Guarded by the session's lock.
final class OfferedTypes {

    private static final String JAVA_BASE = "import module java.base;";
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");
    private static final String DECLARED = "\\b(?:class|record|interface|enum)\\s+%1$s\\b|\\bimport\\s+[\\w.]+\\.%1$s\\s*;";

    private final Map<String, String> all;
    private final TreeMap<String, String> bySimpleName = new TreeMap<>();
    private boolean base;

    OfferedTypes(List<String> qualifiedNames) {
        qualifiedNames.forEach(name -> bySimpleName.put(name.substring(name.lastIndexOf('.') + 1), name));
        all = Map.copyOf(bySimpleName);
    }

    /// Offers all types again.
    void reset() {
        base = false;
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
            if (!base && !all.containsKey(names.group()) && !isOfJavaLang(names.group())) {
                imports.addAll(base());
            }
            if (type != null && !Pattern.compile(DECLARED.formatted(names.group())).matcher(source).find()) {
                imports.add("import " + type + ";");
            }
        }
        return imports;
    }

    /// The import of `java.base`, if it was not given out before.
    List<String> base() {
        if (base) {
            return List.of();
        }
        base = true;
        return List.of(JAVA_BASE);
    }

    private static boolean isOfJavaLang(String simpleName) {
        return Object.class.getResource(simpleName + ".class") != null;
    }

    /// The simple names that begin like this and are not imported yet.
    List<String> beginningWith(String prefix) {
        return bySimpleName.tailMap(prefix).keySet().stream().takeWhile(name -> name.startsWith(prefix)).toList();
    }
}
