package io.weft.jupyter.training;

import java.util.List;

/// What people write in notebooks, in small: whatever these use is ready when a kernel starts. Each leaves nothing behind
/// that a second run of it would mind.
final class TypicalCells {
    private TypicalCells() {}

    static List<String> all() {
        return List.of("1+1", "int x = 41;", "x + 1", "var name = \"Ada\"; name.length()",
                "println(\"Hello, \" + name)",
                "int twice(int a) { return 2 * a; }", "twice(x)", "record Point(int x, int y) {}",
                "new Point(1, 2)", "var points = List.of(new Point(1, 2), new Point(3, 4)); points", "x++; x",
                "for (int i = 0; i < 100; i++) System.out.println(\"line \" + i);",
                "sleep(millis(1));",
                "gather(() -> sleep(millis(1)), () -> { sleep(millis(2)); println(\"two\"); });",
                "var slow = spawn(() -> { sleep(millis(1)); return 42; }); slow.get()",
                """
                        import java.util.stream.*;
                        class Shop {
                            private final Map<String, Integer> stock = new HashMap<>();
                            void add(String what, int count) { stock.merge(what, count, Integer::sum); }
                            int total() { return stock.values().stream().mapToInt(Integer::intValue).sum(); }
                        }
                        var shop = new Shop();
                        shop.add("apples", 3);
                        System.out.printf("%d %s%n", shop.total(), Stream.of(1, 2).map(i -> i * 2).toList());""",
                "interface Shape { double area(); }\nenum Colour { RED, GREEN }\nColour.valueOf(\"RED\")",
                "if (x > 3) { println(x); } else { println(\"small\"); }",
                "switch (x % 2) { case 0 -> \"even\"; default -> \"odd\"; }",
                "Map.of(\"a\", 1)", "Thread.sleep(1);", "display(\"shown\");");
    }

    /// Cells that fail, at compilation and when they run.
    static List<String> failing() {
        return List.of("throw new IllegalStateException(\"typical\");", "int y = \"text\";", "List.of(1).get(2)",
                "unknownName + 1");
    }
}
