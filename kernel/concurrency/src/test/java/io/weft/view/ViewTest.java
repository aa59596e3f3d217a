package io.weft.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.Views;
import org.junit.jupiter.api.Test;

class ViewTest {

    @Test
    void aViewKeepsItsTextAndType() {
        assertEquals(new View("text/html", "<b>x</b>"), Views.html("<b>x</b>"));
        assertEquals("<b>x</b>", Views.html("<b>x</b>").toString());
        assertEquals("null", Views.text(null).text());
    }

    @Test
    void aFormulaAloneIsDisplayed() {
        assertEquals("$$x^2$$", Views.latex("x^2").text());
        assertEquals("let $x$ be", Views.latex("let $x$ be").text());
        assertEquals("\\begin{align}a\\end{align}", Views.latex("\\begin{align}a\\end{align}").text());
        assertEquals("\\(x\\)", Views.latex("\\(x\\)").text());
    }

    @Test
    void aBadTypeIsRefusedWithTheRule() {
        var e = assertThrows(IllegalArgumentException.class, () -> new View("html", ""));
        assertTrue(e.getMessage().contains("'html'") && e.getMessage().contains("text/html"), e.getMessage());
        assertThrows(NullPointerException.class, () -> Views.html(null));
    }
}
