package io.weft.jupyter.magic;

import io.weft.jupyter.cell.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What front ends ask about magics: which could stand at the cursor, and what one is.
final class MagicQuestions {

    private static final Pattern LINE = Pattern.compile("(?:^[ \\t]*|=[ \\t]*)(%%?)([\\w-]*)([ \\t].*)?$");
    private static final int MOST = 100;

    private final Magics magics;
    private final Folder folder;

    MagicQuestions(Magics magics, Folder folder) {
        this.magics = magics;
        this.folder = folder;
    }

    /// Empty where the cursor is in no magic, or in the code of one.
    Optional<Completion> complete(String code, int cursor) {
        int lineStart = code.lastIndexOf('\n', cursor - 1) + 1;
        var before = code.substring(lineStart, cursor);
        var line = LINE.matcher(before);
        if (!line.find()) {
            return Optional.empty();
        }
        boolean cell = line.group(1).length() == 2;
        var name = line.group(2);
        if (line.group(3) == null) {
            int start = lineStart + line.start(1);
            var matches = new ArrayList<Completion.Match>();
            if (!cell) {
                add(matches, "%", magics.lineNames(), name);
            }
            if (code.substring(0, start).isBlank()) {
                add(matches, "%%", magics.cellNames(), name);
            }
            return matches.isEmpty() && name.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Completion(matches, start, cursor));
        }
        return magics.find(name).flatMap(magic -> argument(magic, line.group(3), cursor));
    }

    private static void add(List<Completion.Match> matches, String sign, List<String> names, String prefix) {
        names.stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> matches.add(new Completion.Match(sign + name, "magic", "")));
    }

    private Optional<Completion> argument(Magic magic, String arguments, int cursor) {
        int wordStart = Math.max(arguments.lastIndexOf(' '), arguments.lastIndexOf('\t')) + 1;
        var word = arguments.substring(wordStart);
        var matches = new ArrayList<Completion.Match>();
        if (word.startsWith("-") || word.isEmpty() && !magic.takesCode()) {
            magic.options()
                    .stream()
                    .filter(o -> o.startsWith(word))
                    .forEach(o -> matches.add(new Completion.Match(o, "option", "")));
        }
        if (magic.name().equals("help")) {
            magics.all()
                    .stream()
                    .map(Magic::name)
                    .filter(n -> n.startsWith(word))
                    .forEach(n -> matches.add(new Completion.Match(n, "magic", "")));
        }
        boolean paths = magic.usage().contains("FILE") || magic.usage().contains("PATH")
                || magic.usage().contains("FOLDER") || magic.usage().contains("COMMAND");
        if (paths) {
            matches.addAll(paths(word, magic.usage().contains("FOLDER")));
        }
        return magic.isCode() && matches.isEmpty()
                ? Optional.empty()
                : Optional.of(new Completion(matches, cursor - word.length(), cursor));
    }

    private List<Completion.Match> paths(String word, boolean foldersOnly) {
        int slash = word.lastIndexOf('/') + 1;
        var base = folder.resolve(slash == 0 ? "." : word.substring(0, slash));
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        var prefix = word.substring(slash);
        try (Stream<Path> files = Files.list(base)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .filter(f -> !prefix.isEmpty() || !f.getFileName().toString().startsWith("."))
                    .filter(f -> !foldersOnly || Files.isDirectory(f))
                    .limit(MOST)
                    .map(f -> word.substring(0, slash) + f.getFileName() + (Files.isDirectory(f) ? "/" : ""))
                    .sorted()
                    .map(text -> new Completion.Match(text, "path", ""))
                    .toList();
        } catch (IOException _) {
            // A folder that may not be read has nothing to offer.
            return List.of();
        }
    }

    /// The help of the magic whose name is at the cursor; empty where there is none.
    Optional<String> inspect(String code, int cursor) {
        int lineStart = code.lastIndexOf('\n', Math.max(0, cursor - 1)) + 1;
        int lineEnd = code.indexOf('\n', cursor) < 0 ? code.length() : code.indexOf('\n', cursor);
        var line = LINE.matcher(code.substring(lineStart, lineEnd));
        if (!line.find()) {
            return Optional.empty();
        }
        boolean inCode = cursor - lineStart > line.end(2);
        return magics.find(line.group(2)).filter(magic -> !inCode || !magic.takesCode()).map(HelpMagics::text);
    }
}
