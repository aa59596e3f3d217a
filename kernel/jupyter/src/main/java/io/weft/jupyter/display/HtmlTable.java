package io.weft.jupyter.display;

/// A table for pages: scrolls when it is tall or wide, its headings stay. Styles are on the elements, since pages drop style sheets of
/// notebooks that they do not trust.
final class HtmlTable {

    private static final String HEADING = "position:sticky;top:0;background:var(--jp-layout-color0,#fff);text-align:";

    private HtmlTable() {}

    static String of(Table.Extract table) {
        var html = new StringBuilder("<div style=\"max-height:32em;max-width:100%;overflow:auto\"><table><thead><tr>");
        for (int i = 0; i < table.headings().size(); i++) {
            html.append("<th style=\"")
                    .append(HEADING)
                    .append(alignment(table, i))
                    .append("\">")
                    .append(escape(table.headings().get(i)))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (var row : table.cells()) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append("<td style=\"text-align:")
                        .append(alignment(table, i))
                        .append("\">")
                        .append(escape(row.get(i)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>");
        return table.note().isEmpty() ? html.toString() : html + "<p>" + escape(table.note()) + "</p>";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String alignment(Table.Extract table, int column) {
        return table.numeric().get(column) ? "right" : "left";
    }
}
