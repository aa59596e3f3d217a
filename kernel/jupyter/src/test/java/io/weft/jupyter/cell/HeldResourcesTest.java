package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.loop.Resource;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldResourcesTest {

    private static final String LAMP = """
            class Lamp implements io.weft.loop.Resource {
                boolean off;
                public String describe() { return "the lamp"; }
                public boolean isClosed() { return off; }
                public void close() { off = true; }
            }""";

    private TestCells cells;

    @BeforeEach
    void open() {
        cells = new TestCells();
        cells.run(LAMP);
    }

    @AfterEach
    void close() {
        cells.close();
    }

    private Resource lamp(String variable) {
        return (Resource) cells.run(variable);
    }

    @Test
    void aCellThatRunsAgainClosesWhatItsVariableHeld() {
        cells.run("var lamp = new Lamp();");
        var first = lamp("lamp");
        var notes = cells.completed("var lamp = new Lamp();").notes();
        assertEquals(List.of("closed the lamp of cell 2, which lamp held"), notes);
        assertTrue(first.isClosed());
        assertFalse(lamp("lamp").isClosed());
    }

    @Test
    void soDoesAnAssignment() {
        cells.run("Lamp lamp;");
        assertEquals(List.of(), cells.completed("lamp = new Lamp();").notes());
        var first = lamp("lamp");
        assertEquals(1, cells.completed("lamp = null;").notes().size());
        assertTrue(first.isClosed());
    }

    @Test
    void whatAnotherVariableReachesStaysOpen() {
        cells.run("record Room(List<Lamp> lamps) {}");
        cells.run("var lamp = new Lamp(); var room = new Room(new ArrayList<>(List.of(lamp)));");
        cells.run("var lit = new Lamp(); Supplier<Object> later = () -> lit; ");
        var first = lamp("lamp");
        assertEquals(List.of(), cells.completed("lamp = new Lamp();").notes());
        assertFalse(first.isClosed());
        assertEquals(List.of("closed the lamp of cell 3, which lamp held"),
                cells.completed("room = null;").notes());
        assertTrue(first.isClosed());
    }

    @Test
    void theSameOneAgainStaysOpen() {
        cells.run("class Keep { static Lamp lamp = new Lamp(); }");
        cells.run("var lamp = Keep.lamp;");
        assertEquals(List.of(), cells.completed("var lamp = Keep.lamp;").notes());
        assertFalse(lamp("lamp").isClosed());
    }

    @Test
    void whatWasClosedIsNotSpokenOf() {
        cells.run("var lamp = new Lamp();");
        cells.run("lamp.close();");
        assertEquals(List.of(), cells.completed("var lamp = new Lamp();").notes());
    }

    @Test
    void aPortIsFreeBeforeItsSuccessorTakesIt() {
        cells.run("int port = 0;");
        cells.run("var door = new ServerSocket(port);");
        int port = ((ServerSocket) cells.run("door")).getLocalPort();
        cells.run("port = " + port + ";");
        var notes = cells.completed("var door = new ServerSocket(port);").notes();
        assertEquals(List.of("closed the server socket on port " + port + " of cell 3, which door held"), notes);
        cells.run("door.close();");
    }

    @Test
    void aCellThatDoesNotCompileClosesNothing() {
        cells.run("var door = new ServerSocket(0);");
        cells.compileError("var door = new ServerSocket(nowhere);");
        assertFalse(((ServerSocket) cells.run("door")).isClosed());
        cells.run("door.close();");
    }

    @Test
    void executorsAreShutDownAndProcessesEnded() throws Exception {
        cells.run("ExecutorService crew = Executors.newFixedThreadPool(1);");
        var crew = (ExecutorService) cells.run("crew");
        cells.run("Process p = new ProcessBuilder(\"sleep\", \"600\").start();");
        var process = (Process) cells.run("p");
        assertEquals(List.of("closed the executor of cell 2, which crew held"),
                cells.completed("crew = null;").notes());
        assertTrue(crew.isShutdown());
        assertEquals(List.of("closed the process " + process.pid() + " of cell 4, which p held"),
                cells.completed("p = null;").notes());
        process.waitFor();
    }

    @Test
    void aFailureToCloseIsToldAndTheCellGoesOn() {
        cells.run("class Stuck extends Lamp { public void close() { throw new IllegalStateException(\"stuck\"); } }");
        cells.run("var lamp = new Stuck();");
        assertEquals(
                List.of("not closed the lamp of cell 3, which lamp held: closing it failed with "
                        + "java.lang.IllegalStateException: stuck"),
                cells.completed("var lamp = new Stuck();").notes());
    }
}
