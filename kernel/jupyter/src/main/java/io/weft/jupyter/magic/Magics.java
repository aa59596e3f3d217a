package io.weft.jupyter.magic;

import io.weft.jupyter.cell.Completion;
import io.weft.jupyter.install.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The magics of a session: the kernel's own and those of libraries. A cell's magics become calls of [CellMagics], line by line, so
/// that they run in the cell's task, in order with its Java, and line numbers stay.
public final class Magics {

    private static final Pattern OPTIONS = Pattern.compile("^(?:-\\w+(?:\\s+\\d+)?\\s+)*");

    private final Map<String, Magic> own = new TreeMap<>();
    private final ForeignMagics foreign;
    private final Predicate<String> isVariable;
    /// What stands below magics that take a whole cell, until they run: source code may hold it, but no string constant.
    private final Map<Long, Magic.Body> bodies = new ConcurrentHashMap<>();
    private final MagicQuestions questions;
    private final AtomicLong numbers = new AtomicLong();

    /// @param foreign    the magics of libraries
    /// @param host       what the kernel's own magics need
    public Magics(ForeignMagics foreign, MagicHost host) {
        this.foreign = foreign;
        this.isVariable = host.java()::hasVariable;
        var folder = new Folder();
        this.questions = new MagicQuestions(this, folder);
        for (var magic : OwnMagics.all(this, host, folder)) {
            own.put(magic.name(), magic);
            magic.aliases().forEach(alias -> own.put(alias, magic));
        }
    }

    /// A cell's source with its magics turned into Java; the source itself if it has none.
    ///
    /// @throws UnknownMagic if it names one that is not there, and none before it that could bring it
    public String toJava(String cell) {
        if (cell.indexOf('%') < 0 && cell.indexOf('!') < 0) {
            return cell;
        }
        var calls = MagicScanner.scan(cell, this::isLine, isVariable);
        if (calls.isEmpty()) {
            return cell;
        }
        if (calls.getFirst().form() == MagicCall.Form.CELL) {
            return cellCall(cell, calls.getFirst());
        }
        requireLine(calls.getFirst().name());
        var java = new StringBuilder();
        int done = 0;
        for (var call : calls) {
            java.append(cell, done, call.start()).append(lineCall(cell, call));
            done = call.end();
        }
        return java.append(cell, done, cell.length()).toString();
    }

    private String lineCall(String cell, MagicCall call) {
        boolean last = cell.substring(call.end()).isBlank();
        var method = call.form() == MagicCall.Form.VALUE ? ".value(" : ".line(";
        var typed = cell.substring(call.start(), call.end());
        return CellMagics.class.getName() + method + literal(call.name()) + ", " + argument(call) + ")"
                + (last && call.form() == MagicCall.Form.STATEMENT ? "" : ";")
                + "\n".repeat((int) typed.chars().filter(c -> c == '\n').count());
    }

