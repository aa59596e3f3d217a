package io.weft.jupyter.wire;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import io.weft.jupyter.message.Header;
import io.weft.jupyter.message.Json;
import io.weft.jupyter.message.Message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Frames to message and back: `identities... <IDS|MSG> signature header parent metadata content buffers...`.
final class MessageCodec {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int JSON_FRAMES = 4;

    private final Signer signer;

    MessageCodec(Signer signer) {
        this.signer = signer;
    }

    List<byte[]> encode(Message message) {
        List<byte[]> json = List.of(
                Json.bytes(message.header().json()),
                Json.bytes(message.parentHeader()),
                Json.bytes(message.metadata()),
                Json.bytes(message.content()));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(json));
        frames.addAll(json);
        frames.addAll(message.buffers());
        return frames;
    }

    /// Nothing is parsed before the signature has been checked.
    Message decode(List<byte[]> frames) {
        int delimiter = indexOfDelimiter(frames);
        int first = delimiter + 2;
        int end = first + JSON_FRAMES;
        if (frames.size() < end) {
            throw new MalformedFramesException("only " + (frames.size() - delimiter - 1) + " frames after <IDS|MSG>");
        }
        List<byte[]> json = frames.subList(first, end);
        if (!signer.verify(frames.get(delimiter + 1), json)) {
            throw new MalformedFramesException("wrong signature");
        }
        return new Message(frames.subList(0, delimiter), header(json.get(0)), object("parent header", json.get(1)),
                object("metadata", json.get(2)), object("content", json.get(3)), frames.subList(end, frames.size()));
    }

    private static int indexOfDelimiter(List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            if (Arrays.equals(frames.get(i), DELIMITER)) {
                return i;
            }
        }
        throw new MalformedFramesException("no <IDS|MSG> frame");
    }

    private static Header header(byte[] frame) {
        try {
            return Header.parse(object("header", frame));
        } catch (JsonParseException e) {
            throw new MalformedFramesException(e.getMessage());
        }
    }

    private static JsonObject object(String name, byte[] frame) {
        try {
            return Json.parseObject(frame);
        } catch (JsonParseException | NumberFormatException | StackOverflowError e) {
            throw new MalformedFramesException("the " + name + " frame is no JSON object: " + e.getMessage());
        }
    }
}
