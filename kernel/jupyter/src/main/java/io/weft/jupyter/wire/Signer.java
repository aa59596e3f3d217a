package io.weft.jupyter.wire;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs the JSON frames of a message, and checks signatures. Usable from any thread: each call has a `Mac` of its own.
///
/// A signature that was seen before is accepted: ids let clients find repeats, and whoever can replay a message on a
/// local socket can also delay or drop it, which no digest history would notice.
final class Signer {
    private static final String PREFIX = "hmac-";

    /// Null if messages are not signed.
    private final SecretKeySpec key;

    Signer(String scheme, String key) {
        this.key = key.isEmpty() ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm(scheme));
    }

    static boolean isKnown(String scheme) {
        try {
            Mac.getInstance(algorithm(scheme));
            return scheme.startsWith(PREFIX);
        } catch (NoSuchAlgorithmException _) {
            return false;
        }
    }

    /// The signature in lower-case hex; empty if messages are not signed.
    byte[] sign(List<byte[]> json) {
        if (key == null) {
            return new byte[0];
        }
        Mac mac = mac();
        json.forEach(mac::update);
        return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
    }

    /// Takes the same time whichever byte is wrong.
    boolean verify(byte[] signature, List<byte[]> json) {
        return key == null || MessageDigest.isEqual(sign(json), signature);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java cannot compute " + key.getAlgorithm() + ".", e);
        }
    }

    /// Clients name hashes as Python does: `hmac-sha256`, `hmac-sha3_256`.
    private static String algorithm(String scheme) {
        String hash = scheme.startsWith(PREFIX) ? scheme.substring(PREFIX.length()) : scheme;
        return "Hmac" + hash.toUpperCase(Locale.ROOT).replace('_', '-');
    }
}
