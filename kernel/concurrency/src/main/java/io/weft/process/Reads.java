package io.weft.process;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the static fields that code of a source can read: from a method through all that it calls. Of a class that is
/// instantiated every method counts, so that it does not matter through which supertype it is called.
final class Reads {

    /// A static field.
    record Variable(String owner, String name) {}

    record Method(String owner, String name, String type) {}

    /// What one method does by itself.
    private record Step(Set<Method> calls, Set<String> made, Set<Variable> reads) {}

    private final ClassSource source;
    private final Map<String, ClassModel> models = new ConcurrentHashMap<>();
    private final Map<Method, Step> steps = new ConcurrentHashMap<>();
    private final Map<Method, Set<Variable>> ofMethods = new ConcurrentHashMap<>();
    private final Map<String, Set<Variable>> ofClasses = new ConcurrentHashMap<>();

    Reads(ClassSource source) {
        this.source = source;
    }

    Set<Variable> of(SerializedLambda lambda) {
        var root = new Method(lambda.getImplClass().replace('/', '.'), lambda.getImplMethodName(),
                lambda.getImplMethodSignature());
        return ofMethods.computeIfAbsent(root, method -> closure(Set.of(method), Set.of()));
    }

    Set<Variable> of(String type) {
        return ofClasses.computeIfAbsent(type, name -> closure(Set.of(), Set.of(name)));
    }

    private Set<Variable> closure(Collection<Method> roots, Collection<String> types) {
        var methods = new ArrayDeque<>(roots);
        var whole = new ArrayDeque<>(types);
        var seen = new HashSet<Method>();
        var seenTypes = new HashSet<String>();
        var found = new LinkedHashSet<Variable>();
        while (!methods.isEmpty() || !whole.isEmpty()) {
            if (!whole.isEmpty()) {
                addAll(whole.remove(), seenTypes, methods, whole);
                continue;
            }
            var method = methods.remove();
            if (model(method.owner) == null || !seen.add(method)) {
                continue;
            }
            var step = steps.computeIfAbsent(method, this::step);
            methods.addAll(step.calls);
            whole.addAll(step.made);
            found.addAll(step.reads);
        }
        return Set.copyOf(found);
    }

    /// All methods of a class, and of those that it extends.
    private void addAll(String type, Set<String> seen, Collection<Method> methods, Collection<String> types) {
        var model = model(type);
        if (model == null || !seen.add(type)) {
            return;
        }
        for (var method : model.methods()) {
            methods.add(new Method(type, method.methodName().stringValue(), method.methodType().stringValue()));
        }
        model.superclass().ifPresent(parent -> types.add(name(parent)));
        model.interfaces().forEach(parent -> types.add(name(parent)));
    }

    private Step step(Method method) {
        var calls = new HashSet<Method>();
        var made = new HashSet<String>();
        var reads = new LinkedHashSet<Variable>();
        // Whoever calls a static method, or reads a field, runs the initialiser.
        calls.add(new Method(method.owner, "<clinit>", "()V"));
        var model = model(method.owner);
        var body = model.methods()
                .stream()
                .filter(m -> m.methodName().equalsString(method.name) && m.methodType().equalsString(method.type))
                .findFirst();
        if (body.isEmpty()) {
            model.superclass().ifPresent(p -> calls.add(new Method(name(p), method.name, method.type)));
            model.interfaces().forEach(p -> calls.add(new Method(name(p), method.name, method.type)));
        }
        body.flatMap(MethodModel::code).ifPresent(code -> code.forEach(element -> {
            switch (element) {
                case InvokeInstruction call ->
                    calls.add(new Method(name(call.owner()), call.name().stringValue(), call.type().stringValue()));
                case InvokeDynamicInstruction call -> {
                    for (var argument : call.bootstrapArgs()) {
                        if (argument instanceof MethodHandleDesc handle) {
                            addHandle(handle, calls, made, reads);
                        }
                    }
                }
                case FieldInstruction field when field.opcode() == Opcode.GETSTATIC -> {
                    reads.add(new Variable(name(field.owner()), field.name().stringValue()));
                    calls.add(new Method(name(field.owner()), "<clinit>", "()V"));
                }
                case NewObjectInstruction created -> made.add(name(created.className()));
                default -> {
                }
            }
        }));
        reads.removeIf(variable -> model(variable.owner) == null);
        return new Step(calls, made, reads);
    }

    private static void addHandle(MethodHandleDesc handle, Set<Method> calls, Set<String> made, Set<Variable> reads) {
        if (!(handle instanceof DirectMethodHandleDesc direct)) {
            return;
        }
        var descriptor = direct.owner().descriptorString();
        var owner = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
        calls.add(new Method(owner, direct.methodName(), direct.lookupDescriptor()));
        switch (direct.kind()) {
            case CONSTRUCTOR -> made.add(owner);
            case STATIC_GETTER -> reads.add(new Variable(owner, direct.methodName()));
            default -> {
            }
        }
    }

    /// The parsed class, or null if it is not of the source.
    private ClassModel model(String name) {
        var known = models.get(name);
        if (known != null) {
            return known;
        }
        var bytes = source.classFile(name);
        if (bytes == null) {
            return null;
        }
        var parsed = ClassFile.of().parse(bytes);
        models.put(name, parsed);
        return parsed;
    }

    private static String name(ClassEntry type) {
        return type.asInternalName().replace('/', '.');
    }
}
