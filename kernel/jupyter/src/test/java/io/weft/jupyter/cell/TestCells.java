package io.weft.jupyter.cell;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;

/// A session for tests, whose cells run inline and are numbered.
final class TestCells implements AutoCloseable {

    final JavaSession session;
    private int number;

    TestCells(String... imports) {
        this(List.of(), imports);
    }

    /// @param types the qualified names of types that a cell may name without an import
    TestCells(List<String> types, String... imports) {
        session = new JavaSession(TestCells.class.getClassLoader(), List.of(imports), types);
    }

    CellOutcome eval(String code) {
        return session.eval(CellSource.numbered(++number, code), SnippetRunner.inline());
    }

    /// Runs a cell that must succeed; its value or null.
    Object run(String code) {
        return completed(code).value().orElse(null);
    }

    CellOutcome.Completed completed(String code) {
        var outcome = eval(code);
        return assertInstanceOf(CellOutcome.Completed.class, outcome, () -> code + ": " + outcome);
    }

    Throwable thrown(String code) {
        return assertInstanceOf(CellOutcome.Threw.class, eval(code)).thrown();
    }

    ErrorReport report(String code) {
        return session.report(thrown(code));
    }

    ErrorReport compileError(String code) {
        return assertInstanceOf(CellOutcome.CompileError.class, eval(code)).report();
    }

    /// The traceback without colours, one text.
    static String plain(ErrorReport report) {
        return String.join("\n", report.traceback()).replaceAll("\u001b\\[\\d+m", "");
    }

    @Override
    public void close() {
        session.close();
    }
}
