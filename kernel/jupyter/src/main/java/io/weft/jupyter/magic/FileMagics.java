package io.weft.jupyter.magic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `%load` and `%%writefile`.
final class FileMagics {

    private static final List<String> SUFFIXES = List.of("", ".jsh", ".jshell", ".java", ".jjava", ".ipynb");

    private final Folder folder;
    private final MagicHost host;

    FileMagics(Folder folder, MagicHost host) {
        this.folder = folder;
        this.host = host;
    }

    List<Magic> all() {
        return List.of(
                Magic.line("load", "%load FILE | URL",
                        """
                                Runs a file as if its text stood here: Java source, JShell script, or all code cells of a notebook.
                                The endings .jsh, .jshell, .java and .ipynb may be left out. A package declaration is ignored.""",
                        words -> load(one(words, "%load needs a file or a URL, as in %load tools.jsh."))).also("run"),
                Magic.cell("writefile", "%%writefile [-a] FILE", """
                        Writes the rest of the cell into a file, as UTF-8; with -a at its end.
                        Folders that are missing are made.""", (words, body) -> write(words, body), "-a").also("file"));
    }

    private static String one(Words words, String otherwise) {
        if (words.words().size() != 1) {
            throw new MagicError(otherwise);
        }
        return words.words().getFirst();
    }

    private Object load(String name) throws IOException, InterruptedException {
        if (!name.contains("://") && (name.contains("*") || name.contains("?"))) {
            Object value = null;
            for (var file : folder.matching(name)) {
                value = load(file.toString());
            }
            return value;
        }
        boolean remote = name.matches("https?://.*");
        var path = remote
                ? name
                : name.startsWith("file:")
                        ? existing(Path.of(URI.create(name)).toString()).toString()
                        : existing(name).toString();
        var text = remote ? fetch(URI.create(name)) : Files.readString(Path.of(path));
        Object last = null;
        for (var cell : path.endsWith(".ipynb") ? cells(name, text) : List.of(text)) {
            last = host.eval(host.source(cell, cell), Callable::call);
        }
        return last;
    }

    private Path existing(String name) throws NoSuchFileException {
        return SUFFIXES.stream()
                .map(suffix -> folder.resolve(name + suffix))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new NoSuchFileException(folder.resolve(name).toString()));
    }

    private static String fetch(URI uri) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var response = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new MagicError("%load: " + uri + " answered with status " + response.statusCode() + ".");
            }
            return response.body();
        }
    }

    private static List<String> cells(String name, String notebook) {
        try {
            var cells = new ArrayList<String>();
            for (JsonElement each : JsonParser.parseString(notebook).getAsJsonObject().getAsJsonArray("cells")) {
                JsonObject cell = each.getAsJsonObject();
                if (cell.get("cell_type").getAsString().equals("code")) {
                    cells.add(source(cell.get("source")));
                }
            }
            return cells;
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new MagicError("%load: " + name + " is no notebook of format 4.", e);
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

    private Object write(Words words, Magic.Body body) throws IOException {
        var options = words.options(List.of("-a"), List.of());
        if (options.words().size() != 1) {
            throw new MagicError("%%writefile needs the name of one file, as in %%writefile data/input.csv.");
        }
        var file = folder.resolve(options.words().getFirst());
        boolean was = Files.exists(file);
        Files.createDirectories(file.toAbsolutePath().getParent());
        var text = body.text().endsWith("\n") ? body.text() : body.text() + "\n";
        if (options.has("-a")) {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } else {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
        System.out.println((!was ? "Wrote " : options.has("-a") ? "Appended to " : "Overwrote ")
                + options.words().getFirst());
        return null;
    }
}
