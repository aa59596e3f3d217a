package io.weft.jupyter.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.weft.Views;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class RenderingTest {

    record Point(int x, int y) {}

    private final Rendering rendering = new Rendering();

    private JsonObject shown(Object value) {
        return MimeBundle.of(rendering.render(value)).data();
    }

    @Test
    void plainValuesAreTextAlone() {
        for (var value : List.of(1, "text", List.of(1, 2), Map.of("a", 1), new Point(1, 2))) {
            assertEquals("{\"text/plain\":\"" + value + "\"}", shown(value).toString());
        }
        assertEquals("null", shown(null).get("text/plain").getAsString());
        assertEquals("[1, 2]", shown(new int[]{1, 2}).get("text/plain").getAsString());
    }

    @Test
    void recordsAreATableInBothForms() {
        var data = shown(List.of(new Point(1, 2)));
        assertTrue(data.get("text/html").getAsString().contains("<table>"));
        assertEquals("x | y\n--+--\n1 | 2", data.get("text/plain").getAsString());
    }

    @Test
    void viewsKeepTheirType() {
        assertEquals("<b>", shown(Views.html("<b>")).get("text/html").getAsString());
        assertEquals("<b>", shown(Views.html("<b>")).get("text/plain").getAsString());
        assertEquals(200_000, shown(Views.text("x".repeat(200_000))).get("text/plain").getAsString().length());
        var json = shown(Displays.json(Map.of("a", List.of(1, Double.NaN))));
        assertEquals("{\"a\":[1,null]}", json.get("application/json").toString());
    }

    @Test
    void aStreamIsNotRead() {
        var stream = Stream.of(1, 2);
        assertTrue(shown(stream).get("text/plain").getAsString().contains("toList()"));
        assertEquals(2, stream.count());
        var bytes = new ByteArrayInputStream(new byte[10]);
        shown(bytes);
        assertEquals(10, bytes.available());
    }

    @Test
    void picturesBecomePng() throws IOException {
        var image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, 0x123456);
        var data = shown(image);
        var png = decoded(data);
        assertEquals(30, png.getWidth());
        assertEquals(0x123456, png.getRGB(3, 4) & 0xFFFFFF);
        assertEquals("a picture, 30 x 20", data.get("text/plain").getAsString());
    }

    @Test
    void aLargePictureIsScaledDownAndSaysSo() throws IOException {
        var data = shown(new BufferedImage(4000, 100, BufferedImage.TYPE_BYTE_GRAY));
        assertEquals(2000, decoded(data).getWidth());
        assertEquals("a picture, 4000 x 100, shown in 2000 x 50", data.get("text/plain").getAsString());
        assertEquals(10,
                decoded(shown(Displays.image(new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB)).atMost(10)))
                        .getWidth());
    }

    @Test
    void encodedPicturesAreKeptAsTheyAre() {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2};
        var bundle = MimeBundle.of(rendering.render(Displays.image(jpeg).width(7)));
        assertArrayEquals(jpeg, Base64.getDecoder().decode(bundle.data().get("image/jpeg").getAsString()));
        assertEquals("{\"image/jpeg\":{\"width\":7}}", bundle.metadata().toString());
        assertTrue(shown(Displays.image("<svg/>".getBytes())).has("image/svg+xml"));
        var e = assertThrows(IllegalArgumentException.class, () -> Displays.image(new byte[]{1, 2}).forms());
        assertTrue(e.getMessage().startsWith("These 2 bytes are no picture"), e.getMessage());
        assertThrows(java.io.UncheckedIOException.class, () -> Displays.image(Path.of("none.png")));
    }

    @Test
    void whatALibraryRegistersComesFirst() {
        rendering.createRegistration(Point.class)
                .preferring(MIMEType.TEXT_HTML)
                .register((point, context) -> context.renderIfRequested(MIMEType.TEXT_HTML,
                        () -> "<i>" + point.x + "</i>"));
        assertEquals("{\"text/html\":\"<i>1</i>\",\"text/plain\":\"Point[x=1, y=2]\"}",
                shown(new Point(1, 2)).toString());
        var own = new DisplayDataRenderable() {
            @Override
            public void render(RenderContext context) {
                context.getOutputContainer().putMarkdown("*own*");
            }

            @Override
            public String toString() {
                return "own";
            }
        };
        assertEquals("{\"text/markdown\":\"*own*\",\"text/plain\":\"own\"}", shown(own).toString());
    }

    @Test
    void onlyTheAskedTypesAreGiven() {
        var people = List.of(new Point(1, 2));
        assertFalse(MimeBundle.of(rendering.renderAs(people, "text/plain")).data().has("text/html"));
        assertTrue(MimeBundle.of(rendering.renderAs(people, "text/html")).data().has("text/html"));
        assertTrue(MimeBundle.of(rendering.renderAs(people, "text/*")).data().has("text/html"));
    }

    @Test
    void whatContainsItselfHasAnEnd() {
        var list = new ArrayList<Object>();
        list.add(list);
        assertEquals("[(this Collection)]", shown(list).get("text/plain").getAsString());
        var e = assertThrows(IllegalArgumentException.class, () -> Displays.json(list));
        assertTrue(e.getMessage().contains("contains itself"), e.getMessage());
    }

    @Test
    void jsonOfTextIsChecked() {
        assertEquals(JsonParser.parseString("[1]"), JsonTree.parse(" [1] "));
        for (var bad : List.of("{", "[1] 2", "{a:1}", "")) {
            var e = assertThrows(IllegalArgumentException.class, () -> JsonTree.parse(bad));
            assertTrue(e.getMessage().startsWith("The text is no JSON"), e.getMessage());
        }
    }

    private static BufferedImage decoded(JsonObject data) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.get("image/png").getAsString())));
    }
}
