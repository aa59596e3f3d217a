package io.weft.http.client;

import io.weft.exec.Offload;
import io.weft.loop.Failures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;

/// Brings a body into a file: the bytes are read in the caller's task, which lets the others run, and written beside the loop.
/// Beside the file there are meanwhile `name.part` and `name.part.tag`, the server's mark for this very content.
final class Download {

    private static final int CHUNK = 1 << 20;
    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;
    private static final int FIRST_ERROR = 400;

    private final FetchRequest request;
    private final Path file;
    private final Path part;
    private final Path tag;

    Download(FetchRequest request, Path file) {
        this.request = request;
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.tag = file.resolveSibling(file.getFileName() + ".part.tag");
    }

    Path get() {
        long have = offload(this::resumable);
        try (var answer = request.with(have > 0 ? range(have) : Map.of()).open()) {
            if (answer.status() == NOT_SATISFIABLE && have > 0) {
                offload(this::forget);
                return get();
            }
            if (answer.status() >= FIRST_ERROR) {
                throw refused(answer);
            }
            save(answer, answer.status() == PARTIAL ? have : 0);
        }
        return file;
    }

    private void save(StreamedResponse answer, long from) {
        offload(() -> mark(answer.header("etag")));
        try (var out = offload(() -> open(from))) {
            byte[] chunk = new byte[CHUNK];
            for (int n = answer.body().readNBytes(chunk, 0, CHUNK); n > 0; n = answer.body()
                    .readNBytes(chunk, 0, CHUNK)) {
                var bytes = ByteBuffer.wrap(chunk, 0, n);
                offload(() -> write(out, bytes));
            }
            offload(() -> {
                out.force(true);
                return null;
            });
        } catch (IOException e) {
            throw Failures.unchecked("The download to " + file, e);
        }
        offload(() -> {
            Files.deleteIfExists(tag);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    private FileChannel open(long from) throws IOException {
        var out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        out.truncate(from);
        out.position(from);
        return out;
    }

    private static Void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        return null;
    }

    /// How much there is of the same content; without the server's mark nobody can know that it is the same.
    private long resumable() throws IOException {
        return Files.exists(part) && Files.exists(tag) ? Files.size(part) : 0;
    }

    private Map<String, String> range(long have) {
        return Map.of("Range", "bytes=" + have + "-", "If-Range", offload(() -> Files.readString(tag)),
                "Accept-Encoding", "identity");
    }

    private Void mark(String etag) throws IOException {
        if (etag == null || etag.startsWith("W/")) {
            Files.deleteIfExists(tag);
        } else {
            Files.writeString(tag, etag);
        }
        return null;
    }

    private Void forget() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tag);
        return null;
    }

    private static BadStatus refused(StreamedResponse answer) {
        byte[] start;
        try {
            start = answer.body().readNBytes(CHUNK);
        } catch (IOException e) {
            throw Failures.unchecked("The answer", e);
        }
        return answer.refused(start);
    }

    private static <T> T offload(Callable<T> call) {
        return Offload.offload(call);
    }
}
