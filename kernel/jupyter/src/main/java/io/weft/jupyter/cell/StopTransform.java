package io.weft.jupyter.cell;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rewriting of one method body. Confined to the thread that weaves.
final class StopTransform implements CodeTransform {

    private static final DirectMethodHandleDesc LINK = ConstantDescs.ofCallsiteBootstrap(
            ClassDesc.of(StopCheck.class.getName()), "link", ConstantDescs.CD_CallSite);
    private static final DynamicCallSiteDesc CHECK = DynamicCallSiteDesc.of(LINK, "stop",
            MethodTypeDesc.of(ConstantDescs.CD_void));
    private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final ClassDesc METHOD = ClassDesc.of("java.lang.reflect.Method");
    private static final ClassDesc GUARD = ClassDesc.of(ExitGuard.class.getName());
    private static final ClassDesc PROCESSES = ClassDesc.of(StartedProcesses.class.getName());
    private static final ClassDesc PROCESS = ClassDesc.of("java.lang.Process");
    private static final ClassDesc PROCESS_BUILDER = ClassDesc.of("java.lang.ProcessBuilder");
    private static final ClassDesc SCANNER = ClassDesc.of("java.util.Scanner");
    private static final ClassDesc SCANNER_SOURCE = ClassDesc.of(ScannerSource.class.getName());
    private static final ClassDesc INPUT_STREAM = ClassDesc.of("java.io.InputStream");
    private static final ClassDesc READABLE = ClassDesc.of("java.lang.Readable");
    private static final MethodTypeDesc OF_STREAM = MethodTypeDesc.of(ConstantDescs.CD_void, INPUT_STREAM);
    private static final MethodTypeDesc STATUS = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private final boolean atEntry;
    private final Optional<LineMap> lines;
    private final Set<Label> passed = new HashSet<>();

    StopTransform(boolean atEntry, Optional<LineMap> lines) {
        this.atEntry = atEntry;
        this.lines = lines;
    }

    @Override
    public void atStart(CodeBuilder builder) {
        if (atEntry) {
            builder.invokedynamic(CHECK);
        }
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        switch (element) {
            case LabelTarget target -> passed.add(target.label());
            case BranchInstruction branch -> checkIf(builder, passed.contains(branch.target()));
            case TableSwitchInstruction table -> checkIf(builder, anyPassed(table.defaultTarget(), table.cases()));
            case LookupSwitchInstruction lookup -> checkIf(builder, anyPassed(lookup.defaultTarget(), lookup.cases()));
            default -> {
            }
        }
        switch (element) {
            case LineNumber number when lines.isPresent() ->
                builder.lineNumber(lines.get().at(number.line()).number());
            case InvokeInstruction call when isExit(call.owner().asSymbol(), call.name().stringValue(),
                    call.typeSymbol()) ->
                guard(builder, call);
            case InvokeInstruction call when call.owner().asSymbol().equals(METHOD)
                    && call.name().equalsString("invoke") ->
                guardReflection(builder, call);
            case InvokeInstruction call when startsProcess(call.owner().asSymbol(), call.typeSymbol()) ->
                builder.with(call)
                        .invokestatic(PROCESSES, "started", MethodTypeDesc.of(PROCESS, PROCESS));
            case InvokeInstruction call when call.owner().asSymbol().equals(SCANNER)
                    && call.typeSymbol().equals(OF_STREAM) ->
                scanner(builder);
            case InvokeInstruction call -> {
                if (!JobWeaver.weave(builder, call)) {
                    builder.with(call);
                }
            }
            case InvokeDynamicInstruction dynamic -> builder.invokedynamic(guarded(dynamic));
            default -> builder.with(element);
        }
    }

    private static void checkIf(CodeBuilder builder, boolean backward) {
        if (backward) {
            builder.invokedynamic(CHECK);
        }
    }

    private boolean anyPassed(Label otherwise, List<SwitchCase> cases) {
        return passed.contains(otherwise) || cases.stream().anyMatch(c -> passed.contains(c.target()));
    }

    private static boolean isExit(ClassDesc owner, String name, MethodTypeDesc type) {
        return type.equals(STATUS)
                && (owner.equals(SYSTEM) && name.equals("exit")
                        || owner.equals(RUNTIME) && (name.equals("exit") || name.equals("halt")));
    }

    private static boolean startsProcess(ClassDesc owner, MethodTypeDesc type) {
        return type.returnType().equals(PROCESS) && (owner.equals(PROCESS_BUILDER) || owner.equals(RUNTIME));
    }

    // The call itself stays, since what it may do depends on its caller.
    private static void guardReflection(CodeBuilder builder, InvokeInstruction call) {
        int arguments = builder.allocateLocal(TypeKind.REFERENCE);
        int receiver = builder.allocateLocal(TypeKind.REFERENCE);
        builder.astore(arguments)
                .astore(receiver)
                .dup()
                .invokestatic(GUARD, "refuse", MethodTypeDesc.of(ConstantDescs.CD_void, METHOD))
                .aload(receiver)
                .aload(arguments)
                .with(call);
    }

    private static void scanner(CodeBuilder builder) {
        builder.invokestatic(SCANNER_SOURCE, "of", MethodTypeDesc.of(READABLE, INPUT_STREAM))
                .invokespecial(SCANNER, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, READABLE));
    }

    private static void guard(CodeBuilder builder, InvokeInstruction call) {
        builder.invokestatic(GUARD, call.name().stringValue(), guardType(call.owner().asSymbol()));
    }

    private static MethodTypeDesc guardType(ClassDesc owner) {
        return owner.equals(RUNTIME) ? STATUS.insertParameterTypes(0, RUNTIME) : STATUS;
    }

    // A method reference, such as System::exit, names its method in the bootstrap arguments.
    private static DynamicCallSiteDesc guarded(InvokeDynamicInstruction dynamic) {
        var arguments = dynamic.bootstrapArgs()
                .stream()
                .map(argument -> argument instanceof DirectMethodHandleDesc handle
                        && isMethodCall(handle)
                        && isExit(handle.owner(), handle.methodName(), MethodTypeDesc.ofDescriptor(
                                handle.lookupDescriptor()))
                                        ? MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, GUARD,
                                                handle.methodName(),
                                                guardType(handle.owner()))
                                        : argument)
                .toArray(ConstantDesc[]::new);
        return DynamicCallSiteDesc.of(dynamic.bootstrapMethod(), dynamic.name().stringValue(), dynamic.typeSymbol(),
                arguments);
    }

    private static boolean isMethodCall(DirectMethodHandleDesc handle) {
        return handle.kind() == DirectMethodHandleDesc.Kind.STATIC
                || handle.kind() == DirectMethodHandleDesc.Kind.VIRTUAL;
    }
}
