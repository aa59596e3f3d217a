package io.weft.jupyter.cell;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.util.Optional;
import java.util.function.Function;

/// Rewrites a class of a cell before it is defined: stop checks, exit calls, serializability, and file and line of the cell
/// instead of those of JShell's wrapper, so that every stack trace speaks of cells.
final class StopWeaver {

    private final ClassFile classFile;

    /// @param bytes the session's classes by binary name, null for others
    /// @param parent where the other classes come from
    StopWeaver(Function<String, byte[]> bytes, ClassLoader parent) {
        var session = ClassHierarchyResolver.ofResourceParsing(desc -> {
            byte[] found = bytes.apply(binaryName(desc));
            return found == null ? null : new ByteArrayInputStream(found);
        });
        // Merges of two cell types need their hierarchy, which the default resolver cannot know.
        var resolver = session.orElse(ClassHierarchyResolver.ofResourceParsing(parent))
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
        this.classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
    }

    /// @param places the class's line map; a class with parts of several cells keeps its own lines
    byte[] weave(byte[] original, Optional<LineMap> places) {
        var lines = places.filter(map -> map.onlyCell().isPresent());
        ClassModel model = classFile.parse(original);
        ClassTransform code = (builder, element) -> {
            if (element instanceof MethodModel method) {
                builder.transformMethod(method, body(method, lines));
            } else {
                builder.with(rename(element, lines));
            }
        };
        return classFile.transformClass(model, code.andThen(Shippable.transform(model)));
    }

    private static ClassElement rename(ClassElement element, Optional<LineMap> lines) {
        if (element instanceof SourceFileAttribute && lines.isPresent()) {
            return SourceFileAttribute.of(lines.get().onlyCell().orElseThrow().name());
        }
        return element;
    }

    private static MethodTransform body(MethodModel method, Optional<LineMap> lines) {
        // A stop at the entry of an initialiser would make its class unusable for good.
        boolean atEntry = !method.methodName().equalsString("<clinit>");
        return (builder, element) -> {
            if (element instanceof CodeModel code) {
                builder.transformCode(code, CodeTransform.ofStateful(() -> new StopTransform(atEntry, lines)));
            } else {
                builder.with(element);
            }
        };
    }

    private static String binaryName(ClassDesc desc) {
        String descriptor = desc.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }
}
