package io.weft.jupyter.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.VarSnippet;

/// Takes cells through JShell snippet by snippet. Called with the session's lock held.
final class CellEvaluator {

    private static final Pattern AWAIT = Pattern.compile("\\s*await\\s+\\w+\\s*;?\\s*");

    private static final Pattern IMPORT = Pattern.compile("\\s*import\\b");

    private final JShell shell;
    private final CellControl control;
    private final CellTrace trace;
    private final HeldResources resources;
    private final Hints hints;
    private final FrontDoor frontDoor;
    private final ShellInside inside;
    private String startImports = "";
    /// How many parts were compiled beside JShell.
    private long quick;

    CellEvaluator(JShell shell, CellControl control, CellTrace trace, Hints hints,
            FrontDoor frontDoor) {
        this.hints = hints;
        this.frontDoor = frontDoor;
        this.shell = shell;
        this.control = control;
        this.trace = trace;
        this.inside = new ShellInside(shell);
        this.resources = new HeldResources(shell, control);
        control.closeBefore(resources::redeclared);
        control.keep(this::holdsVariable);
    }

    /// @param imports for every cell. To JShell they are a single one, which it knows by the last: so no cell should import that, too.
    void startWith(List<String> imports) {
        startImports = String.join(" ", imports.reversed());
        inside.addImports(startImports);
    }

    /// Forgets what cells have declared and imported.
    void reset() {
        shell.snippets().filter(snippet -> shell.status(snippet).isActive()).toList().forEach(this::forget);
        inside.addImports(startImports);
    }

    /// One that is known to compile.
    void addImport(String declaration) {
        inside.addImports(declaration);
    }

    CellOutcome eval(CellSource cell, SnippetRunner runner) {
        try {
            return eval(cell, CellParts.split(shell.sourceCodeAnalysis(), cell.text()), runner);
        } catch (StackOverflowError _) {
            inside.renewCompiler();
            return new CellOutcome.CompileError(CompileReport.tooDeep(cell), List.of());
        }
    }

    CellOutcome evalExpression(CellSource cell, SnippetRunner runner) {
        var parts = CellParts.split(shell.sourceCodeAnalysis(), cell.text());
        boolean single = parts.size() == 1 && isExpression(parts.getFirst());
        return single
                ? eval(cell, parts, runner)
                : new CellOutcome.CompileError(CompileReport.notAnExpression(cell), List.of());
    }

    private CellOutcome eval(CellSource cell, List<CellParts.Part> parts, SnippetRunner runner) {
        var notes = new Notes(shell, hints, frontDoor);
        if (!parts.isEmpty() && parts.getLast().completeness() == Completeness.DEFINITELY_INCOMPLETE) {
            return new CellOutcome.CompileError(CompileReport.incomplete(cell, parts.getLast(),
                    hints.ofUnfinished(parts.getLast().source())), List.of());
        }
        // Where the splitter gave up, the rest of the cell does not parse: better said before the first parts run.
        var last = parts.isEmpty() ? Completeness.EMPTY : parts.getLast().completeness();
        if (parts.size() > 1 && last == Completeness.UNKNOWN && isErroneous(parts.getLast())) {
            parts = List.of(parts.getLast());
        }
        Optional<Object> value = Optional.empty();
        boolean terminated = false;
        for (var part : parts) {
            try {
                runner.beforePart();
            } catch (RuntimeException e) {
                return new CellOutcome.Threw(e, notes.all());
            }
            var awaits = awaits(cell, part);
            if (awaits.isPresent()) {
                return new CellOutcome.CompileError(awaits.get(), notes.all());
            }
            var ran = run(cell, part, part == parts.getLast(), runner);
            notes.add(ran.events);
            resources.changed(ran.events, cell.name());
            control.close(ran.evaluation, resources.replaced());
            ran.evaluation.notes().forEach(notes::add);
            value = ran.result ? ran.evaluation.value() : Optional.empty();
            terminated = part.terminated();
            var rejected = ran.events.stream().filter(this::isRejected).findFirst();
            var error = rejected.map(e -> CompileReport.of(cell,
                    place -> part.offset() + RecordConstructors.original(part.source(), place),
                    shell.diagnostics(e.snippet()).toList(), d -> hints.of(part.source(), d)));
            if (rejected.isPresent() && rejected.get().status() != Status.REJECTED) {
                inside.renewCompiler();
                shell.drop(rejected.get().snippet());
                notes = new Notes(shell, hints, frontDoor);
            }
            drop(ran.events);
            if (error.isPresent()) {
                return new CellOutcome.CompileError(error.get(), notes.all());
            }
            if (ran.evaluation.thrown().isPresent()) {
                if (ran.evaluation.thrown().get() instanceof OutOfMemoryError) {
                    resources.emptyIfHeapIsFull(cell).forEach(notes::add);
                    Ballast.take();
                }
                return new CellOutcome.Threw(ran.evaluation.thrown().get(), notes.all());
            }
        }
        return new CellOutcome.Completed(value, terminated, notes.all());
    }

