package io.weft.jupyter.display;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;

/// Where the rows of a table come from. No more are asked for than are shown.
sealed interface Rows {

    /// The first of them, fewer if there are no more.
    List<Object> first(int most);

    /// How many of how many are shown; empty if all are.
    String note(int shown);

    /// The rows of a value: its elements, the entries of a map, or the value alone.
    static Rows of(Object data) {
        return switch (data) {
            case Map<?, ?> map -> new Counted(map.entrySet());
            case Collection<?> many -> new Counted(many);
            case Object[] array -> new Counted(Arrays.asList(array));
            case BaseStream<?, ?> stream -> new Drawn(stream.iterator());
            case Iterator<?> iterator -> new Drawn(iterator);
            case Iterable<?> iterable -> new Drawn(iterable.iterator());
            case Object value when value.getClass().isArray() -> new Counted(listOf(value));
            case Object value -> new Counted(List.of(value));
            case null ->
                throw new IllegalArgumentException("table(null) has no rows: give a collection, a map, an array,"
                        + " a stream or a record.");
        };
    }

    /// Elements that can be asked for again, and know their number.
    record Counted(Collection<?> elements) implements Rows {

        @Override
        public List<Object> first(int most) {
            var rows = new ArrayList<Object>();
            for (var element : elements) {
                if (rows.size() == most) {
                    break;
                }
                rows.add(element);
            }
            return rows;
        }

        @Override
        public String note(int shown) {
            int size = elements.size();
            return shown >= size ? "" : "%,d of %,d rows".formatted(shown, size);
        }
    }

    /// Elements that can be drawn only once, so those that were are kept. One task at a time.
    final class Drawn implements Rows {

        private final Iterator<?> iterator;
        private final List<Object> drawn = new ArrayList<>();

        Drawn(Iterator<?> iterator) {
            this.iterator = iterator;
        }

        @Override
        public List<Object> first(int most) {
            while (drawn.size() < most && iterator.hasNext()) {
                drawn.add(iterator.next());
            }
            return drawn.subList(0, Math.min(most, drawn.size()));
        }

        @Override
        public String note(int shown) {
            boolean more = shown < drawn.size() || iterator.hasNext();
            return more ? "%,d rows, and there are more".formatted(shown) : "";
        }
    }

    private static List<Object> listOf(Object primitives) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return Array.get(primitives, index);
            }

            @Override
            public int size() {
                return Array.getLength(primitives);
            }
        };
    }
}
