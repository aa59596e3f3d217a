package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfferedMethodsTest {

    private static final List<String> DOORS = List.of("java.lang.Math", "java.util.Collections", "java.util.Map");
    private static final String MATH = "import static java.lang.Math.*;";
    private static final String COLLECTIONS = "import static java.util.Collections.*;";

    private final OfferedMethods offered = new OfferedMethods(new FrontDoor(OfferedMethodsTest.class.getClassLoader(),
            List.of()), DOORS);

    @Test
    void aClassIsImportedWhenOneOfItsNamesComesFirst() {
        assertEquals(List.of(), offered.importsFor("1 + 1; foo(maximum, Max)"));
        assertEquals(List.of(MATH, COLLECTIONS), offered.importsFor("list.map(this::max)"), "both have a max");
        assertEquals(List.of(), offered.importsFor("max(1, 2)"));
        offered.reset();
        assertEquals(List.of(MATH), offered.importsFor("floorDiv(1, 2)"));
    }

    @Test
    void whatIsBeingTypedCountsByItsBeginning() {
        assertEquals(List.of(), offered.importsForNameAtEnd("x.floorD"), "a member");
        assertEquals(List.of(), offered.importsForNameAtEnd("floorDivx"));
        assertEquals(List.of(MATH), offered.importsForNameAtEnd("foo(floorD"));
        assertEquals(2, offered.importsForNameAtEnd("").size(), "anything may come");
    }

    @Test
    void cellsFindThem() {
        try (var session = JavaSession.inBackground(OfferedMethodsTest.class.getClassLoader(), DOORS, List.of(),
                List.of())) {
            var value = session.eval(CellSource.numbered(1, "floorDiv(7, 2)"), SnippetRunner.inline());
            assertEquals(3, ((CellOutcome.Completed) value).value().orElseThrow());
            var names = session.complete("nCop", 4).matches().stream().map(Completion.Match::text).toList();
            assertTrue(names.stream().anyMatch(name -> name.startsWith("nCopies")), names::toString);
            var wrong = session.eval(CellSource.numbered(2, "emptyLits()"), SnippetRunner.inline());
            assertTrue(wrong.toString().contains("emptyList(...)"), wrong::toString);
        }
    }
}
