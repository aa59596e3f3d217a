package io.weft.jupyter.cell;

import io.weft.jupyter.install.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;

/// What to write instead, for source that does not compile: the name that was meant, the import that is missing, the call
/// that does what a word of another language does. Looked for only after an error. Called with the session's lock held.
final class Hints {

    private static final int MOST = 3;
    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s*(variable|method|class)\\s+(\\w+)");
    private static final Pattern CALLED = Pattern.compile("(?:no suitable method found for|method) (\\w+)");
    private static final Pattern TYPE_ARGUMENT = Pattern.compile("\\b([a-z]\\w*)\\s*<\\s*([A-Z][\\w.]*)\\s*>");
    private static final Pattern DURATION = Pattern
            .compile("(?:int|long|double|float) cannot be converted to java\\.time\\.Duration");
    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("append", "add"), Map.entry("length", "size"), Map.entry("size", "length"),
            Map.entry("len", "size"),
            Map.entry("put_nowait", "offer"), Map.entry("get_nowait", "poll"), Map.entry("result", "join"),
            Map.entry("await", "join"), Map.entry("items", "entrySet"), Map.entry("keys", "keySet"),
            Map.entry("upper", "toUpperCase"), Map.entry("lower", "toLowerCase"), Map.entry("startswith", "startsWith"),
            Map.entry("endswith", "endsWith"), Map.entry("notify_all", "signalAll"), Map.entry("exception", "failure"),
            Map.entry("get", "take"), Map.entry("wait", "await"), Map.entry("pop", "removeLast"));

    private final SourceCodeAnalysis analysis;
    private final TypeIndex types;
    private final FrontDoor frontDoor;

    Hints(SourceCodeAnalysis analysis, TypeIndex types, FrontDoor frontDoor) {
        this.analysis = analysis;
        this.types = types;
        this.frontDoor = frontDoor;
    }

    /// What helps with this error, likeliest first.
    ///
    /// @param source the snippet
    List<String> of(String source, Diag error) {
        var code = Comments.code(source);
        var typeArgument = typeArgument(code);
        if (typeArgument.isPresent()) {
            return List.of(typeArgument.get());
        }
        var hints = new LinkedHashSet<String>();
        called(code, error).ifPresent(hints::add);
        symbol(source, code, error).forEach(hints::add);
        if (hints.isEmpty()) {
            ForeignSyntax.hint(code).or(() -> byKind(code, error)).ifPresent(hints::add);
        }
        return hints.stream().limit(MOST).toList();
    }

    /// What helps with source that ends too early, or from some place on makes no sense.
    List<String> ofUnfinished(String source) {
        var code = Comments.code(source);
        return Stream.concat(typeArgument(code).stream(), ForeignSyntax.hint(code).stream()).toList();
    }

    /// How to import what this name could mean; empty if nothing is called like this.
    Optional<String> missingImport(String name) {
        var found = Character.isUpperCase(name.charAt(0)) ? types.named(name) : List.<String>of();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream()
                        .limit(MOST)
                        .map(type -> "import " + type + ";")
                        .collect(Collectors.joining(" or ")));
    }

    private List<String> symbol(String source, String code, Diag error) {
        var matcher = SYMBOL.matcher(error.getMessage(null));
        if (!matcher.find()) {
            return List.of();
        }
        String kind = matcher.group(1);
        String name = matcher.group(2);
        int at = code.indexOf(name, (int) Math.max(0, Math.min(error.getPosition(), code.length())));
        if (at < 0) {
            return List.of();
        }
        var member = member(code, at, name);
        if (member.isPresent()) {
            return List.of(member.get());
        }
        boolean qualified = code.substring(0, at).stripTrailing().endsWith(".");
        var hints = new ArrayList<String>();
        if (!qualified) {
            ForeignNames.word(name).ifPresent(hints::add);
            if (!kind.equals("method")) {
                missingImport(name).ifPresent(it -> hints.add("add " + it));
            }
        }
        if (hints.isEmpty() && !code.substring(0, at).isBlank() && ForeignSyntax.hint(code).isPresent()) {
            return List.of();
        }
        if (hints.isEmpty()) {
            nearest(source, at, name, kind, qualified).ifPresent(hints::add);
        }
        if (hints.isEmpty() && kind.equals("variable") && code.substring(at + name.length()).strip().startsWith("=")
                && !code.substring(at + name.length()).strip().startsWith("==")) {
            hints.add("a variable is declared first: var " + name + " = ...");
        }
        return hints;
    }

    /// `asyncio.sleep`, where asyncio is the unknown name.
    private static Optional<String> member(String code, int at, String name) {
        var after = Pattern.compile("\\G" + Pattern.quote(name) + "(?:\\.\\w+)*\\s*\\.\\s*(\\w+)").matcher(code);
        return after.find(at) ? ForeignNames.member(name, after.group(1)) : Optional.empty();
    }

    private Optional<String> nearest(String source, int at, String name, String kind, boolean qualified) {
        boolean method = kind.equals("method");
        var known = analysis.completionSuggestions(source.substring(0, at), at, new int[1])
                .stream()
                .map(SourceCodeAnalysis.Suggestion::continuation)
                .filter(text -> method == text.contains("("))
                .map(text -> method ? text.substring(0, text.indexOf('(')) : text.strip())
                .collect(Collectors.toSet());
        var meant = qualified && MEMBERS.containsKey(name) && known.contains(MEMBERS.get(name))
                ? List.of(MEMBERS.get(name))
                : Nearest.likely(name, known);
        return meant.isEmpty()
                ? Optional.empty()
                : Optional.of("did you mean " + meant.stream()
                        .map(word -> method ? word + "(...)" : word)
                        .collect(Collectors.joining(" or ")) + "?");
    }

    /// A call of a known method whose arguments do not fit.
    private Optional<String> called(String code, Diag error) {
        String message = error.getMessage(null);
        if (DURATION.matcher(message).find()) {
            return Optional.of("a time has a unit: seconds(1), seconds(0.5), millis(50)");
        }
        if (message.contains("'void' type not allowed here")) {
            return lambdaWanted(code, (int) error.getStartPosition());
        }
        var called = CALLED.matcher(message);
        if (!message.contains("cannot be applied") && !message.contains("no suitable method") || !called.find()) {
            return Optional.empty();
        }
        String name = called.group(1);
        if (name.equals("print") || name.equals("println")) {
            return Optional.of(name + " takes one value: " + name + "(a + \" \" + b)");
        }
        if (!message.contains("io.weft.") || frontDoor.method(name).isEmpty()) {
            return Optional.empty();
        }
        return switch (name) {
            case "gather" -> Optional.of(message.contains("Stream")
                    ? "for each of several inputs: map(inputs, x -> f(x)), which takes streams' toList() as well"
                    : "gather takes what to do, not what came of it: gather(() -> f(), () -> g())");
            case "spawn", "thread", "offload", "timeout", "measure" ->
                Optional.of(name + " takes what to do, not what came of it: " + example(name));
            default -> Optional.empty();
        };
    }

    private Optional<String> lambdaWanted(String code, int at) {
        var before = Pattern.compile("\\b(\\w+)\\s*\\((?:[^()]*,)?\\s*$")
                .matcher(code.substring(0, Math.clamp(at, 0, code.length())));
        return before.find() && frontDoor.method(before.group(1)).isPresent()
                ? Optional.of(before.group(1) + " takes what to do, not what came of it: " + example(before.group(1)))
                : Optional.empty();
    }

    private static String example(String name) {
        return name + (name.equals("timeout") ? "(seconds(1), () -> f())" : "(() -> f())");
    }

    private Optional<String> typeArgument(String code) {
        var matcher = TYPE_ARGUMENT.matcher(code);
        while (matcher.find()) {
            var method = frontDoor.method(matcher.group(1));
            if (method.isPresent() && method.get().getTypeParameters().length > 0) {
                var argument = "<" + matcher.group(2) + ">";
                return Optional.of("the variable has the type: " + method.get().getReturnType().getSimpleName()
                        + argument
                        + " x = " + matcher.group(1) + "(); without one: "
                        + method.get().getDeclaringClass().getName() + "." + argument + matcher.group(1) + "()");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> byKind(String code, Diag error) {
        String message = error.getMessage(null);
        return switch (error.getCode()) {
            case "compiler.err.unclosed.char.lit" ->
                Optional.of("a text has double quotes: \"hello\"; single quotes hold one character");
            case "compiler.err.expected" -> semicolon(code, error);
            case "compiler.err.array.req.but.found" ->
                Optional.of("an element of a list: x.get(0); of a map: x.get(key)");
            case "compiler.err.operator.cant.be.applied.1" ->
                message.contains("'*'") && message.contains("java.lang.String")
                        ? Optional.of("a text again and again: \"ab\".repeat(3)")
                        : Optional.empty();
            case "compiler.err.invalid.yield" -> Optional.of("to let other tasks run: yieldNow()");
            case "compiler.err.cant.ref.non.effectively.final.var",
                    "compiler.err.local.var.accessed.from.icls.needs.final" ->
                Optional.of("a lambda sees only variables that keep their value: declare it as a variable of the cell, "
                        + "outside of any block, or use an AtomicInteger");
            case "compiler.err.unreported.exception.need.to.catch.or.throw" ->
                Optional.of("let it pass: add 'throws Exception' to the method, or catch it");
            default -> Optional.empty();
        };
    }

    private static Optional<String> semicolon(String code, Diag error) {
        if (!error.getMessage(null).startsWith("';'")) {
            return Optional.empty();
        }
        int at = Math.clamp(error.getPosition(), 0, code.length());
        boolean endsLine = code.substring(at).isBlank() || code.substring(at).split("\n", 2)[0].isBlank()
                || at > 0 && code.charAt(at - 1) == '\n';
        return endsLine ? Optional.of("a statement ends with a semicolon: add ';' there") : Optional.empty();
    }
}
