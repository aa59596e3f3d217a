package io.weft.jupyter.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableTest {

    record Person(String name, int age, Optional<String> mail) {}

    record City(String name, double area) {}

    public static class Bean {
        private final int id;

        Bean(int id) {
            this.id = id;
        }

        public int getId() {
            return id;
        }

        public boolean isOdd() {
            return id % 2 == 1;
        }

        public String getBroken() {
            throw new IllegalStateException("no value");
        }
    }

    private static final List<Person> PEOPLE = List.of(new Person("Ann", 7, Optional.of("a@b")),
            new Person("Bertram", 42, Optional.empty()));

    @Test
    void recordsAreRowsAndComponentsAreColumns() {
        assertEquals("""
                name    | age | mail
                --------+-----+-----
                Ann     |   7 | a@b
                Bertram |  42 |""", Table.of(PEOPLE).toString());
    }

    @Test
    void htmlIsEscapedAndAlignsNumbers() {
        var html = Table.of(List.of(new Person("<b>&\"", 7, Optional.empty()))).toHtml();
        assertTrue(html.contains("<td style=\"text-align:left\">&lt;b&gt;&amp;&quot;</td>"), html);
        assertTrue(html.contains("<td style=\"text-align:right\">7</td>"), html);
    }

    @Test
    void chosenColumnsComeInTheirOrderAndAWrongNameIsTold() {
        assertTrue(Table.of(PEOPLE).columns("age", "name").toString().startsWith("age | name\n"));
        var e = assertThrows(IllegalArgumentException.class, () -> Table.of(PEOPLE).columns("size").toString());
        assertEquals("The table has no column 'size'; it has name, age, mail.", e.getMessage());
    }

    @Test
    void rowsLeftOutAreCounted() {
        var numbers = IntStream.range(0, 1_000_000).boxed().toList();
        var text = Table.of(numbers).rows(2).toString();
        assertEquals("value\n-----\n    0\n    1\n2 of 1,000,000 rows", text);
        assertTrue(Table.of(numbers).toHtml().endsWith("<p>100 of 1,000,000 rows</p>"));
    }

    @Test
    void aStreamIsReadAsFarAsRowsAreShownAndOnlyOnce() {
        var drawn = new AtomicInteger();
        var table = Table.of(Stream.iterate(1, i -> i + 1).peek(_ -> drawn.incrementAndGet())).rows(3);
        assertEquals("value\n-----\n    1\n    2\n    3\n3 rows, and there are more", table.toString());
        assertEquals(table.toString(), table.toString());
        assertTrue(drawn.get() <= 4, () -> "drawn " + drawn);
    }

    @Test
    void mapsGiveTheirKeysAndWhatIsMissingStaysEmpty() {
        var a = new LinkedHashMap<String, Object>();
        a.put("x", 1);
        a.put("y", null);
        assertEquals("""
                x | y    | z
                --+------+--
                1 | null |
                2 |      | t""", Table.of(List.of(a, new java.util.TreeMap<>(Map.of("x", 2, "z", "t")))).toString());
    }

    @Test
    void aMapHasKeysAndValues() {
        assertEquals("key | value\n----+------\na   |     1", Table.of(Map.of("a", 1)).toString());
    }

    @Test
    void beansGiveTheirGetters() {
        var text = Table.of(List.of(new Bean(1))).toString();
        assertTrue(text.startsWith("id | broken") && text.contains("| odd"), text);
        assertTrue(text.contains("(IllegalStateException: no value)"), text);
    }

    @Test
    void rowsOfSeveralTypesShareColumns() {
        assertEquals("""
                       | name | age | mail | area
                -------+------+-----+------+-----
                Person | Ann  |   7 | a@b  |
                City   | Ulm  |     |      |  1.5""",
                Table.of(List.of(PEOPLE.getFirst(), new City("Ulm", 1.5))).toString());
    }

    @Test
    void matricesOfAllKinds() {
        var expected = "0 | 1\n--+--\n1 | 2\n3 |";
        assertEquals(expected, Table.of(new int[][]{{1, 2}, {3}}).toString());
        assertEquals(expected, Table.of(new Integer[][]{{1, 2}, {3}}).toString());
        assertEquals(expected, Table.of(List.of(List.of(1, 2), List.of(3))).toString());
    }

    @Test
    void aMillionColumnsAreCounted() {
        var text = Table.of(new int[100][1_000_000]).rows(1).toString();
        assertTrue(text.endsWith("1 of 100 rows, 20 of 1,000,000 columns"), text);
    }

    @Test
    void decimalsRoundFractionsAlone() {
        assertTrue(Table.of(List.of(new City("Ulm", 1.23456))).decimals(2).toString().endsWith("Ulm  | 1.23"));
        assertTrue(Table.of(List.of(new City("x", Double.NaN))).decimals(2).toString().contains("NaN"));
    }

    @Test
    void nothingIsAlsoATable() {
        assertEquals("no rows", Table.of(List.of()).toString());
        assertTrue(Table.of(Collections.singletonList(null)).toHtml().startsWith("<div"));
        assertThrows(IllegalArgumentException.class, () -> Table.of(null));
        assertThrows(IllegalArgumentException.class, () -> Table.of(List.of()).rows(0));
    }

    @Test
    void whatReadsBetterAsATableBecomesOne() {
        assertTrue(Table.automatic(PEOPLE).isPresent());
        assertTrue(Table.automatic(PEOPLE.toArray()).isPresent());
        assertTrue(Table.automatic(List.of(Map.of("a", 1))).isPresent());
        assertTrue(Table.automatic(new double[2][2]).isPresent());
        assertTrue(Table.automatic(Map.of("a", "x".repeat(200))).isPresent());
        for (var value : Arrays.asList(List.of(1, 2, 3), List.of(), Map.of("a", 1), new int[3], "x", null,
                List.of(PEOPLE.getFirst(), new City("Ulm", 1)), PEOPLE.getFirst(), List.of(new Bean(1)))) {
            assertFalse(Table.automatic(value).isPresent(), () -> "a table of " + value);
        }
    }

    @Test
    void anErrorOfTheJvmIsNotHidden() {
        class Waits {
            @SuppressWarnings("unused")
            public int getValue() {
                throw new OutOfMemoryError("none left");
            }
        }
        assertThrows(OutOfMemoryError.class, () -> Table.of(List.of(new Waits())).toString());
    }
}
