package io.weft.jupyter.magic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// `%load`: runs a file, an address or a notebook as if its text stood in the cell.
final class LoadMagic {

    private static final List<String> SUFFIXES = List.of("", ".jsh", ".jshell", ".java", ".jjava", ".ipynb");
    /// What is being loaded around the current load, so that a file that loads itself is told and not followed.
    private static final ScopedValue<List<String>> AROUND = ScopedValue.newInstance();

    private final Folder folder;
    private final MagicHost host;

    LoadMagic(Folder folder, MagicHost host) {
        this.folder = folder;
        this.host = host;
    }

    Magic magic() {
        return Magic.line("load", "%load FILE | URL",
                """
                        Runs a file as if its text stood here: Java source, JShell script, or all code cells of a notebook.
                        The endings .jsh, .jshell, .java and .ipynb may be left out. A package declaration is ignored.""",
                this::load).also("run");
    }

    private Object load(Words words) throws Exception {
        if (words.words().size() != 1) {
            throw new MagicError("%load needs a file or a URL, as in %load tools.jsh."
                    + (words.words().isEmpty() ? "" : " A name with spaces takes quotes."));
        }
        var name = words.words().getFirst();
        if (LoadedText.isUrl(name) || !name.contains("*") && !name.contains("?")) {
            return loadOne(name);
        }
        var files = folder.matching(name);
        if (files.isEmpty()) {
            throw new MagicError("%load: no file matches " + folder.resolve("") + "/" + name + ".");
        }
        Object value = null;
        for (var file : files) {
            value = loadOne(file.toString());
        }
        return value;
    }

    private Object loadOne(String name) throws Exception {
        var loaded = LoadedText.isUrl(name) ? LoadedText.of(name) : LoadedText.of(existing(name));
        var around = AROUND.orElse(List.of());
        if (around.contains(loaded.name())) {
            throw new MagicError("%load: " + loaded.name() + " loads itself"
                    + (around.size() > 1 ? ", by way of " + String.join(", ", around.subList(1, around.size())) : "")
                    + ": take that line out.");
        }
        return ScopedValue.where(AROUND, Stream.concat(around.stream(), Stream.of(loaded.name())).toList())
                .call(() -> run(loaded));
    }

    private Object run(LoadedText loaded) {
        Object last = null;
        for (var cell : loaded.isNotebook() ? cells(loaded) : List.of(loaded.text())) {
            last = host.eval(host.source(cell, cell), Callable::call);
        }
        return last;
    }

    private Path existing(String name) throws IOException {
        var path = folder.resolve(name);
        for (var suffix : SUFFIXES) {
            var file = path.resolveSibling(path.getFileName() + suffix);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        if (Files.isDirectory(path)) {
            throw new MagicError("%load: " + path + " is a folder: name a file in it, or several by a pattern such as "
                    + "folder/*.jsh.");
        }
        throw new NoSuchFileException(path.toString());
    }

    private static List<String> cells(LoadedText notebook) {
        try {
            var cells = new ArrayList<String>();
            for (JsonElement each : JsonParser.parseString(notebook.text())
                    .getAsJsonObject()
                    .getAsJsonArray("cells")) {
                JsonObject cell = each.getAsJsonObject();
                if (cell.get("cell_type").getAsString().equals("code")) {
                    cells.add(source(cell.get("source")));
                }
            }
            return cells;
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new MagicError("%load: " + notebook.name() + " is no notebook of format 4.", e);
        }
    }

    private static String source(JsonElement source) {
        if (source instanceof JsonArray lines) {
            var text = new StringBuilder();
            lines.forEach(line -> text.append(line.getAsString()));
            return text.toString();
        }
        return source.getAsString();
    }
}