    /// `${expression}` stands for its value, except where the text is code or a command that has its own use for it.
    private String argument(MagicCall call) {
        var magic = own.get(call.name());
        var text = call.arguments();
        if (magic == null || magic.takesCode() || !text.contains("${")) {
            return literal(text);
        }
        var java = new StringBuilder();
        int done = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", done)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            java.append(literal(text.substring(done, open)))
                    .append(" + (")
                    .append(text, open + 2, close)
                    .append(") + ");
            done = close + 1;
        }
        return java.append(literal(text.substring(done))).toString();
    }

    private String cellCall(String cell, MagicCall call) {
        requireCell(call.name());
        int bodyStart = cell.indexOf('\n', call.start());
        var above = bodyStart < 0 ? cell : cell.substring(0, bodyStart + 1);
        int line = (int) above.chars().filter(c -> c == '\n').count();
        long number = numbers.incrementAndGet();
        bodies.put(number, new Magic.Body(bodyStart < 0 ? "" : cell.substring(bodyStart + 1), line, cell));
        return "\n".repeat(Math.max(0, line - 1)) + CellMagics.class.getName() + ".cell(" + number + "L, "
                + literal(call.name()) + ", " + literal(call.arguments()) + ")";
    }

    /// Runs `%name`; its value, or null.
    Object line(String name, String arguments) throws Exception {
        requireLine(name);
        var words = Words.of(name, arguments);
        var magic = own.get(name);
        return magic != null && magic.line().isPresent()
                ? magic.line().get().run(words)
                : foreign.line(name, words.words());
    }

    /// Runs `%%name` with the body of this number, which is then forgotten.
    Object cell(long number, String name, String arguments) throws Exception {
        requireCell(name);
        var body = bodies.remove(number);
        if (body == null) {
            throw new MagicError("%%" + name + " has run: run its cell again.");
        }
        var words = Words.of(name, arguments);
        var magic = own.get(name);
        return magic != null && magic.body().isPresent()
                ? magic.body().get().run(words, body)
                : foreign.cell(name, words.words(), body.text());
    }

    /// What could stand at the cursor of a magic; empty where Java stands.
    public Optional<Completion> complete(String code, int cursor) {
        return code.indexOf('%') < 0 ? Optional.empty() : questions.complete(code, cursor);
    }

    /// The help of the magic at the cursor; empty where there is none.
    public Optional<String> inspect(String code, int cursor) {
        return code.indexOf('%') < 0 ? Optional.empty() : questions.inspect(code, cursor);
    }

    /// The source with its magics turned into Java that says the same to a parser; for questions about code that does not run.
    public String parseable(String code) {
        var java = new StringBuilder(code);
        for (var call : MagicScanner.scan(code, this::isLine, isVariable).reversed()) {
            var magic = own.get(call.name());
            boolean isCode = magic != null && magic.isCode();
            int end = !isCode
                    ? call.end()
                    : call.form() == MagicCall.Form.CELL
                            ? lineEnd(code, call.start())
                            : call.end() - OPTIONS.matcher(call.arguments()).replaceFirst("").length();
            blank(java, call.start(), end);
            if (call.form() == MagicCall.Form.VALUE && !isCode) {
                java.replace(call.start(), call.start() + 2, "0;");
            }
        }
        return java.toString();
    }

    private static int lineEnd(String code, int from) {
        int end = code.indexOf('\n', from);
        return end < 0 ? code.length() : end;
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            text.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
        }
    }

    /// The kernel's magics, each once, by name.
    List<Magic> all() {
        return own.entrySet()
                .stream()
                .filter(e -> e.getKey().equals(e.getValue().name()))
                .map(Map.Entry::getValue)
                .toList();
    }

    Optional<Magic> find(String name) {
        return Optional.ofNullable(own.get(name));
    }

    List<String> lineNames() {
        var names = new TreeSet<>(foreign.lineNames());
        own.forEach((name, magic) -> magic.line().ifPresent(_ -> names.add(name)));
        return List.copyOf(names);
    }

    List<String> cellNames() {
        var names = new TreeSet<>(foreign.cellNames());
        own.forEach((name, magic) -> magic.body().ifPresent(_ -> names.add(name)));
        return List.copyOf(names);
    }

    private boolean isLine(String name) {
        return own.containsKey(name) && own.get(name).line().isPresent() || foreign.lineNames().contains(name);
    }

    private void requireLine(String name) {
        if (!isLine(name)) {
            throw unknown("%", name, lineNames(), cellNames().contains(name)
                    ? " It takes a whole cell: write %%" + name + " on its first line."
                    : "");
        }
    }

    private void requireCell(String name) {
        if (!cellNames().contains(name)) {
            throw unknown("%%", name, cellNames(), isLine(name)
                    ? " It stands on a line: write %" + name + "."
                    : "");
        }
    }

    private static UnknownMagic unknown(String sign, String name, List<String> known, String other) {
        return new UnknownMagic("There is no magic " + sign + name + "." + (other.isEmpty()
                ? " Did you mean " + sign + Nearest.of(name, known) + "? %lsmagic lists all."
                : other));
    }

    /// A string constant of Java.
    static String literal(String text) {
        var literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
