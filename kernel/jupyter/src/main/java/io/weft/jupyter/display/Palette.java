package io.weft.jupyter.display;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Makes a picture of few colours small: drawn lines have hundreds of shades at their edges, and 256 of them look the same in a fourth of
/// the bytes.
final class Palette {

    private static final int MOST = 256;

    private Palette() {}

    /// The same picture with at most 256 colours; black and white stay what they are.
    static BufferedImage reduce(BufferedImage image) {
        int width = image.getWidth();
        var pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        int bits = 8;
        while (IntStream.of(rounded(pixels, bits)).distinct().limit(MOST + 1).count() > MOST) {
            bits--;
        }
        var colours = rounded(pixels, bits);
        Map<Integer, Integer> places = new HashMap<>();
        IntStream.of(colours).forEach(colour -> places.computeIfAbsent(colour, _ -> places.size()));
        var palette = new int[places.size()];
        places.forEach((colour, place) -> palette[place] = colour);
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        var reduced = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        reduced.getRaster().setPixels(0, 0, width, image.getHeight(), IntStream.of(colours).map(places::get).toArray());
        return reduced;
    }

    /// Colours with so many bits for each of red, green and blue.
    private static int[] rounded(int[] colours, int bits) {
        return IntStream.of(colours)
                .map(c -> part(c >> 16 & 0xFF, bits) << 16 | part(c >> 8 & 0xFF, bits) << 8 | part(c & 0xFF, bits))
                .toArray();
    }

    private static int part(int value, int bits) {
        int most = (1 << bits) - 1;
        return (value * most + 127) / 255 * 255 / most;
    }
}
