package io.weft.jupyter.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

class SignerTest {
    private static final List<byte[]> FRAMES = List.of(bytes("what do ya "), bytes("want for"), bytes(" "),
            bytes("nothing?"));

    /// Test case 2 of RFC 4231.
    @Test
    void theDigestIsOverTheConcatenatedFrames() {
        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                text(new Signer("hmac-sha256", "Jefe").sign(FRAMES)));
        assertEquals("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
                text(new Signer("hmac-sha512", "Jefe").sign(FRAMES)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac-md5", "hmac-sha1", "hmac-sha256", "hmac-sha512", "hmac-sha3_256"})
    void hashesOfTheJdkAreKnown(String scheme) {
        assertTrue(Signer.isKnown(scheme));
        Signer signer = new Signer(scheme, "k");
        assertTrue(signer.verify(signer.sign(FRAMES), FRAMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", "hmac-", "hmac-sha257", "hmac", "HmacSHA256"})
    void otherSchemesAreNot(String scheme) {
        assertFalse(Signer.isKnown(scheme));
    }

    @Test
    void anyOtherSignatureKeyOrFrameFails() {
        Signer signer = new Signer("hmac-sha256", "k");
        byte[] signature = signer.sign(FRAMES);
        assertTrue(signer.verify(signature, FRAMES));
        assertFalse(signer.verify(new byte[0], FRAMES));
        assertFalse(signer.verify(bytes(text(signature) + "0"), FRAMES));
        assertFalse(new Signer("hmac-sha256", "K").verify(signature, FRAMES));
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertFalse(signer.verify(changed, FRAMES));
        }
        assertFalse(signer.verify(signature, FRAMES.reversed()));
    }

    @Test
    void anEmptyKeySwitchesSignaturesOff() {
        Signer signer = new Signer("hmac-sha256", "");
        assertArrayEquals(new byte[0], signer.sign(FRAMES));
        assertTrue(signer.verify(bytes("whatever"), FRAMES));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
