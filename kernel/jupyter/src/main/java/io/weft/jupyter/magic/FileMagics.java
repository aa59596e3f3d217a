package io.weft.jupyter.magic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// `%load` and `%%writefile`.
final class FileMagics {

    private final Folder folder;
    private final MagicHost host;

    FileMagics(Folder folder, MagicHost host) {
        this.folder = folder;
        this.host = host;
    }

    List<Magic> all() {
        return List.of(
                new LoadMagic(folder, host).magic(),
                Magic.cell("writefile", "%%writefile [-a] FILE", """
                        Writes the rest of the cell into a file, as UTF-8; with -a at its end.
                        Folders that are missing are made.""", (words, body) -> write(words, body), "-a").also("file"));
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
