package io.weft.jupyter.magic;

import io.weft.jupyter.install.Nearest;
import java.util.ArrayList;
import java.util.List;

/// `%help` and `%lsmagic`.
final class HelpMagics {

    private final Magics magics;

    HelpMagics(Magics magics) {
        this.magics = magics;
    }

    List<Magic> all() {
        return List.of(
                Magic.line("help", "%help [NAME]", """
                        Lists the magics, or explains one.
                        Tab completes their names; Shift-Tab, or the console's ?, on a name explains it, too.""",
                        words -> help(words.text())).also("magic"),
                Magic.line("lsmagic", "%lsmagic", "Lists the names of all magics, those of libraries too.", _ -> {
                    System.out.println("On a line: %" + String.join(" %", magics.lineNames()));
                    System.out.println("On a cell: %%" + String.join(" %%", magics.cellNames()));
                    return null;
                }));
    }

    private Object help(String name) {
        if (name.isBlank()) {
            int width = magics.all().stream().mapToInt(m -> m.name().length()).max().orElse(1);
            magics.all()
                    .forEach(m -> System.out.println(("%-" + (width + 2) + "s %s").formatted(signed(m), m.summary())));
            return null;
        }
        var bare = name.replaceFirst("^%+", "").strip();
        var magic = magics.find(bare).orElseThrow(() -> {
            var all = new ArrayList<>(magics.lineNames());
            all.addAll(magics.cellNames());
            return new MagicError(all.contains(bare)
                    ? "The magic " + bare + " comes from a library and says nothing about itself."
                    : "There is no magic " + bare + ". Did you mean " + Nearest.of(bare, all) + "? %help lists all.");
        });
        System.out.println(text(magic));
        return null;
    }

    private static String signed(Magic magic) {
        return (magic.line().isPresent() ? "%" : "%%") + magic.name();
    }

    /// All that is known of a magic.
    static String text(Magic magic) {
        return magic.usage() + "\n\n" + magic.help().strip()
                + (magic.aliases().isEmpty() ? "" : "\nAlso called: " + String.join(", ", magic.aliases()));
    }
}
