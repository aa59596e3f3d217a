package io.weft.jupyter.cell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// What a source file declares, with the comment and the source of each.
final class Declarations {

    /// A type, a method or a field.
    ///
    /// @param owner the simple names of the types around it, joined by dots; empty for a type of the file
    /// @param parameters the simple names of the parameters' types, without type arguments; empty for all but methods
    /// @param method whether it has parameters at all
    /// @param comment its documentation, without the comment's marks; empty where there is none
    record Declaration(String owner, String name, boolean method, List<String> parameters, String comment,
            String source) {}

    private Declarations() {}

    /// @throws IOException if the file cannot be parsed
    static List<Declaration> of(String source) throws IOException {
        var file = new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, _ -> {}, List.of("-proc:none"), null, List.of(file));
        var found = new ArrayList<Declaration>();
        for (var unit : task.parse()) {
            new Scanner(DocTrees.instance(task), source, found).scan(unit, "");
        }
        return found;
    }

    private static final class Scanner extends TreePathScanner<Void, String> {

        private final DocTrees trees;
        private final String source;
        private final List<Declaration> found;

        Scanner(DocTrees trees, String source, List<Declaration> found) {
            this.trees = trees;
            this.source = source;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, String owner) {
            var name = type.getSimpleName().toString();
            add(type, owner, name, false, List.of());
            return super.visitClass(type, owner.isEmpty() ? name : owner + "." + name);
        }

        @Override
        public Void visitMethod(MethodTree method, String owner) {
            var name = method.getName().contentEquals("<init>")
                    ? owner.substring(owner.lastIndexOf('.') + 1)
                    : method.getName().toString();
            add(method, owner, name, true, method.getParameters()
                    .stream()
                    .map(parameter -> simpleType(parameter.getType().toString()))
                    .toList());
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, String owner) {
            add(field, owner, field.getName().toString(), false, List.of());
            return null;
        }

        private void add(Tree tree, String owner, String name, boolean method, List<String> parameters) {
            var positions = trees.getSourcePositions();
            var unit = getCurrentPath().getCompilationUnit();
            int start = (int) positions.getStartPosition(unit, tree);
            int end = (int) positions.getEndPosition(unit, tree);
            var comment = trees.getDocComment(getCurrentPath());
            if (start >= 0 && end >= start) {
                found.add(new Declaration(owner, name, method, parameters, comment == null ? "" : comment.stripIndent(),
                        source.substring(source.lastIndexOf('\n', start) + 1, end).stripIndent()));
            }
        }
    }

    /// `Callable` for `java.util.concurrent.Callable<? extends T>...`.
    static String simpleType(String type) {
        var plain = type.replaceAll("@\\w+\\s*", "").replaceAll("<.*>", "").replace("...", "[]").replaceAll("\\s", "");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
