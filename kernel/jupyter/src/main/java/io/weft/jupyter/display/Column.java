package io.weft.jupyter.display;

import io.weft.loop.Cancelled;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A column of a table: its name, and how a row is asked for its value. A row that has none gives [#NONE].
///
/// @param name  its heading
/// @param value asks a row
record Column(String name, Function<Object, Object> value) {

    /// What is shown where a row has no such value.
    static final Object NONE = Optional.empty();

    /// The columns of rows: the components of records, the keys of maps, the properties of beans, the positions in arrays and lists. Rows of
    /// several types get those of all, and a first column that names the type.
    static List<Column> of(List<Object> rows) {
        var columns = new LinkedHashMap<String, Column>();
        var types = rows.stream().filter(row -> row != null).map(Object::getClass).distinct().toList();
        boolean mixed = types.size() > 1 && types.stream().allMatch(type -> !properties(type).isEmpty());
        if (mixed) {
            columns.put("", new Column("", row -> row == null ? NONE : row.getClass().getSimpleName()));
        }
        int positions = 0;
        for (var row : rows) {
            int length = positionsOf(row);
            for (; positions < length; positions++) {
                var column = position(positions);
                columns.put(column.name, column);
            }
            if (length < 0) {
                ofRow(row).forEach(column -> columns.putIfAbsent(column.name, column));
            }
        }
        return List.copyOf(columns.values());
    }

    /// How many values a list or an array holds; -1 for other rows.
    private static int positionsOf(Object row) {
        return switch (row) {
            case List<?> list -> list.size();
            case Object array when array.getClass().isArray() -> Array.getLength(array);
            case null, default -> -1;
        };
    }

    private static List<Column> ofRow(Object row) {
        return switch (row) {
            case null -> List.of();
            case Map.Entry<?, ?> _ -> List.of(entry("key", Map.Entry::getKey), entry("value", Map.Entry::getValue));
            case Map<?, ?> map -> map.keySet().stream().map(Column::key).toList();
            case Object other -> ofProperties(other.getClass());
        };
    }

    private static List<Column> ofProperties(Class<?> type) {
        var properties = properties(type);
        return properties.isEmpty()
                ? List.of(new Column("value", row -> row))
                : properties.entrySet().stream().map(it -> property(it.getKey(), it.getValue())).toList();
    }

    private static Column entry(String name, Function<Map.Entry<?, ?>, Object> part) {
        return new Column(name, row -> row instanceof Map.Entry<?, ?> entry ? part.apply(entry) : NONE);
    }

    private static Column key(Object key) {
        return new Column(String.valueOf(key),
                row -> row instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key) : NONE);
    }

    private static Column position(int index) {
        return new Column(String.valueOf(index), row -> at(row, index));
    }

    private static Object at(Object row, int index) {
        return index >= positionsOf(row) ? NONE : row instanceof List<?> list ? list.get(index) : Array.get(row, index);
    }

    /// Rows of several types may have a property of the same name, each its own.
    private static Column property(String name, Method reader) {
        return new Column(name, row -> {
            if (row == null) {
                return NONE;
            }
            var own = reader.getDeclaringClass().isInstance(row) ? reader : properties(row.getClass()).get(name);
            return own == null ? NONE : read(own, row);
        });
    }

    /// Getters of beans may throw for some rows; the others are shown. A cancelled task and an error of the JVM end the table.
    static Object read(Method reader, Object row) {
        try {
            return reader.invoke(row);
        } catch (InvocationTargetException e) {
            return switch (e.getCause()) {
                case Cancelled cancelled -> throw cancelled;
                case Error error -> throw error;
                case Throwable thrown -> "(" + thrown.getClass().getSimpleName()
                        + (thrown.getMessage() == null ? ")" : ": " + thrown.getMessage() + ")");
            };
        } catch (IllegalAccessException e) {
            throw new AssertionError("A reader that was made accessible is not.", e);
        }
    }

    /// What a class shows of itself: record components, else getters. None for the JDK's classes, whose text says more.
    static Map<String, Method> properties(Class<?> type) {
        var found = new LinkedHashMap<String, Method>();
        if (type.isArray() || type.isEnum() || type.getModule() == Object.class.getModule()) {
            return found;
        }
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents()).forEach(it -> found.put(it.getName(), it.getAccessor()));
        } else {
            var fields = Arrays.stream(type.getDeclaredFields()).map(it -> it.getName()).toList();
            Arrays.stream(type.getMethods())
                    .filter(Column::isGetter)
                    .sorted(Comparator.comparing((Method it) -> fields.indexOf(propertyName(it)) & Integer.MAX_VALUE)
                            .thenComparing(Method::getName))
                    .forEach(it -> found.putIfAbsent(propertyName(it), it));
        }
        found.values().removeIf(reader -> !reader.trySetAccessible());
        return found;
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class
                && (method.getName().matches("get[A-Z].*") && method.getReturnType() != void.class
                        || method.getName().matches("is[A-Z].*") && method.getReturnType() == boolean.class);
    }

    private static String propertyName(Method getter) {
        var name = getter.getName().substring(getter.getName().startsWith("is") ? 2 : 3);
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
