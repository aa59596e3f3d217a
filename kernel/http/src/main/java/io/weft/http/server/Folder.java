package io.weft.http.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import io.weft.exec.Offload;

/// Answers with the files of a folder, and with nothing outside of it, links that lead out included.
///
/// @param folder where they are
record Folder(Path folder) implements Handler {

    @Override
    public Object handle(Request request) {
        var path = request.path(Pattern.REST);
        return Offload.offload(() -> file(path, request));
    }

    private Object file(String path, Request request) throws java.io.IOException {
        try {
            var root = folder.toRealPath();
            var asked = root.resolve(path.startsWith("/") ? path.substring(1) : path).normalize();
            var file = Files.isDirectory(asked) ? asked.resolve("index.html") : asked;
            if (asked.startsWith(root) && Files.isRegularFile(file) && file.toRealPath().startsWith(root)) {
                return file;
            }
        } catch (InvalidPathException | java.nio.file.NoSuchFileException _) {
            // Answered like any that is not there.
        }
        throw new HttpError(404, "There is no file at " + request.path() + ".");
    }
}
