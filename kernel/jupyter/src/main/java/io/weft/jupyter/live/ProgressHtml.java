package io.weft.jupyter.live;

import io.weft.progress.ProgressState;
import java.util.Locale;

/// A progress bar as HTML, in the colours of the front end's theme where it has some.
final class ProgressHtml {

    private static final String ROW = "<div style=\"display:flex;align-items:center;gap:0.7em;"
            + "font-family:var(--jp-code-font-family,monospace);font-size:var(--jp-code-font-size,13px)\">";

    private ProgressHtml() {}

    static String of(ProgressState state) {
        var html = new StringBuilder(ROW);
        if (!state.title().isEmpty()) {
            html.append("<span>").append(escape(state.title())).append("</span>");
        }
        html.append("<progress style=\"width:16em;accent-color:").append(colour(state)).append('"');
        if (state.share().isPresent()) {
            html.append(String.format(Locale.ROOT, " value=\"%.4f\" max=\"1\"", state.share().getAsDouble()));
        } else if (state.phase() == ProgressState.Phase.DONE) {
            html.append(" value=\"1\" max=\"1\"");
        }
        html.append("></progress><span>");
        if (state.share().isPresent() && state.phase() != ProgressState.Phase.DONE) {
            html.append((int) (state.share().getAsDouble() * 100)).append("%&ensp;");
        }
        html.append(state.counts())
                .append("</span><span style=\"opacity:0.7\">")
                .append(escape(state.details()))
                .append("</span></div>");
        return html.toString();
    }

    private static String colour(ProgressState state) {
        if (state.phase() == ProgressState.Phase.STOPPED || state.failed() > 0) {
            return "var(--jp-error-color1,#d32f2f)";
        }
        return state.phase() == ProgressState.Phase.DONE
                ? "var(--jp-success-color1,#388e3c)"
                : "var(--jp-brand-color1,#1976d2)";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
