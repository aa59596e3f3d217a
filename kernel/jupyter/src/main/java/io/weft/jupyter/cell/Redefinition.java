package io.weft.jupyter.cell;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a class that JShell compiled again can stay as it is, so that its variables keep their values.
final class Redefinition {

    private static final ClassFile BARE = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS, ClassFile.StackMapsOption.DROP_STACK_MAPS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL);

    private Redefinition() {}

    /// Whether the two differ in line numbers alone.
    static boolean same(byte[] loaded, byte[] compiled) {
        return Arrays.equals(bare(loaded), bare(compiled));
    }

    /// Whether code compiled against one can use the other.
    static boolean looksTheSame(byte[] loaded, byte[] compiled) {
        var a = ClassFile.of().parse(loaded);
        var b = ClassFile.of().parse(compiled);
        return head(a).equals(head(b)) && fields(a).equals(fields(b)) && methods(a).equals(methods(b));
    }

    private static byte[] bare(byte[] bytes) {
        return BARE.transformClass(BARE.parse(bytes), ClassTransform.ACCEPT_ALL);
    }

    private static String head(ClassModel type) {
        return type.flags().flagsMask() + " " + type.superclass().map(ClassEntry::asInternalName) + " "
                + type.interfaces().stream().map(ClassEntry::asInternalName).toList() + " "
                + signature(type.findAttribute(Attributes.signature()));
    }

    private static Set<String> fields(ClassModel type) {
        return type.fields().stream().map(Redefinition::field).collect(Collectors.toSet());
    }

    private static String field(FieldModel field) {
        return field.flags().flagsMask() + " " + field.fieldName() + " " + field.fieldType() + " "
                + signature(field.findAttribute(Attributes.signature()));
    }

    // What the compiler makes for lambdas is called by the class itself alone.
    private static Set<String> methods(ClassModel type) {
        return type.methods()
                .stream()
                .filter(method -> !method.flags().has(AccessFlag.SYNTHETIC))
                .map(Redefinition::method)
                .collect(Collectors.toSet());
    }

    private static String method(MethodModel method) {
        return method.flags().flagsMask() + " " + method.methodName() + method.methodType() + " "
                + signature(method.findAttribute(Attributes.signature()));
    }

    private static String signature(Optional<SignatureAttribute> attribute) {
        return attribute.map(a -> a.signature().stringValue()).orElse("");
    }
}
