package io.weft.http.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body whose failures are those of the request.
final class BodyStream extends FilterInputStream {

    private final FetchFailures failures;

    BodyStream(InputStream in, FetchFailures failures) {
        super(in);
        this.failures = failures;
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException | RuntimeException e) {
            throw failures.of(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            throw failures.of(e);
        }
    }
}
