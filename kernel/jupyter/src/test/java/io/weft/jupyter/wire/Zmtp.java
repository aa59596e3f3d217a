package io.weft.jupyter.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The bytes with which a peer opens a ZeroMQ connection (ZMTP 3.0, no security), for tests that break the rules after.
final class Zmtp {
    private Zmtp() {}

    static byte[] greetingAndReady(String socketType) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0xFF);
        bytes.writeBytes(new byte[8]);
        bytes.write(0x7F);
        bytes.write(3);
        bytes.write(0);
        bytes.writeBytes("NULL".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[16]);
        bytes.writeBytes(new byte[32]);
        byte[] ready = ready(socketType);
        bytes.write(0x04);
        bytes.write(ready.length);
        bytes.writeBytes(ready);
        return bytes.toByteArray();
    }

    /// A frame of eight length bytes, the first of them this and the others all ones where it is not zero.
    static byte[] frameHeader(int first) {
        byte[] header = {0x02, (byte) first, -1, -1, -1, -1, -1, -1, -1};
        if (first == 0) {
            header[2] = header[3] = header[4] = 0;
            header[5] = 0x7F;
        }
        return header;
    }

    /// What a subscriber sends to get all topics.
    static byte[] subscription() {
        return new byte[]{0, 1, 1};
    }

    private static byte[] ready(String socketType) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(5);
        bytes.writeBytes("READY".getBytes(StandardCharsets.US_ASCII));
        property(bytes, "Socket-Type", socketType);
        property(bytes, "Identity", "");
        return bytes.toByteArray();
    }

    private static void property(ByteArrayOutputStream bytes, String name, String value) {
        bytes.write(name.length());
        bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[]{0, 0, 0, (byte) value.length()});
        bytes.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }
}
