package io.weft.http.server;

import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// Sends files, or the part of one that is asked for, in the connection's thread: reading a file would hold up the loop.
final class FileSending {

    private static final int PIECE = 64 << 10;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /// The bytes from the first to the one before the end.
    private record Range(long first, long end) {
        long length() {
            return end - first;
        }
    }

    private FileSending() {}

    static void send(Request request, Answer answer, Path file, RoutingResponse response) {
        try {
            if (!Files.isRegularFile(file)) {
                Sending.send(request, Errors.answer(404, "There is no file at " + request.path() + ".", request),
                        response);
                return;
            }
            try (var in = Files.newInputStream(file)) {
                send(request, answer, file, in, response);
            }
        } catch (IOException e) {
            if (!response.isSent() && response.bytesWritten() == 0) {
                Sending.send(request, Errors.answer(500, "The file cannot be read.", request), response);
                return;
            }
            throw new ServerConnectionException("The file " + file + " could not be sent whole.", e);
        }
    }

    private static void send(Request request, Answer answer, Path file, InputStream in, RoutingResponse response)
            throws IOException {
        long size = Files.size(file);
        var changed = Files.getLastModifiedTime(file).toInstant();
        var dated = answer.header("Last-Modified", httpDate(changed)).header("Accept-Ranges", "bytes");
        if (answer.status() == 200 && isKnown(request.header("If-Modified-Since"), changed)) {
            Sending.head(Answer.of(304, null).header("Last-Modified", httpDate(changed)), response);
            response.send();
            return;
        }
        var asked = answer.status() == 200 && request.header("If-Range") == null ? request.header("Range") : null;
        var range = asked == null ? null : range(asked, size);
        if (range == null) {
            body(dated, in, new Range(0, size), request, response);
        } else if (range.length() <= 0) {
            Sending.send(request, Errors.answer(416, "The file has " + size + " bytes.", request)
                    .header("Content-Range", "bytes */" + size), response);
        } else {
            var part = "bytes " + range.first + "-" + (range.end - 1) + "/" + size;
            body(Answer.of(206, dated).header("Content-Range", part), in, range, request, response);
        }
    }

    private static void body(Answer answer, InputStream in, Range range, Request request, RoutingResponse response)
            throws IOException {
        Sending.head(answer, response);
        response.contentLength(range.length());
        if (request.method().equals("HEAD") || range.length() == 0) {
            response.send();
            return;
        }
        in.skipNBytes(range.first);
        var out = response.outputStream();
        copy(in, out, range.length());
        out.close();
        response.commit();
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, length)];
        for (long left = length; left > 0;) {
            int read = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new IOException("the file has become shorter");
            }
            out.write(piece, 0, read);
            left -= read;
        }
    }

    /// Null for what is no single range of bytes, which may be ignored.
    private static Range range(String text, long size) {
        var matcher = RANGE.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).length() > 18 || matcher.group(2).length() > 18) {
            return null;
        }
        var first = matcher.group(1);
        var last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? null : new Range(Math.max(0, size - Long.parseLong(last)), size);
        }
        long end = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
        return new Range(Long.parseLong(first), end);
    }

    private static String httpDate(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atZone(ZoneOffset.UTC));
    }

    private static boolean isKnown(String since, Instant changed) {
        if (since == null) {
            return false;
        }
        try {
            return ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond() >= changed
                    .getEpochSecond();
        } catch (DateTimeException _) {
            return false;
        }
    }
}
