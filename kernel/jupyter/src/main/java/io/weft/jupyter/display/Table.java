package io.weft.jupyter.display;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Rows and columns of a collection, a map, an array or a stream. Shown as the value of a cell, by `display`, and, as text, by `println`.
///
/// ```
/// table(people).rows(50).columns("name", "age")
/// ```
public final class Table implements Forms.Source {

    private static final int PAGE_ROWS = 100;
    private static final int TEXT_ROWS = 20;
    private static final int MOST_COLUMNS = 20;
    private static final int CELL_CHARACTERS = 200;

    private final Rows rows;
    private final Options options;

    /// What to show.
    ///
    /// @param rows     how many; empty for as many as fit the form
    /// @param columns  which, empty for the first ones
    /// @param decimals of fractions; empty for all
    private record Options(Optional<Integer> rows, List<String> columns, Optional<Integer> decimals) {}

    /// Some rows and columns, as text.
    ///
    /// @param headings of the columns
    /// @param numeric  whether a column holds numbers alone
    /// @param cells    by row
    /// @param note     what is left out, or empty
    record Extract(List<String> headings, List<Boolean> numeric, List<List<String>> cells, String note) {}

    private Table(Rows rows, Options options) {
        this.rows = rows;
        this.options = options;
    }

    static Table of(Object data) {
        return new Table(Rows.of(data), new Options(Optional.empty(), List.of(), Optional.empty()));
    }

    /// The same table with at most so many rows.
    public Table rows(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A table of " + most + " rows shows nothing: give one or more.");
        }
        return new Table(rows, new Options(Optional.of(most), options.columns, options.decimals));
    }

    /// The same table with these columns, in this order.
    public Table columns(String... names) {
        return new Table(rows, new Options(options.rows, List.of(names), options.decimals));
    }

    /// The same table with so many decimals in each fraction.
    public Table decimals(int places) {
        if (places < 0 || places > 100) {
            throw new IllegalArgumentException("A number cannot have " + places + " decimals here: give 0 to 100.");
        }
        return new Table(rows, new Options(options.rows, options.columns, Optional.of(places)));
    }

    /// The page's form.
    public String toHtml() {
        return HtmlTable.of(extract(options.rows.orElse(PAGE_ROWS)));
    }

    /// The terminal's form.
    @Override
    public String toString() {
        return TextTable.of(extract(options.rows.orElse(TEXT_ROWS)));
    }

    @Override
    public Forms forms() {
        return Forms.of(Forms.HTML, toHtml(), toString());
    }

    private Extract extract(int most) {
        var shown = rows.first(most);
        var all = Column.of(shown);
        var columns = options.columns.isEmpty() ? all.subList(0, Math.min(all.size(), MOST_COLUMNS)) : chosen(all);
        var values = shown.stream().map(row -> columns.stream().map(it -> it.value().apply(row)).toList()).toList();
        var numeric = new ArrayList<Boolean>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            var cells = values.stream().map(row -> row.get(column)).toList();
            numeric.add(
                    cells.stream().allMatch(Table::fitsNumbers) && cells.stream().anyMatch(Number.class::isInstance));
        }
        return new Extract(columns.stream().map(Column::name).toList(), numeric,
                values.stream().map(row -> row.stream().map(this::text).toList()).toList(),
                note(shown.size(), columns.size(), all.size()));
    }

    private List<Column> chosen(List<Column> all) {
        return options.columns.stream()
                .map(name -> all.stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("The table has no column '" + name
                                + "'; it has " + String.join(", ", all.stream().map(Column::name).toList()) + ".")))
                .toList();
    }

    private String note(int shown, int columns, int allColumns) {
        var parts = new ArrayList<String>();
        parts.add(shown == 0 ? "no rows" : rows.note(shown));
        if (options.columns.isEmpty() && columns < allColumns) {
            parts.add("%,d of %,d columns".formatted(columns, allColumns));
        }
        parts.removeIf(String::isEmpty);
        return String.join(", ", parts);
    }

    private static boolean fitsNumbers(Object value) {
        return value instanceof Number || value == Column.NONE || value == null;
    }

    private String text(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(this::text).orElse("");
            case Double number when options.decimals.isPresent() && Double.isFinite(number) -> rounded(number);
            case Float number when options.decimals.isPresent() && Float.isFinite(number) -> rounded(number);
            case BigDecimal number when options.decimals.isPresent() -> rounded(number);
            case null, default -> ValueText.atMost(value, CELL_CHARACTERS);
        };
    }

    private String rounded(Number number) {
        return String.format(Locale.ROOT, "%." + options.decimals.orElseThrow() + "f", number);
    }

    /// The table of a value that reads better as one: many records of one type or maps, a matrix, a map that fills more than a line.
    static Optional<Table> automatic(Object value) {
        boolean fits = switch (value) {
            case Map<?, ?> map -> ValueText.isMany(map) && !map.isEmpty() && ValueText.atMost(map, 120).length() >= 120;
            case Object[] array -> isTabular(Arrays.asList(array));
            case Collection<?> many -> isTabular(many);
            case null, default -> false;
        };
        return fits ? Optional.of(of(value)) : Optional.empty();
    }

    private static boolean isTabular(Collection<?> elements) {
        var some = new Rows.Counted(elements).first(PAGE_ROWS);
        var types = some.stream().filter(it -> it != null).map(Table::kind).distinct().toList();
        return types.size() == 1 && types.getFirst() != Object.class;
    }

    /// Elements of one kind make a table, unless it is Object.
    private static Class<?> kind(Object element) {
        return element instanceof Record
                ? element.getClass()
                : element instanceof Map
                        ? Map.class
                        : element.getClass().isArray()
                                ? Object[].class
                                : Object.class;
    }
}
