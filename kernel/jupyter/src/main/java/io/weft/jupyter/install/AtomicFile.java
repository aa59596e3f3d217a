package io.weft.jupyter.install;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/// Files that appear complete or not at all.
final class AtomicFile {
    private AtomicFile() {}

    static void write(Path file, byte[] content) throws IOException {
        // Not createTempFile: its 0600 would hide a shared kernel from other users.
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Windows refuses to delete a jar that a JVM has open; the next installation tries again.
    static void deleteIfFree(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            System.getLogger(AtomicFile.class.getName()).log(System.Logger.Level.DEBUG, "kept " + file, e);
        }
    }
}
