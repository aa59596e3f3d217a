package io.weft.jupyter.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.jupyter.message.Message;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class MessageCodecTest {
    private final MessageCodec codec = new MessageCodec(new Signer("hmac-sha256", "k"));
    private final MessageCodec unsigned = new MessageCodec(new Signer("hmac-sha256", ""));

    @Test
    void whatIsEncodedIsDecoded() {
        Message message = WireClient.message("t", "é😀\u2028<b>").withBuffers(List.of(new byte[]{0, -1}, new byte[0]));
        Message routed = new Message(List.of(bytes("a"), bytes("b")), message.header(), message.parentHeader(),
                message.metadata(), message.content(), message.buffers());
        List<byte[]> frames = codec.encode(routed);
        Message decoded = codec.decode(frames);
        assertEquals(10, frames.size());
        assertEquals(routed.header(), decoded.header());
        assertEquals(routed.content(), decoded.content());
        assertEquals(2, decoded.identities().size());
        assertArrayEquals(bytes("b"), decoded.identities().get(1));
        assertArrayEquals(new byte[]{0, -1}, decoded.buffers().getFirst());
        assertTrue(new String(frames.get(7), StandardCharsets.UTF_8).contains("é😀"));
    }

    @Test
    void buffersAreNotSigned() {
        List<byte[]> frames = new ArrayList<>(codec.encode(WireClient.message("t", "x")));
        frames.add(bytes("added"));
        assertEquals(1, codec.decode(frames).buffers().size());
    }

    @Test
    void malformedFramesAreRefusedWithTheReason() {
        assertTrue(failure(codec, List.of()).contains("no <IDS|MSG>"));
        assertTrue(failure(codec, texts("id", "{}", "{}", "{}", "{}")).contains("no <IDS|MSG>"));
        assertTrue(failure(codec, texts("<IDS|MSG>", "", "{}", "{}", "{}")).contains("only 4 frames"));
        assertTrue(failure(codec, texts("<IDS|MSG>")).contains("only 0 frames"));
        assertTrue(failure(codec, texts("<IDS|MSG>", "00", "{}", "{}", "{}", "{}")).contains("wrong signature"));
        String header = "{\"msg_id\":\"m\",\"msg_type\":\"t\"}";
        assertTrue(failure(unsigned, texts("<IDS|MSG>", "", "{}", "{}", "{}", "{}")).contains("no msg_id"));
        assertTrue(failure(unsigned, texts("<IDS|MSG>", "", header, "[]", "{}", "{}")).contains("parent header"));
        assertTrue(failure(unsigned, texts("<IDS|MSG>", "", header, "{}", "1", "{}")).contains("metadata"));
        assertTrue(failure(unsigned, texts("<IDS|MSG>", "", header, "{}", "{}", "{")).contains("content"));
        assertFalse(failure(codec, texts("<IDS|MSG>", "00", "{", "{}", "{}", "{}")).contains("JSON"));
    }

    private static String failure(MessageCodec codec, List<byte[]> frames) {
        return assertThrows(MalformedFramesException.class, () -> codec.decode(frames)).getMessage();
    }

    private static List<byte[]> texts(String... texts) {
        return List.of(texts).stream().map(MessageCodecTest::bytes).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
