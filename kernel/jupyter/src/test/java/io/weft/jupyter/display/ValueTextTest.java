package io.weft.jupyter.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueTextTest {

    @Test
    void whatFitsReadsAsToStringDoes() {
        var map = new TreeMap<String, Object>(Map.of("a", List.of(1, 2), "b", "x"));
        for (var value : List.of(List.of(1, 2, 3), List.of(), Map.of(), map, "text", 4.5,
                List.of(List.of("a"), List.of()))) {
            assertEquals(value.toString(), ValueText.of(value));
        }
        assertEquals("null", ValueText.of(null));
        assertEquals("[1, null]", ValueText.of(java.util.Arrays.asList(1, null)));
    }

    @Test
    void arraysShowWhatIsInThem() {
        assertEquals("[1, 2, 3]", ValueText.of(new int[]{1, 2, 3}));
        assertEquals("[[1.5], [a, null]]", ValueText.of(new Object[]{new double[]{1.5}, new String[]{"a", null}}));
        assertEquals("[[1, 2]]", ValueText.of(List.of(new long[]{1, 2})));
        assertEquals("[]", ValueText.of(new char[0]));
    }

    @Test
    void aLongCollectionIsAskedForNoMoreThanIsShown() {
        var asked = new AtomicInteger();
        var text = ValueText.of(new java.util.AbstractList<Integer>() {
            @Override
            public Integer get(int index) {
                asked.incrementAndGet();
                return index;
            }

            @Override
            public int size() {
                return 1_000_000;
            }
        });
        assertTrue(text.length() < 5_100, () -> "length " + text.length());
        assertTrue(asked.get() < 2_000, () -> "asked for " + asked);
        assertTrue(text.startsWith("[0, 1, 2, ") && text.matches("(?s).*, \\.\\.\\. 998,\\d\\d\\d more]"), text);
    }

    @Test
    void aLongTextIsCutAndSaysSo() {
        var text = ValueText.of("x".repeat(3_000_000));
        assertTrue(text.length() < 100_100);
        assertTrue(text.endsWith("(100,000 of 3,000,000 characters; text(...) shows all)"));
    }

    @Test
    void aCutLeavesNoHalfCharacter() {
        var text = ValueText.atMost(List.of("😀".repeat(100)), 22);
        assertTrue(text.codePoints().noneMatch(it -> it >= 0xD800 && it < 0xE000), text);
    }

    @Test
    void whatContainsItselfHasAnEnd() {
        var list = new ArrayList<Object>(List.of(1));
        list.add(list);
        assertEquals(list.toString(), ValueText.of(list));
        var map = new HashMap<String, Object>();
        map.put("list", list);
        list.set(1, map);
        assertEquals("[1, {list=...}]", ValueText.of(list));
        var array = new Object[1];
        array[0] = array;
        assertEquals("[(this array)]", ValueText.of(array));
    }

    @Test
    void deepNestingHasAnEnd() {
        Object value = "x";
        for (int i = 0; i < 100_000; i++) {
            value = Collections.singletonList(value);
        }
        assertTrue(ValueText.of(value).contains("..."));
    }

    @Test
    void aCollectionWithItsOwnTextKeepsIt() {
        class Named extends ArrayList<Integer> {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                return "named";
            }
        }
        assertEquals("named", ValueText.of(new Named()));
    }

    @Test
    void aMapIsCutToo() {
        var map = new TreeMap<Integer, Integer>();
        IntStream.range(0, 100_000).forEach(i -> map.put(i, i));
        assertTrue(ValueText.of(map).matches("\\{0=0, 1=1, .* more}"));
    }
}
