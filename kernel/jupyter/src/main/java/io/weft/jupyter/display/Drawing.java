package io.weft.jupyter.display;

import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.swing.ImageIcon;

/// Pictures of AWT. Loaded when the first one is shown, so that nobody else pays for AWT; without a screen, unless the JVM's options say otherwise.
final class Drawing {

    /// An encoded picture, and its size in words.
    record Png(byte[] bytes, String size) {}

    static {
        withoutScreen();
    }

    private Drawing() {}

    /// Before the first use of AWT.
    static void withoutScreen() {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /// Encodes an image, scaled down where a side has more pixels.
    static Png toPng(Object image, int most) {
        var rendered = image instanceof RenderedImage ready ? ready : loaded((Image) image);
        int width = rendered.getWidth();
        int height = rendered.getHeight();
        double scale = Math.min(1, most / (double) Math.max(width, height));
        var size = "%d x %d".formatted(width, height);
        if (scale < 1) {
            rendered = scaled(rendered, Math.max(1, (int) (width * scale)), Math.max(1, (int) (height * scale)));
            size += ", shown in %d x %d".formatted(rendered.getWidth(), rendered.getHeight());
        }
        return new Png(encode(rendered), size);
    }

    /// Decodes what ImageIO knows.
    static BufferedImage decode(byte[] bytes) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image == null) {
                throw new IllegalArgumentException(
                        "These %,d bytes are no picture that can be shown: give PNG, JPEG, GIF,"
                                .formatted(bytes.length) + " WebP, BMP, TIFF or SVG.");
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException("The picture is broken: " + e.getMessage(), e);
        }
    }

    /// Compressed as far as PNG goes: it is written once, and stored and sent often.
    private static byte[] encode(RenderedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            boolean writable = writer.getOriginatingProvider().canEncodeImage(image);
            var options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(0);
            writer.setOutput(out);
            writer.write(null,
                    new IIOImage(writable ? image : scaled(image, image.getWidth(), image.getHeight()), null, null),
                    options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage scaled(RenderedImage image, int width, int height) {
        var source = image instanceof BufferedImage buffered ? buffered : copy(image);
        var scaled = new BufferedImage(width, height,
                source.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var pen = scaled.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(source, 0, 0, width, height, null);
        pen.dispose();
        return scaled;
    }

    private static BufferedImage copy(RenderedImage image) {
        var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        var pen = copy.createGraphics();
        pen.drawRenderedImage(image, null);
        pen.dispose();
        return copy;
    }

    /// An image of the toolkit may come piece by piece.
    private static BufferedImage loaded(Image image) {
        var whole = new ImageIcon(image).getImage();
        int width = whole.getWidth(null);
        int height = whole.getHeight(null);
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("The image has no size: what it is made from could not be loaded.");
        }
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var pen = drawn.createGraphics();
        pen.drawImage(whole, 0, 0, null);
        pen.dispose();
        return drawn;
    }
}
