package io.weft.process;

import io.weft.exec.ThreadWorkers;
import io.weft.process.Reads.Variable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Makes parcels of functions, together with the values that the variables of cells have now: only those that the code reads. Any
/// thread.
final class Packer {

    /// A stream that is complete: the names of the variables, their values, and the object itself.
    private record Packed(PackStream stream, ChunkedOutput output) {
        Parcel parcel() {
            return new Parcel(output.chunks(), output.length(), stream.arrays.toArray(), stream.ids());
        }
    }

    /// Stands for any constant, which is not shipped.
    private static final Field FINAL;

    static {
        try {
            FINAL = Math.class.getField("PI");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static volatile Packer current = new Packer(Shipping.source());

    private final ClassSource source;
    private final Reads reads;
    private final Map<Variable, Field> fields = new ConcurrentHashMap<>();
    /// What code of this class read when it was packed last: packing needs a second pass when that was too little.
    private final ClassValue<AtomicReference<Set<Variable>>> usual = new ClassValue<>() {
        @Override
        protected AtomicReference<Set<Variable>> computeValue(Class<?> type) {
            return new AtomicReference<>(Set.of());
        }
    };

    private Packer(ClassSource source) {
        this.source = source;
        this.reads = new Reads(source);
    }

    static Packer current() {
        var packer = current;
        if (packer.source != Shipping.source()) {
            packer = new Packer(Shipping.source());
            current = packer;
        }
        return packer;
    }

    /// @param what for the message of the exception, such as "the task"
    /// @param code the lambda or object whose code will run there; often the body itself
    Parcel pack(String what, Object body, Object code) {
        var memory = usual.get(code.getClass());
        var first = memory.get();
        try {
            return pack(body, first, memory);
        } catch (NotSerializableException e) {
            throw unshippable(what, body, first, e);
        } catch (StackOverflowError e) {
            throw new NotShippable(
                    "Cannot ship " + what + ": its objects refer to each other in a chain that is too long"
                            + " for the stack; keep them in a list.",
                    e);
        } catch (IOException e) {
            throw new NotShippable("Cannot ship " + what + ": " + e.getMessage(), e);
        }
    }

    private Parcel pack(Object body, Set<Variable> first, AtomicReference<Set<Variable>> memory) throws IOException {
        var variables = new LinkedHashSet<>(first);
        for (boolean once = true;; once = false) {
            var packed = write(values(variables), body);
            var needed = new LinkedHashSet<Variable>();
            packed.stream.lambdas.forEach(lambda -> addShippable(reads.of(lambda), needed));
            packed.stream.classes.forEach(type -> addShippable(reads.of(type), needed));
            if (!variables.addAll(needed)) {
                return packed.parcel();
            }
            if (once && first.isEmpty()) {
                memory.set(Set.copyOf(needed));
            }
        }
    }

    private void addShippable(Set<Variable> from, Set<Variable> to) {
        for (var variable : from) {
            var field = fields.computeIfAbsent(variable, this::field);
            if (!Modifier.isFinal(field.getModifiers()) && !field.isSynthetic()) {
                to.add(variable);
            }
        }
    }

    /// The field, which a superclass may declare.
    private Field field(Variable variable) {
        try {
            for (var type = Class.forName(variable.owner(), true, source.loader()); type != null; type = type
                    .getSuperclass()) {
                for (var each : type.getDeclaredFields()) {
                    if (each.getName().equals(variable.name()) && Modifier.isStatic(each.getModifiers())) {
                        each.setAccessible(true);
                        return each;
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new NotShippable("Cannot read the variable " + variable.name() + ": " + e, e);
        }
        // Of an interface: those are final.
        return FINAL;
    }

    private Map<Variable, Object> values(Set<Variable> variables) {
        if (variables.isEmpty()) {
            return Map.of();
        }
        var values = new LinkedHashMap<Variable, Object>();
        for (var variable : variables) {
            values.put(variable, value(variable));
        }
        return values;
    }

    private Object value(Variable variable) {
        try {
            return fields.computeIfAbsent(variable, this::field).get(null);
        } catch (IllegalAccessException e) {
            throw new NotShippable("Cannot read the variable " + variable.name() + ": " + e, e);
        }
    }

    private Packed write(Map<Variable, Object> values, Object body) throws IOException {
        var output = new ChunkedOutput();
        var stream = new PackStream(output, source);
        stream.writeShort(values.size());
        for (var each : values.entrySet()) {
            stream.writeUTF(each.getKey().owner());
            stream.writeUTF(each.getKey().name());
        }
        for (var each : values.values()) {
            stream.writeObject(each);
        }
        stream.writeObject(body);
        stream.flush();
        return new Packed(stream, output);
    }

    /// Finds what is to blame, and says so.
    private NotShippable unshippable(String what, Object body, Set<Variable> first, NotSerializableException e) {
        var candidates = new LinkedHashSet<>(first);
        try {
            var reached = new LinkedHashSet<Variable>();
            var stream = new PackStream(new ChunkedOutput(), source);
            try {
                stream.writeObject(body);
            } catch (NotSerializableException _) {
                // What was met before that is enough.
            }
            stream.lambdas.forEach(lambda -> addShippable(reads.of(lambda), reached));
            stream.classes.forEach(type -> addShippable(reads.of(type), reached));
            candidates.addAll(reached);
        } catch (IOException other) {
            e.addSuppressed(other);
        }
        for (var variable : candidates) {
            var value = value(variable);
            var culprit = culprit(value);
            if (culprit != null) {
                return new NotShippable("Cannot ship " + what + ": cell variable '" + variable.name()
                        + "' is read by it but holds " + held(value, culprit), e);
            }
        }
        return new NotShippable("Cannot ship " + what + ": it holds " + described(e.getMessage()), e);
    }

    private static String held(Object value, String culprit) {
        return culprit.equals(value.getClass().getName())
                ? described(culprit)
                : "a " + value.getClass().getName() + " that refers to " + described(culprit);
    }

    private static String described(String type) {
        if (ProcessWorkers.class.getName().equals(type) || ThreadWorkers.class.getName().equals(type)) {
            return "a pool, which belongs to this process: give its jobs from here, or make another pool inside of the job.";
        }
        int lambda = type == null ? -1 : type.indexOf("$$Lambda");
        if (lambda >= 0) {
            return "a lambda of " + type.substring(0, lambda) + " that is not Serializable: declare its type as"
                    + " an interface that extends Serializable, or write it in a cell.";
        }
        return "a " + type
                + ", which is not Serializable: make it inside of the task, or hand over what the task needs of it.";
    }

    /// The name of the class that cannot be written, or null if all can.
    private String culprit(Object value) {
        try {
            write(Map.of(), value);
            return null;
        } catch (NotSerializableException e) {
            return e.getMessage();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// Packs a result, or another value without code to run.
    Parcel packValue(String what, Object value) {
        try {
            return write(Map.of(), value).parcel();
        } catch (NotSerializableException e) {
            throw new NotShippable("Cannot ship " + what + ": it holds " + described(e.getMessage()), e);
        } catch (IOException e) {
            throw new NotShippable("Cannot ship " + what + ": " + e.getMessage(), e);
        }
    }
}
