package io.weft.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The ahead-of-time cache of workers (JEP 483 and 515): classes that are loaded and linked, so that a worker starts in about two
/// thirds of the time and takes less memory. It is made once for each JDK and class path, by a process of its own, in the background
/// of the first JVM that has had workers for a while; until then workers start without it.
///
/// The JVM itself says whether a cache fits, and starts without it, in silence, when it does not.
public final class WorkerCache {

    private static final Duration BEFORE_MAKING = Duration.ofSeconds(10);
    private static final Duration MAKING_LIMIT = Duration.ofMinutes(2);
    private static final Duration UNUSED_LIMIT = Duration.ofDays(30);
    private static final String PREFIX = "worker-";
    private static final String SUFFIX = ".aot";

    private static final AtomicBoolean PLANNED = new AtomicBoolean();
    private static final AtomicBoolean USED = new AtomicBoolean();
    /// Null while no cache is kept.
    private static volatile Path folder;
    /// Found when it is first needed, and empty where there can be none.
    private static volatile Optional<Path> file;

    private WorkerCache() {}

    /// Says where caches are kept; without that there is none. There is none either where the class path has folders, which the JVM does
    /// not allow.
    ///
    /// @param newFolder the one; it is made when it is needed
    public static void keepIn(Path newFolder) {
        folder = newFolder;
        file = null;
    }

    private static Optional<Path> file() {
        var found = file;
        if (found == null) {
            var kept = folder;
            var classPath = classPath();
            boolean can = kept != null && classPath.stream().allMatch(Files::isRegularFile);
            found = can ? Optional.of(kept.resolve(name(classPath))) : Optional.empty();
            file = found;
        }
        return found;
    }

    /// Makes the cache now, which takes some seconds, unless it is there. Blocks the thread.
    ///
    /// @return whether there is one now; false where none can be kept
    /// @throws IOException if it cannot be made
    public static synchronized boolean make() throws IOException {
        var cache = file();
        if (cache.isPresent() && !Files.isReadable(cache.get())) {
            make(cache.get());
        }
        return cache.isPresent();
    }

    /// What makes a worker use it; plans to make it if it is not there. Options that choose an archive themselves keep theirs.
    static List<String> flags(ProcessOptions options) {
        if (file().isEmpty() || options.flags()
                .stream()
                .anyMatch(flag -> flag.startsWith("-XX:AOT") || flag.startsWith("-Xshare"))) {
            return List.of();
        }
        var cache = file().get();
        if (!Files.isReadable(cache)) {
            if (PLANNED.compareAndSet(false, true)) {
                CompletableFuture
                        .delayedExecutor(BEFORE_MAKING.toMillis(), TimeUnit.MILLISECONDS, WorkerCache::inBackground)
                        .execute(WorkerCache::makeOrGoWithout);
            }
            return List.of();
        }
        if (USED.compareAndSet(false, true)) {
            touch(cache);
        }
        return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off");
    }

    private static void inBackground(Runnable making) {
        var thread = Thread.ofPlatform().daemon().name("weft worker cache").unstarted(making);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
    }

    private static void makeOrGoWithout() {
        try {
            make();
        } catch (IOException _) {
            // A full disk, or a folder that is not ours: workers start without it, only slower.
        }
    }

    private static void make(Path cache) throws IOException {
        Files.createDirectories(cache.getParent());
        removeOld(cache.getParent());
        var part = cache.resolveSibling("." + cache.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            var command = WorkerCommand.training("-XX:AOTCacheOutput=" + part);
            var process = WorkerLaunch.spawn(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            // Its standard input stays open: its end would end the process.
            process.getOutputStream().write(new byte[WorkerMain.SECRET]);
            process.getOutputStream().flush();
            boolean ended = process.waitFor(MAKING_LIMIT.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            process.getOutputStream().close();
            if (!ended || !Files.isRegularFile(part)) {
                throw new IOException("The cache of workers was not made by " + String.join(" ", command)
                        + (ended ? ": exit code " + process.exitValue() : " within " + MAKING_LIMIT));
            }
            Files.move(part, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            throw new IOException("The cache of workers was not made: interrupted", e);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".config"));
        }
    }

    /// Those that nobody has used for long, such as those of JDKs that are gone.
    private static void removeOld(Path folder) throws IOException {
        var limit = FileTime.from(Instant.now().minus(UNUSED_LIMIT));
        try (Stream<Path> files = Files.list(folder)) {
            for (var each : files.filter(WorkerCache::isOurs).toList()) {
                if (Files.getLastModifiedTime(each).compareTo(limit) < 0) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static boolean isOurs(Path path) {
        var name = path.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX)
                || name.startsWith("." + PREFIX) && (name.endsWith(".part") || name.endsWith(".config"));
    }

    private static void touch(Path cache) {
        try {
            Files.setLastModifiedTime(cache, FileTime.from(Instant.now()));
        } catch (IOException _) {
            // Of another user; it is theirs to keep.
        }
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }

    /// Another one for each JDK, class path and set of flags.
    private static String name(List<Path> classPath) {
        var key = new StringBuilder(System.getProperty("java.home")).append(System.getProperty("java.vm.version"));
        for (var path : classPath) {
            var jar = path.toFile();
            key.append('|').append(jar.getAbsolutePath()).append(jar.length()).append(jar.lastModified());
        }
        key.append(WorkerCommand.training(""));
        var sum = new CRC32();
        sum.update(key.toString().getBytes(StandardCharsets.UTF_8));
        return PREFIX + "%08x".formatted(sum.getValue()) + SUFFIX;
    }
}
