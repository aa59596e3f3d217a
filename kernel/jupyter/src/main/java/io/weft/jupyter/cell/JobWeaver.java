package io.weft.jupyter.cell;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/// Leads the calls of a cell that give a job to a pool or a timer through [JobCalls].
final class JobWeaver {

    private static final ClassDesc CALLS = ClassDesc.of(JobCalls.class.getName());
    private static final ClassDesc FUTURE = ClassDesc.of("java.util.concurrent.CompletableFuture");
    private static final ClassDesc TIMER = ClassDesc.of("java.util.Timer");
    /// What a fork-join pool returns where the interface says Future.
    private static final ClassDesc FORK_JOIN_TASK = ClassDesc.of("java.util.concurrent.ForkJoinTask");
    private static final ClassDesc EXECUTOR_SERVICE = desc(ExecutorService.class);
    private static final ClassDesc SCHEDULER = desc(ScheduledExecutorService.class);
    private static final Set<ClassDesc> EXECUTORS = Set.of(desc(Executor.class), EXECUTOR_SERVICE, SCHEDULER,
            desc(AbstractExecutorService.class), desc(ThreadPoolExecutor.class),
            desc(ScheduledThreadPoolExecutor.class), desc(ForkJoinPool.class));
    private static final String RUNNABLE = "Ljava/lang/Runnable;";
    private static final String CALLABLE = "Ljava/util/concurrent/Callable;";
    private static final String COLLECTION = "Ljava/util/Collection;";
    private static final String SUPPLIER = "Ljava/util/function/Supplier;";

    private JobWeaver() {}

    /// Writes the call in its new form.
    ///
    /// @return false if it gives no job to anybody, and nothing was written
    static boolean weave(CodeBuilder builder, InvokeInstruction call) {
        var owner = call.owner().asSymbol();
        var name = call.name().stringValue();
        var type = call.typeSymbol();
        boolean isVirtual = call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE;
        if (isVirtual && EXECUTORS.contains(owner)) {
            return executor(builder, call, name, type);
        }
        if (call.opcode() == Opcode.INVOKESTATIC && owner.equals(FUTURE)) {
            return future(builder, call, name, type);
        }
        if (isVirtual && owner.equals(TIMER) && name.startsWith("schedule")) {
            builder.invokestatic(CALLS, name, type.insertParameterTypes(0, TIMER));
            return true;
        }
        return false;
    }

    private static boolean executor(CodeBuilder builder, InvokeInstruction call, String name, MethodTypeDesc type) {
        if (type.returnType().equals(FORK_JOIN_TASK) && type.parameterCount() > 1) {
            return false;
        }
        switch (name + parameters(type)) {
            case "execute(" + RUNNABLE + ")" -> before(builder, call, "lambda", RUNNABLE);
            case "submit(" + RUNNABLE + ")" -> before(builder, call, "job", RUNNABLE);
            case "submit(" + CALLABLE + ")" -> before(builder, call, "job", CALLABLE);
            case "invokeAll(" + COLLECTION + ")", "invokeAny(" + COLLECTION + ")" -> before(builder, call, "jobs",
                    COLLECTION);
            case "submit(" + RUNNABLE + "Ljava/lang/Object;)",
                    "invokeAll(" + COLLECTION + "JLjava/util/concurrent/TimeUnit;)",
                    "invokeAny(" + COLLECTION + "JLjava/util/concurrent/TimeUnit;)" ->
                instead(builder, name, type, EXECUTOR_SERVICE);
            case "schedule(" + RUNNABLE + "JLjava/util/concurrent/TimeUnit;)",
                    "schedule(" + CALLABLE + "JLjava/util/concurrent/TimeUnit;)",
                    "scheduleAtFixedRate(" + RUNNABLE + "JJLjava/util/concurrent/TimeUnit;)",
                    "scheduleWithFixedDelay(" + RUNNABLE + "JJLjava/util/concurrent/TimeUnit;)" ->
                instead(builder, name, type, SCHEDULER);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean future(CodeBuilder builder, InvokeInstruction call, String name, MethodTypeDesc type) {
        switch (name + parameters(type)) {
            case "supplyAsync(" + SUPPLIER + ")" -> before(builder, call, "job", SUPPLIER);
            case "runAsync(" + RUNNABLE + ")" -> before(builder, call, "job", RUNNABLE);
            case "supplyAsync(" + SUPPLIER + "Ljava/util/concurrent/Executor;)",
                    "runAsync(" + RUNNABLE + "Ljava/util/concurrent/Executor;)" ->
                builder.invokestatic(CALLS, name, type);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The job is the last argument: it is replaced on the stack, and the call stays.
    private static void before(CodeBuilder builder, InvokeInstruction call, String method, String job) {
        var type = ClassDesc.ofDescriptor(job);
        builder.invokestatic(CALLS, method, MethodTypeDesc.of(type, type)).with(call);
    }

    /// The receiver becomes the first argument.
    private static void instead(CodeBuilder builder, String name, MethodTypeDesc type, ClassDesc receiver) {
        builder.invokestatic(CALLS, name, type.insertParameterTypes(0, receiver));
    }

    private static String parameters(MethodTypeDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.of(type.getName());
    }
}
