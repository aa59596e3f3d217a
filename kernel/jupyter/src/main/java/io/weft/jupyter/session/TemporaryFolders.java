package io.weft.jupyter.session;

import io.weft.exec.Offload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/// Folders that go with the kernel: for downloads and whatever else need not be kept.
///
/// They lie in one folder of the kernel, which holds the lock on a file in it for as long as it lives. So what a killed kernel left
/// can be told from what is in use, on any file system that several containers share, and the next kernel removes it.
public final class TemporaryFolders {

    private static final String PREFIX = "weft-kernel-";
    private static final String LOCK = ".in-use";

    /// Guarded by this class. The lock is kept reachable, since its channel must stay open.
    private static Path root;
    @SuppressWarnings("unused")
    private static FileLock lock;

    private TemporaryFolders() {}

    /// {@return a new, empty folder that only this user may read} It and all in it are removed when the kernel ends; after a kernel
    /// that was killed, by the next one that makes such a folder. Files are made beside the loop.
    ///
    /// @throws UncheckedIOException if it cannot be made
    public static Path temporaryFolder() {
        return Offload.offload(TemporaryFolders::make);
    }

    private static synchronized Path make() {
        try {
            if (root == null) {
                var parent = Path.of(System.getProperty("java.io.tmpdir"));
                removeAbandoned(parent);
                root = open(parent);
            }
            return Files.createTempDirectory(root, "");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be made: " + e.getMessage(), e);
        }
    }

    private static Path open(Path parent) throws IOException {
        var folder = Files.createTempDirectory(parent, PREFIX);
        // It gets its name once it is locked, so that nobody finds it unlocked.
        var file = folder.resolve(".new");
        lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).lock();
        Files.move(file, folder.resolve(LOCK));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "weft temporary folders"));
        return folder;
    }

    /// Removes what kernels of this user left that are no more.
    static void removeAbandoned(Path parent) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var folder : folders) {
                if (isAbandoned(folder)) {
                    remove(folder);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder) {
        var file = folder.resolve(LOCK);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE); var free = channel.tryLock()) {
            return free != null;
        } catch (IOException _) {
            return false; // of another user, or just removed
        }
    }

    /// Removes a folder with all that is in it; links, not what they lead to.
    static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path inner, IOException failure) throws IOException {
                    Files.deleteIfExists(inner);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("The temporary folder " + folder + " could not be removed: " + e.getMessage());
        }
    }
}