    /// JShell also takes for waiting what the compiler could not write, such as a string literal that is too long; but it waits for nothing.
    private boolean isRejected(SnippetEvent event) {
        return event.status() == Status.REJECTED
                || event.status() == Status.RECOVERABLE_NOT_DEFINED && event.causeSnippet() == null
                        && event.snippet() instanceof DeclarationSnippet declared
                        && shell.unresolvedDependencies(declared).findAny().isEmpty()
                        && shell.diagnostics(declared).anyMatch(Diag::isError);
    }

    /// What became of one part of a cell.
    ///
    /// @param result whether its value is one to show
    private record Ran(Evaluation evaluation, List<SnippetEvent> events, boolean result) {}

    /// To Java, `await x` declares an x of a type await, and an earlier x would be lost.
    private Optional<ErrorReport> awaits(CellSource cell, CellParts.Part part) {
        return AWAIT.matcher(part.source()).matches()
                ? Optional.of(CompileReport.foreign(cell, part, hints.ofUnfinished(part.source())))
                : Optional.empty();
    }

    private Ran run(CellSource cell, CellParts.Part part, boolean last, SnippetRunner runner) {
        var quick = QuickForm.of(part, last).flatMap(form -> runAtOnce(cell, part, form, runner));
        if (quick.isPresent()) {
            return quick.get();
        }
        // Lines stay what they are, and messages show the cell as it is.
        var source = RecordConstructors.opened(part.source(), 0);
        var compiled = source.equals(part.source())
                ? cell
                : new CellSource(cell.name(), RecordConstructors.opened(cell.text(), part.offset()), cell.shown());
        var evaluation = new Evaluation(compiled, part.offset(), runner);
        var events = run(evaluation, source);
        return new Ran(evaluation, events, isResult(events));
    }

    /// Nothing if it does not compile, and so has not run.
    private Optional<Ran> runAtOnce(CellSource cell, CellParts.Part part, QuickForm form, SnippetRunner runner) {
        // Lower case, which JShell does not use.
        var name = "$JShell$" + ++quick + "q";
        var classes = inside.compile(name, form.source(inside.header(), name));
        if (classes.isEmpty()) {
            return Optional.empty();
        }
        var evaluation = new Evaluation(cell, part.offset(), runner);
        control.begin(evaluation);
        trace.add(ShellInside.PACKAGE + name, LineMap.below(cell, part));
        control.run(ShellInside.PACKAGE + name, QuickForm.METHOD, classes);
        return Optional.of(new Ran(evaluation, List.of(), form.result()));
    }

    private List<SnippetEvent> run(Evaluation evaluation, String source) {
        control.begin(evaluation);
        var events = IMPORT.matcher(Comments.blank(source)).lookingAt() ? evalImport(source) : shell.eval(source);
        control.kept().forEach(inside::isLoaded);
        for (var event : events) {
            if (event.snippet() instanceof VarSnippet variable) {
                inside.simplifyType(variable);
            }
        }
        control.begin(evaluation);
        trace.record(shell, evaluation);
        return events;
    }

    // Imports stand ahead of every class: a break in one would move the lines of all that is compiled after it.
    private List<SnippetEvent> evalImport(String source) {
        var line = Comments.code(source).replace('\n', ' ');
        var named = line.replaceAll("[;\\s]+$", "");
        inside.imports(named.substring(named.lastIndexOf('.') + 1).strip());
        try {
            return shell.eval(line);
        } finally {
            inside.imports(null);
        }
    }

    private boolean holdsVariable(String wrapper) {
        return shell.variables()
                .anyMatch(variable -> shell.sourceCodeAnalysis().wrapper(variable).fullClassName().equals(wrapper));
    }

