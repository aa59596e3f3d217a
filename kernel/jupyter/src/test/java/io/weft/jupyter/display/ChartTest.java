package io.weft.jupyter.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final double[] NUMBERS = IntStream.range(0, 200).mapToDouble(i -> Math.sin(i / 20.0)).toArray();

    @Test
    void everyKindIsDrawnSharpAndSaysItsCourse() throws IOException {
        var dates = IntStream.range(0, 3).mapToObj(i -> LocalDate.of(2025, 1, 1).plusDays(i)).toList();
        var charts = List.of(new Chart("line").line("sin", NUMBERS).line("cos", new int[]{1, 2}, List.of(0.5, 1)),
                new Chart("scatter").scatter("a", IntStream.range(0, 200), NUMBERS).axes("x", "y"),
                new Chart("bars").bar("a", List.of("x", "y"), new long[]{1, -2})
                        .bar("b", List.of("y", "z"), List.of(3, 4)),
                new Chart("histogram").histogram("h", NUMBERS, 10),
                new Chart("dates").line("d", dates, new int[]{1, 2, 3}),
                new Chart("log").line("l", new double[]{1, 1000}).logarithmic(),
                new Chart("log bars").bar("b", List.of("a", "b"), new double[]{0.2, 1000}).logarithmic(),
                new Chart("one").line("l", new int[]{5}),
                new Chart("gap").line("g", new double[]{1, Double.NaN, 3}));
        for (var chart : charts) {
            var forms = chart.forms();
            var png = ImageIO.read(
                    new ByteArrayInputStream(Base64.getDecoder().decode(forms.data().get("image/png").toString())));
            assertEquals(1440, png.getWidth(), chart.title());
            assertEquals(Map.of("image/png", Map.of("width", 720)), forms.metadata());
            assertTrue(colours(png) > 20, () -> chart.title() + " is empty");
            assertTrue(forms.data().get("text/plain").toString().startsWith(chart.title() + "\n"));
        }
    }

    @Test
    void theTextShowsTheCourse() {
        assertEquals("t\nup    ▁▅█  3 values, 1 to 3\ndown  █▁  2 values, 0 to 9",
                new Chart("t").line("up", new int[]{1, 2, 3}).line("down", List.of(9, 0)).toString());
    }

    @Test
    void aHistogramCountsEachValueOnce() {
        var series = Series.histogram("h", new double[]{0, 0.4, 0.5, 1, Double.NaN}, 2);
        assertArrayEquals(new double[]{0, 2, 2, 0, 0}, series.ys());
        assertEquals(List.of(-0.25, 0.0, 0.5, 1.0, 1.25), series.xs());
        assertEquals(1, Series.histogram("h", new double[]{3}, 4).ys()[1]);
    }

    @Test
    void aLongSeriesKeepsItsExtremes() {
        var ys = new double[1_000_000];
        ys[123_456] = 7;
        ys[654_321] = -7;
        var thin = Series.overPositions("s", Series.Style.LINE, ys).thinned(1_000);
        assertEquals(1_000, thin.ys().length);
        assertTrue(IntStream.range(0, 1_000).anyMatch(i -> thin.ys()[i] == 7 && thin.xs().get(i).equals(123_457)));
        assertTrue(IntStream.range(0, 1_000).anyMatch(i -> thin.ys()[i] == -7));
    }

    @Test
    void whatCannotBeDrawnIsToldWithTheRepair() {
        refused("has 2 places and 1 values", () -> new Chart("c").line("a", new int[]{1, 2}, new int[]{1}));
        refused("has a series 'a' already", () -> new Chart("c").line("a", new int[]{1}).line("a", new int[]{1}));
        refused("cannot hold bars", () -> new Chart("c").line("a", new int[]{1}).bar("b", List.of("x"), List.of(1)));
        refused("give numbers", () -> new Chart("c").line("a", List.of("x")));
        refused("labels are for bars", () -> new Chart("c").line("a", List.of("x"), List.of(1)));
        refused("no numbers to draw", () -> new Chart("c").line("a", List.of()));
        refused("give 1 to 1000", () -> new Chart("c").histogram("a", NUMBERS, 0));
        assertThrows(IllegalStateException.class, () -> new Chart("c").forms());
    }

    private static void refused(String words, org.junit.jupiter.api.function.Executable code) {
        var e = assertThrows(IllegalArgumentException.class, code);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    private static long colours(java.awt.image.BufferedImage image) {
        return IntStream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }
}
