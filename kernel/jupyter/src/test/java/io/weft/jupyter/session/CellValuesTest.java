package io.weft.jupyter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CellValuesTest {

    private final CellValues values = new CellValues();

    private void ran(int number, Object result) {
        values.began(number, "code " + number);
        if (result != null) {
            values.gave(number, result);
        }
    }

    private String fault(int number) {
        return assertThrows(IllegalArgumentException.class, () -> values.result(number)).getMessage();
    }

    @Test
    void knowsCodesAndResults() {
        ran(1, "one");
        ran(2, null);
        assertEquals("code 2", values.code(2));
        assertEquals("one", values.result(1));
        assertEquals("one", values.lastResult());
        assertTrue(fault(2).startsWith("Cell 2 had no result"), fault(2));
        assertEquals("There was no cell 3 in this session: its cells are 1 to 2.", fault(3));
    }

    @Test
    void keepsNoMoreThanItSays() {
        for (int i = 1; i <= CellValues.KEPT + 2; i++) {
            ran(i, "result " + i);
        }
        assertTrue(fault(2).startsWith("The result of cell 2 is no longer kept"), fault(2));
        assertEquals("result 3", values.result(3));
    }

    @Test
    void nothingYet() {
        assertThrows(IllegalArgumentException.class, values::lastResult);
        assertEquals("There was no cell 1 in this session: it is the first.", fault(1));
    }
}
