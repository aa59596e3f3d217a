package io.weft.shared;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Memory that several processes map. On Linux it is an anonymous file (`memfd_create`), which others reach through the maker's table of open
/// files, so nothing is left whichever process is killed. Where native calls are not enabled, it is a file of the temporary folder
/// that is unlinked as soon as it is open; elsewhere than on Linux one that is deleted when it is closed.
final class SharedMemory {

    private static final Cleaner CLEANER = Cleaner.create();

    /// How to reach it.
    ///
    /// @param path of the file, which may be an entry of a process's table of open files
    /// @param mark what the entry must refer to, else it is another file by now; empty for a file with a name
    record Name(String path, String mark, long bytes) implements Serializable {}

    private record Release(Arena arena, AutoCloseable file) implements Runnable {
        @Override
        public void run() {
            arena.close();
            try {
                file.close();
            } catch (Exception e) {
                throw new IllegalStateException("Shared memory could not be given back: " + e, e);
            }
        }
    }

    private final Name name;
    private final MemorySegment segment;
    private final Cleaner.Cleanable release;

    private SharedMemory(Name name, FileChannel channel, AutoCloseable file) throws IOException {
        var arena = Arena.ofShared();
        this.name = name;
        this.segment = channel.map(MapMode.READ_WRITE, 0, name.bytes, arena);
        this.release = CLEANER.register(this, new Release(arena, file));
    }

    static SharedMemory make(long bytes) {
        var mark = "weft-array-" + UUID.randomUUID();
        try {
            if (!Files.isDirectory(Path.of("/proc/self/fd"))) {
                return withName(mark, bytes);
            }
            return AnonymousFile.available() ? anonymous(mark, bytes) : unlinked(mark, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("No shared memory of " + bytes + " bytes: " + e.getMessage(), e);
        }
    }

    private static SharedMemory anonymous(String mark, long bytes) throws IOException {
        int number = AnonymousFile.create(mark, bytes);
        var path = entry(number);
        try (var channel = FileChannel.open(Path.of(path), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedMemory(new Name(path, mark, bytes), channel, () -> AnonymousFile.close(number));
        } catch (IOException e) {
            AnonymousFile.close(number);
            throw e;
        }
    }

    private static SharedMemory unlinked(String mark, long bytes) throws IOException {
        var file = Path.of(System.getProperty("java.io.tmpdir"), mark);
        // The JDK unlinks such a file when it opens it.
        var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try (var entries = Files.list(Path.of("/proc/self/fd"))) {
            var number = entries.filter(entry -> refersTo(entry, mark))
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("the file was not found among the open ones"))
                    .getFileName()
                    .toString();
            return new SharedMemory(new Name(entry(Integer.parseInt(number)), mark, bytes), channel, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static SharedMemory withName(String mark, long bytes) throws IOException {
        var file = Files.createTempFile(mark, "");
        file.toFile().deleteOnExit();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedMemory(new Name(file.toString(), "", bytes), channel, () -> Files.deleteIfExists(file));
        }
    }

    static SharedMemory open(Name name) {
        var path = Path.of(name.path);
        if (!name.mark.isEmpty() && !refersTo(path, name.mark)) {
            throw new IllegalStateException(
                    "The shared array cannot be mapped: the process that made it has closed it, or is gone.");
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedMemory(name, channel, () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("The shared array cannot be mapped: " + e.getMessage(), e);
        }
    }

    private static String entry(int number) {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + number;
    }

    private static boolean refersTo(Path entry, String mark) {
        try {
            return Files.readSymbolicLink(entry).toString().contains(mark);
        } catch (IOException _) {
            return false;
        }
    }

    Name name() {
        return name;
    }

    MemorySegment segment() {
        return segment;
    }

    void close() {
        release.clean();
    }
}
