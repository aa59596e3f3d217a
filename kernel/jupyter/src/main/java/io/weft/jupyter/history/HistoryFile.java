package io.weft.jupyter.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that their user alone can read. SQLite gives its log the permissions of the file.
final class HistoryFile {

    private HistoryFile() {}

    /// Makes the file, empty, and its folder, if they are not there.
    static void prepare(Path file) throws HistoryUnavailable {
        try {
            makeFolder(file.toAbsolutePath().getParent());
            Files.createFile(file, ownerOnly(file, "rw-------"));
        } catch (FileAlreadyExistsException _) {
            // It keeps the permissions that its owner gave it.
        } catch (IOException e) {
            throw new HistoryUnavailable("The history " + file + " cannot be made (" + e.getClass().getSimpleName()
                    + ": " + e.getMessage()
                    + "), so this session's cells are kept in memory only: name another file in "
                    + HistoryPlace.VARIABLE + ".", e);
        }
    }

    /// Makes a folder that its user alone can enter, and those above it.
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                        permissions))}
                : new FileAttribute<?>[0];
    }
}
