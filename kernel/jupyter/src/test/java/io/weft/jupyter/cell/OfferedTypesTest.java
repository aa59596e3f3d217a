package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfferedTypesTest {

    private static final List<String> TYPES = List.of("java.awt.geom.Point2D", "javax.swing.text.Segment");

    @Test
    void aTypeIsImportedWhenACellFirstNamesIt() {
        var offered = new OfferedTypes(TYPES);
        assertEquals(List.of(), offered.importsFor("int point2D = 1;"));
        assertEquals(List.of("import java.awt.geom.Point2D;"), offered.importsFor("Point2D p = null;"));
        assertEquals(List.of(), offered.importsFor("Point2D q = null;"));
    }

    @Test
    void typesOfJavaBaseAreImportedTogetherWhenACellFirstNamesOne() {
        var offered = new OfferedTypes(TYPES);
        assertEquals(List.of(), offered.importsFor("String s = \"a\"; System.out.println(Math.abs(-1));"));
        assertEquals(List.of("import module java.base;"), offered.importsFor("List<String> all = List.of();"));
        assertEquals(List.of(), offered.importsFor("Map<String, Integer> counts;"));
    }

    @Test
    void aTypeOfTheUsersOwnIsNotHidden() {
        assertEquals(List.of(), new OfferedTypes(TYPES).importsFor("record Segment(int a) {}"));
        assertEquals(List.of(), new OfferedTypes(TYPES).importsFor("import my.own.Segment;\nSegment s;"));
    }

    @Test
    void itIsOfferedToCompletionUntilItIsImported() {
        var offered = new OfferedTypes(TYPES);
        assertEquals(List.of("Segment"), offered.beginningWith("Seg"));
        offered.importsFor("Segment s;");
        assertEquals(List.of(), offered.beginningWith("Seg"));
    }

    @Test
    void cellsNameItCompleteItAndMayDeclareTheirOwn() {
        try (var session = new JavaSession(OfferedTypesTest.class.getClassLoader(), List.of(), TYPES)) {
            var before = session.complete("Segm", 4);
            assertTrue(before.matches().contains(new Completion.Match("Segment", "class", "")), before.toString());
            assertEquals(0, before.start());
            assertCompletes(session, "new Segment().length()");
            assertCompletes(session, "record Point2D(int x) {}\nnew Point2D(7).x()");
        }
    }

    private static void assertCompletes(JavaSession session, String code) {
        var outcome = session.eval(CellSource.numbered(1, code), SnippetRunner.inline());
        assertInstanceOf(CellOutcome.Completed.class, outcome, outcome.toString());
    }
}
