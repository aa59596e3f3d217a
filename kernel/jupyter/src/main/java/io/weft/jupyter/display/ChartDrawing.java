package io.weft.jupyter.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws charts with XChart. Loaded when the first one is shown. A picture has twice the pixels that it is shown with, which is sharp, and much
/// smaller than SVG drawn through XChart, where each letter is a path.
final class ChartDrawing {

    private static final int SHARPNESS = 2;
    private static final int MOST_POINTS = 4_000;
    private static final Color INK = new Color(0x333333);
    private static final Color GRID = new Color(0xe4e4e4);
    /// Okabe and Ito's, which all eyes can tell apart.
    private static final Color[] COLOURS = {new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0xe69f00), new Color(0x56b4e9), new Color(0x000000)};

    static {
        Drawing.withoutScreen();
    }

    private ChartDrawing() {}

    /// Whether it is a chart of the library itself.
    static boolean isChart(Object value) {
        return value instanceof org.knowm.xchart.internal.chartpart.Chart<?, ?>;
    }

    static Forms forms(Object libraryChart) {
        var chart = (org.knowm.xchart.internal.chartpart.Chart<?, ?>) libraryChart;
        return forms(chart, chart.getWidth(), chart.getHeight(), "a chart, " + chart.getTitle());
    }

    static Forms forms(Chart chart) {
        var text = chart.toString();
        try {
            return forms(chart.series().getFirst().style() == Series.Style.BARS ? bars(chart) : curves(chart),
                    chart.width(), chart.height(), text);
        } catch (LinkageError | InternalError e) {
            return withoutFonts(text, e);
        }
    }

    private static Forms forms(org.knowm.xchart.internal.chartpart.Chart<?, ?> chart, int width, int height,
            String text) {
        try {
            var image = new BufferedImage(SHARPNESS * width, SHARPNESS * height, BufferedImage.TYPE_INT_RGB);
            var pen = image.createGraphics();
            pen.scale(SHARPNESS, SHARPNESS);
            pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            chart.paint(pen, width, height);
            pen.dispose();
            var png = Base64.getEncoder()
                    .encodeToString(Drawing.toPng(Palette.reduce(image), Integer.MAX_VALUE).bytes());
            return new Forms(Forms.of("image/png", png, text).data(), Map.of("image/png", Map.of("width", width)));
        } catch (LinkageError | InternalError e) {
            return withoutFonts(text, e);
        }
    }

    /// AWT's classes that need fonts cannot be initialised where there are none.
    private static Forms withoutFonts(String text, Error e) {
        return Forms.plain(text + "\n(No picture: Java cannot draw text here, " + e + ". If fonts are missing, install"
                + " fontconfig and a font, such as the packages fontconfig and fonts-dejavu-core, and restart the kernel.)");
    }

    private static XYChart curves(Chart chart) {
        var drawn = new XYChartBuilder().title(chart.title())
                .width(chart.width())
                .height(chart.height())
                .xAxisTitle(chart.bottom())
                .yAxisTitle(chart.left())
                .build();
        style(drawn.getStyler(), chart);
        drawn.getStyler().setXAxisTickMarkSpacingHint(70);
        if (chart.series().stream().flatMap(it -> it.xs().stream()).allMatch(Number.class::isInstance)) {
            drawn.getStyler().setxAxisTickLabelsFormattingFunction(ChartDrawing::label);
        }
        for (var series : chart.series()) {
            var shown = series.thinned(MOST_POINTS);
            var added = drawn.addSeries(shown.name(), shown.xs(), Arrays.stream(shown.ys()).boxed().toList());
            added.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            boolean points = series.style() == Series.Style.POINTS;
            added.setMarker(points || shown.ys().length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            added.setXYSeriesRenderStyle(switch (series.style()) {
                case LINE -> XYSeriesRenderStyle.Line;
                case POINTS -> XYSeriesRenderStyle.Scatter;
                case STEPS -> XYSeriesRenderStyle.StepArea;
                case BARS -> throw new IllegalStateException("Bars are drawn in a chart of their own.");
            });
            if (series.style() == Series.Style.STEPS) {
                var colour = COLOURS[(drawn.getSeriesMap().size() - 1) % COLOURS.length];
                added.setFillColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0x60));
            }
        }
        return drawn;
    }

    /// Six digits tell ticks apart.
    private static String label(Double value) {
        var rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return rounded.scale() > 9 || rounded.precision() - rounded.scale() > 9
                ? rounded.toString()
                : rounded.toPlainString();
    }

    private static CategoryChart bars(Chart chart) {
        var drawn = new CategoryChartBuilder().title(chart.title())
                .width(chart.width())
                .height(chart.height())
                .xAxisTitle(chart.bottom())
                .yAxisTitle(chart.left())
                .build();
        style(drawn.getStyler(), chart);
        drawn.getStyler().setAvailableSpaceFill(0.8);
        var labels = new LinkedHashSet<String>();
        chart.series().forEach(series -> series.xs().forEach(label -> labels.add(label.toString())));
        for (var series : chart.series()) {
            drawn.addSeries(series.name(), List.copyOf(labels), valuesAt(labels, series));
        }
        if (chart.isLogarithmic()) {
            drawn.getStyler().setYAxisMin(powerBelow(chart));
        }
        return drawn;
    }

    /// Bars begin at zero, which a logarithmic axis does not have.
    private static double powerBelow(Chart chart) {
        double least = chart.series()
                .stream()
                .flatMapToDouble(it -> Arrays.stream(it.ys()))
                .filter(y -> y > 0)
                .min()
                .orElse(1);
        return Math.pow(10, Math.ceil(Math.log10(least)) - 1);
    }

    /// A series that lacks a label has no bar there.
    private static List<Double> valuesAt(LinkedHashSet<String> labels, Series series) {
        var values = new ArrayList<Double>();
        for (var label : labels) {
            int index = series.xs().indexOf(label);
            values.add(index < 0 || Double.isNaN(series.ys()[index]) ? null : (Double) series.ys()[index]);
        }
        return values;
    }

    private static void style(AxesChartStyler styler, Chart chart) {
        styler.setSeriesColors(COLOURS);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderColor(GRID);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartFontColor(INK);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTickLabelsColor(INK);
        styler.setAxisTickMarksColor(GRID);
        styler.setMarkerSize(6);
        styler.setLegendVisible(chart.series().size() > 1);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setYAxisLogarithmic(chart.isLogarithmic());
        styler.setXAxisTitleVisible(!chart.bottom().isEmpty());
        styler.setYAxisTitleVisible(!chart.left().isEmpty());
    }
}
