package io.weft.jupyter.display;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;

/// The text of a value, as `toString` gives it, but arrays with what is in them, and never longer than a page can show: a
/// collection is asked only for as many elements as are shown. One that contains itself is no trap.
final class ValueText {

    /// Of a text, or of a value that makes its own.
    private static final int MOST = 100_000;
    /// Of a collection: a wall of text helps nobody.
    private static final int MOST_OF_MANY = 5_000;
    private static final int DEPTH = 50;

    private final int most;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Object> open = new ArrayDeque<>();

    private ValueText(int most) {
        this.most = most;
    }

    static String of(Object value) {
        return isMany(value) ? atMost(value, MOST_OF_MANY) : cut(String.valueOf(value));
    }

    /// The text of a value in about this many characters.
    static String atMost(Object value, int characters) {
        var text = new ValueText(characters);
        text.add(value);
        return text.out.toString();
    }

    static String cut(String text) {
        return text.length() <= MOST
                ? text
                : shorten(text, MOST) + "\n(%,d of %,d characters; text(...) shows all)".formatted(MOST, text.length());
    }

    /// Whether the value is shown element by element.
    static boolean isMany(Object value) {
        return value != null && (value.getClass().isArray()
                || (value instanceof Collection<?> || value instanceof Map<?, ?>) && hasOrdinaryText(value));
    }

    /// A cut must not part the two halves of a character.
    static String shorten(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static boolean hasOrdinaryText(Object value) {
        try {
            return value.getClass().getMethod("toString").getDeclaringClass().getModule() == Object.class.getModule();
        } catch (NoSuchMethodException e) {
            throw new AssertionError("Every class has toString.", e);
        }
    }

    private void add(Object value) {
        if (!isMany(value)) {
            addSingle(String.valueOf(value));
        } else if (open.stream().anyMatch(outer -> outer == value)) {
            out.append(value == open.peek() ? self(value) : "...");
        } else if (open.size() == DEPTH) {
            out.append("...");
        } else {
            open.push(value);
            switch (value) {
                case Collection<?> many -> addAll(many, many.size());
                case Map<?, ?> map -> addMap(map);
                default -> addArray(value);
            }
            open.pop();
        }
    }

    /// What the JDK writes.
    private static String self(Object value) {
        return value instanceof Map ? "(this Map)" : value instanceof Collection ? "(this Collection)" : "(this array)";
    }

    private void addSingle(String text) {
        int left = Math.max(most - out.length(), 20);
        out.append(text.length() <= left ? text : shorten(text, left) + "...");
    }

    private void addAll(Iterable<?> elements, int size) {
        out.append('[');
        int shown = 0;
        for (var element : elements) {
            if (full(shown, size)) {
                break;
            }
            separate(shown++);
            add(element);
        }
        out.append(']');
    }

    private void addArray(Object array) {
        int size = Array.getLength(array);
        out.append('[');
        for (int i = 0; i < size && !full(i, size); i++) {
            separate(i);
            add(Array.get(array, i));
        }
        out.append(']');
    }

    private void addMap(Map<?, ?> map) {
        out.append('{');
        int shown = 0;
        for (var entry : map.entrySet()) {
            if (full(shown, map.size())) {
                break;
            }
            separate(shown++);
            add(entry.getKey());
            out.append('=');
            add(entry.getValue());
        }
        out.append('}');
    }

    private void separate(int before) {
        if (before > 0) {
            out.append(", ");
        }
    }

    /// Says how many are left out where no more fit.
    private boolean full(int shown, int size) {
        if (out.length() < most) {
            return false;
        }
        out.append(shown > 0 ? ", " : "").append("... %,d more".formatted(size - shown));
        return true;
    }
}
