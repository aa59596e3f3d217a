package io.weft.jupyter.display;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/// Finds the magics of a cell: a first line that begins with `%%`, or lines that begin with `%` outside of text blocks.
final class Magics {

    private static final Pattern CELL = Pattern.compile("\\A%%(\\w+)[^\\n]*(?:\\n|\\z)");
    private static final Pattern LINE = Pattern.compile("^%(\\w+)");

    private final MagicParser parser;
    private final MagicsRegistry registry;

    Magics(MagicParser parser, MagicsRegistry registry) {
        this.parser = parser;
        this.registry = registry;
    }

    String resolve(String source) {
        var cell = CELL.matcher(source);
        if (cell.find()) {
            require(cell.group(1), "%%", registry.getCellMagicNames());
            return parser.resolveMagics(source);
        }
        var resolved = new StringBuilder();
        boolean inTextBlock = false;
        for (var line : source.split("(?<=\\n)", -1)) {
            var magic = LINE.matcher(line);
            if (!inTextBlock && magic.find()) {
                require(magic.group(1), "%", registry.getLineMagicNames());
                resolved.append(parser.resolveMagics(line));
            } else {
                resolved.append(line);
            }
            inTextBlock ^= line.split("\"\"\"", -1).length % 2 == 0;
        }
        return resolved.toString();
    }

    private static void require(String name, String sign, Set<String> known) {
        if (!known.contains(name)) {
            var all = new TreeSet<>(known);
            throw new UnknownMagic("There is no magic " + sign + name + (all.isEmpty()
                    ? "; none is registered."
                    : "; there are " + sign + String.join(", " + sign, all) + "."));
        }
    }
}
