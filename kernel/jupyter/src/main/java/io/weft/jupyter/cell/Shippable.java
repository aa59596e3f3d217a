package io.weft.jupyter.cell;

import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;

/// Makes the classes of cells serializable, so that their objects can go to worker processes and come back.
final class Shippable {

    private static final ClassDesc SERIALIZABLE = ClassDesc.of(Serializable.class.getName());
    private static final ClassTransform NOTHING = ClassTransform.ACCEPT_ALL;

    private Shippable() {}

    /// The class as it was, and serializable.
    static byte[] of(byte[] original) {
        var classFile = ClassFile.of();
        var model = classFile.parse(original);
        var transform = transform(model);
        return transform == NOTHING ? original : classFile.transformClass(model, transform);
    }

    /// Adds the interface where it is missing and means something.
    static ClassTransform transform(ClassModel model) {
        boolean has = model.interfaces().stream().map(ClassEntry::asSymbol).anyMatch(SERIALIZABLE::equals);
        if (has || model.flags().has(AccessFlag.INTERFACE)) {
            return NOTHING;
        }
        var interfaces = new ArrayList<>(model.interfaces().stream().map(ClassEntry::asSymbol).toList());
        interfaces.add(SERIALIZABLE);
        return ClassTransform.endHandler(builder -> builder.withInterfaceSymbols(interfaces));
    }
}