    /// What does not parse or names what is not there counts, too: the compiler then says what is wrong with it.
    private boolean isExpression(CellParts.Part part) {
        return part.completeness().isComplete()
                && shell.sourceCodeAnalysis()
                        .sourceToSnippets(part.source())
                        .stream()
                        .allMatch(snippet -> switch (snippet.kind()) {
                            case EXPRESSION, ERRONEOUS -> true;
                            case VAR -> snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
                            case STATEMENT, METHOD, TYPE_DECL, IMPORT -> false;
                        });
    }

    private boolean isErroneous(CellParts.Part part) {
        return shell.sourceCodeAnalysis()
                .sourceToSnippets(part.source())
                .stream()
                .allMatch(snippet -> snippet.kind() == Kind.ERRONEOUS);
    }

    private static boolean isResult(List<SnippetEvent> events) {
        if (events.isEmpty()) {
            return false;
        }
        return switch (events.getFirst().snippet().subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            case ASSIGNMENT_SUBKIND, STATEMENT_SUBKIND, VAR_DECLARATION_SUBKIND,
                    VAR_DECLARATION_WITH_INITIALIZER_SUBKIND, METHOD_SUBKIND, CLASS_SUBKIND, INTERFACE_SUBKIND,
                    ENUM_SUBKIND, RECORD_SUBKIND, ANNOTATION_TYPE_SUBKIND, SINGLE_TYPE_IMPORT_SUBKIND,
                    TYPE_IMPORT_ON_DEMAND_SUBKIND, SINGLE_STATIC_IMPORT_SUBKIND, STATIC_IMPORT_ON_DEMAND_SUBKIND,
                    MODULE_IMPORT_SUBKIND, UNKNOWN_SUBKIND ->
                false;
        };
    }

    private void drop(List<SnippetEvent> events) {
        for (var event : new ArrayList<>(events)) {
            var snippet = event.snippet();
            if (event.causeSnippet() == null && passes(event)) {
                forget(snippet);
            } else if (event.status() == Status.OVERWRITTEN) {
                letGo(snippet, classOf(snippet).filter(old -> !isOfActive(events, old)));
            }
        }
    }

    /// A variable that is declared again as it was keeps its class.
    private boolean isOfActive(List<SnippetEvent> events, String className) {
        return events.stream()
                .filter(event -> event.status().isActive())
                .anyMatch(event -> classOf(event.snippet()).filter(className::equals).isPresent());
    }

    /// Drops a snippet, and lets go of what its variable holds.
    void forget(Snippet snippet) {
        // JShell must go on knowing the class of a name of the user's, as it would give the name to another class else.
        boolean nameless = !ShellInside.isNamedByUser(snippet);
        var className = nameless && shell.status(snippet).isActive() ? classOf(snippet) : Optional.<String>empty();
        release(snippet);
        shell.drop(snippet);
        letGo(snippet, className);
    }

    private void letGo(Snippet snippet, Optional<String> className) {
        trace.forget(snippet);
        inside.forget(snippet, className);
    }

    /// Of a snippet that is alone in its class. What others were compiled against may be needed to compile them again.
    private Optional<String> classOf(Snippet snippet) {
        return switch (snippet.kind()) {
            case EXPRESSION, STATEMENT, VAR ->
                Optional.of(shell.sourceCodeAnalysis().wrapper(snippet).fullClassName());
            case METHOD, TYPE_DECL, IMPORT, ERRONEOUS -> Optional.empty();
        };
    }

    private static boolean passes(SnippetEvent event) {
        var snippet = event.snippet();
        return switch (snippet.kind()) {
            case EXPRESSION, STATEMENT, ERRONEOUS -> true;
            case VAR -> snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
            case METHOD, TYPE_DECL, IMPORT -> event.status() == Status.REJECTED;
        };
    }

    // The class of a dropped snippet stays loaded; its field would keep the result for ever.
    private void release(Snippet snippet) {
        if (!(snippet instanceof VarSnippet variable) || shell.status(snippet) != Status.VALID) {
            return;
        }
        try {
            var field = control.field(shell.sourceCodeAnalysis().wrapper(variable).fullClassName(), variable.name());
            if (!field.getType().isPrimitive()) {
                field.set(null, null);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            System.getLogger(CellEvaluator.class.getName())
                    .log(System.Logger.Level.DEBUG, "result of " + variable.name() + " is kept", e);
        }
    }
}
