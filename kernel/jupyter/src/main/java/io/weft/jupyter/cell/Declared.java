package io.weft.jupyter.cell;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/// What the cells of a session have declared, each list in the order of declaration.
public record Declared(List<Variable> variables, List<String> methods, List<String> types, List<String> imports) {

    /// A variable and the object that it holds now; null also where it cannot be read.
    public record Variable(String name, String type, Object value) {}

    static Declared of(JShell shell, CellControl control) {
        return new Declared(
                shell.variables()
                        .filter(v -> v.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                        .map(v -> new Variable(v.name(), v.typeName(), value(v, shell, control)))
                        .toList(),
                shell.methods().map(Declared::signature).toList(),
                shell.types().map(Declared::type).toList(),
                shell.imports().map(i -> i.fullname()).toList());
    }

    private static Object value(VarSnippet variable, JShell shell, CellControl control) {
        try {
            return control.field(shell.sourceCodeAnalysis().wrapper(variable).fullClassName(), variable.name())
                    .get(null);
        } catch (ReflectiveOperationException | LinkageError _) {
            return null;
        }
    }

    private static String signature(MethodSnippet method) {
        var signature = method.signature();
        int close = signature.lastIndexOf(')') + 1;
        return signature.substring(close) + " " + method.name() + signature.substring(0, close);
    }

    private static String type(TypeDeclSnippet type) {
        var kind = switch (type.subKind()) {
            case RECORD_SUBKIND -> "record ";
            case INTERFACE_SUBKIND -> "interface ";
            case ENUM_SUBKIND -> "enum ";
            case ANNOTATION_TYPE_SUBKIND -> "@interface ";
            default -> "class ";
        };
        return kind + type.name();
    }
}
