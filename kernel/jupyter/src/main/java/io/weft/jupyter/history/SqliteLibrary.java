package io.weft.jupyter.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library, unpacked once for all kernels. By itself the driver unpacks a copy for each process and leaves it
/// behind when the process is killed.
final class SqliteLibrary {

    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private SqliteLibrary() {}

    /// Loads it. The driver's properties are set for this moment only, since a cell may load another version of the driver.
    static void load() throws HistoryUnavailable {
        var library = LibraryLoaderUtil.getNativeLibName();
        try {
            var folder = unpacked(library);
            System.setProperty(PATH, folder.toString());
            System.setProperty(NAME, library);
            if (!SQLiteJDBCLoader.initialize()) {
                throw new IOException("not loaded");
            }
        } catch (Exception e) {
            throw new HistoryUnavailable("SQLite's library cannot be loaded (" + e.getMessage()
                    + "), so this session's cells are kept in memory only: set " + HistoryPlace.VARIABLE
                    + "=off to say that this is meant.", e);
        } finally {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
        }
    }

    private static Path unpacked(String library) throws IOException {
        var source = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library;
        try (var resource = SqliteLibrary.class.getResourceAsStream(source)) {
            if (resource == null) {
                throw new IOException("there is none for this system, " + source);
            }
            var folder = HistoryPlace.cache(System.getenv(), Path.of(System.getProperty("user.home")),
                    System.getProperty("os.name"))
                    .resolve("sqlite-" + SQLiteJDBCLoader.getVersion(), LibraryLoaderUtil.getNativeLibResourcePath()
                            .substring(1)
                            .replace('/', '-'));
            var file = folder.resolve(library);
            var bytes = resource.readAllBytes();
            if (!Files.isRegularFile(file) || Files.size(file) != bytes.length) {
                HistoryFile.makeFolder(folder);
                var part = folder.resolve("." + UUID.randomUUID() + ".part");
                Files.write(part, bytes);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return folder;
        }
    }
}
