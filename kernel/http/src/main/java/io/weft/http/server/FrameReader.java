package io.weft.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;

/// Makes messages of what comes over a WebSocket, and answers pings and the other side's goodbye. Confined to the connection's thread.
final class FrameReader {

    private final WebSocketSession session;
    private final Draft_6455 draft;
    private final long mostBytes;
    /// The pieces so far of a message that comes in several; null between messages.
    private ByteArrayOutputStream pieces;
    private boolean text;

    FrameReader(WebSocketSession session, Draft_6455 draft, long mostBytes) {
        this.session = session;
        this.draft = draft;
        this.mostBytes = mostBytes;
    }

    /// Takes what came; false when that was the end.
    boolean read(byte[] bytes) {
        try {
            for (var frame : draft.translateFrame(ByteBuffer.wrap(bytes))) {
                if (!take(frame)) {
                    return false;
                }
            }
            return true;
        } catch (InvalidDataException e) {
            session.close(e.getCloseCode(), String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return false;
        }
    }

    private boolean take(Framedata frame) throws InvalidDataException {
        switch (frame.getOpcode()) {
            case TEXT, BINARY, CONTINUOUS -> data(frame);
            case PING -> session.answer(new PongFrame((PingFrame) frame));
            case PONG -> {
            }
            case CLOSING -> {
                var goodbye = (CloseFrame) frame;
                session.answer(goodbye);
                session.ended("The client closed the WebSocket with code " + goodbye.getCloseCode() + ".");
                return false;
            }
        }
        return true;
    }

    private void data(Framedata frame) throws InvalidDataException {
        boolean first = frame.getOpcode() != Opcode.CONTINUOUS;
        if (first != (pieces == null)) {
            throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR, "A message began within another.");
        }
        if (first) {
            text = frame.getOpcode() == Opcode.TEXT;
            pieces = new ByteArrayOutputStream(frame.getPayloadData().remaining());
        }
        byte[] piece = new byte[frame.getPayloadData().remaining()];
        frame.getPayloadData().get(piece);
        if (pieces.size() + (long) piece.length > mostBytes) {
            throw new InvalidDataException(CloseFrame.TOOBIG, "A message has more than " + mostBytes + " bytes.");
        }
        pieces.writeBytes(piece);
        if (frame.isFin()) {
            byte[] whole = pieces.toByteArray();
            pieces = null;
            session.came(text ? new WebSocketMessage(decoded(whole), null) : new WebSocketMessage(null, whole));
        }
    }

    private static String decoded(byte[] bytes) throws InvalidDataException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidDataException(CloseFrame.NO_UTF8, e);
        }
    }
}
