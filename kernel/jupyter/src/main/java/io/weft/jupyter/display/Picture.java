package io.weft.jupyter.display;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// A picture as a page shows it: PNG, JPEG, GIF or WebP as it is, an image of AWT as PNG. Its size is bounded, since it is stored in the
/// notebook.
///
/// ```
/// image(Path.of("photo.jpg")).width(400)
/// ```
public final class Picture implements Forms.Source {

    private static final int MOST_PIXELS = 2_000;
    /// Of an encoded picture; a larger one is scaled down.
    private static final int MOST_BYTES = 8 << 20;

    private final Object source;
    private final int most;
    private final Optional<Integer> width;

    /// @param source an image of AWT, or the bytes of a file
    private Picture(Object source, int most, Optional<Integer> width) {
        this.source = source;
        this.most = most;
        this.width = width;
    }

    static Picture ofImage(Object image) {
        return new Picture(image, MOST_PIXELS, Optional.empty());
    }

    static Picture ofBytes(byte[] encoded) {
        return new Picture(encoded.clone(), MOST_PIXELS, Optional.empty());
    }

    static Picture ofFile(Path file) {
        try {
            return new Picture(Files.readAllBytes(file), MOST_PIXELS, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("The picture " + file + " cannot be read"
                    + (Files.exists(file) ? "." : ": there is no such file."), e);
        }
    }

    static boolean isImage(Object value) {
        return value instanceof java.awt.Image;
    }

    /// The same picture, shown this wide on the page.
    public Picture width(int pixels) {
        return new Picture(source, most, Optional.of(positive(pixels)));
    }

    /// The same picture, scaled down where it is wider or higher than this; 2000 pixels if not said.
    public Picture atMost(int pixels) {
        return new Picture(source, positive(pixels), width);
    }

    private static int positive(int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("A picture of " + pixels + " pixels cannot be seen: give one or more.");
        }
        return pixels;
    }

    @Override
    public Forms forms() {
        if (!(source instanceof byte[] bytes)) {
            return drawn(Drawing.toPng(source, most));
        }
        var type = type(bytes);
        if (type.equals("image/svg+xml")) {
            return Forms.of(type, new String(bytes, StandardCharsets.UTF_8), "an SVG picture");
        }
        boolean asItIs = !type.isEmpty() && bytes.length <= MOST_BYTES && most == MOST_PIXELS;
        return asItIs
                ? encoded(type, bytes, "a picture, %s, %,d bytes".formatted(type, bytes.length))
                : drawn(Drawing.toPng(Drawing.decode(bytes), most));
    }

    @Override
    public String toString() {
        return forms().data().get(Forms.PLAIN).toString();
    }

    private Forms drawn(Drawing.Png png) {
        return encoded("image/png", png.bytes(), "a picture, " + png.size());
    }

    private Forms encoded(String type, byte[] bytes, String text) {
        var forms = Forms.of(type, Base64.getEncoder().encodeToString(bytes), text);
        return width.isEmpty() ? forms : new Forms(forms.data(), Map.of(type, Map.of("width", width.get())));
    }

    /// By its first bytes; empty if none that pages show.
    private static String type(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, 1000), StandardCharsets.ISO_8859_1);
        return start.startsWith("\u0089PNG\r\n")
                ? "image/png"
                : start.startsWith("\u00ff\u00d8\u00ff")
                        ? "image/jpeg"
                        : start.startsWith("GIF8")
                                ? "image/gif"
                                : start.startsWith("RIFF") && start.startsWith("WEBP", 8)
                                        ? "image/webp"
                                        : start.contains("<svg") && start.stripLeading().startsWith("<")
                                                ? "image/svg+xml"
                                                : "";
    }
}
