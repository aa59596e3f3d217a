package io.weft.jupyter.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CodePointsTest {
    private static final String CODE = "a😀b";

    @Test
    void anEmojiIsOnePositionAndTwoChars() {
        assertEquals(1, CodePoints.toIndex(CODE, 1));
        assertEquals(3, CodePoints.toIndex(CODE, 2));
        assertEquals(2, CodePoints.toPosition(CODE, 3));
        assertEquals(3, CodePoints.toPosition(CODE, 4));
    }

    @Test
    void outsideMeansTheNearestEnd() {
        assertEquals(0, CodePoints.toIndex(CODE, -1));
        assertEquals(4, CodePoints.toIndex(CODE, 4));
        assertEquals(4, CodePoints.toIndex(CODE, Integer.MAX_VALUE));
        assertEquals(0, CodePoints.toPosition(CODE, Integer.MIN_VALUE));
        assertEquals(3, CodePoints.toPosition(CODE, 99));
        assertEquals(0, CodePoints.toIndex("", 5));
    }

    @Test
    void insideASurrogatePairCountsAsAfterIt() {
        assertEquals(2, CodePoints.toPosition(CODE, 2));
    }

    @Test
    void everyPositionSurvivesTheWayThereAndBack() {
        String code = "x\uD83Dy😀\uDE00é日本👩‍👩‍👧";
        for (int position = 0; position <= code.codePointCount(0, code.length()); position++) {
            assertEquals(position, CodePoints.toPosition(code, CodePoints.toIndex(code, position)));
        }
    }
}
