package io.weft.resolver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.util.graph.manager.DependencyManagerUtils;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;

/// Which versions gave way to others, and why.
record Conflicts(RepositorySystem system, DefaultRepositorySystemSession session) {

    List<String> of(CollectRequest request) {
        var verbose = new DefaultRepositorySystemSession(session);
        verbose.setConfigProperty(ConflictResolver.CONFIG_PROP_VERBOSE, true);
        verbose.setConfigProperty(DependencyManagerUtils.CONFIG_PROP_VERBOSE, true);
        var found = new LinkedHashSet<String>();
        try {
            visit(system.collectDependencies(verbose, request).getRoot(), List.of(), found);
        } catch (DependencyCollectionException _) {
            // The resolution that follows fails for the same reason and says it.
        }
        return List.copyOf(found);
    }

    private static void visit(DependencyNode node, List<String> path, Set<String> found) {
        for (var child : node.getChildren()) {
            var artifact = child.getArtifact();
            var asker = path.isEmpty() ? "the cell" : path.getLast();
            var name = artifact.getGroupId() + ":" + artifact.getArtifactId();
            if (child.getData().get(ConflictResolver.NODE_DATA_WINNER) instanceof DependencyNode winner
                    && !winner.getArtifact().getVersion().equals(artifact.getVersion())) {
                found.add(name + ": " + winner.getArtifact().getVersion() + " is taken, not " + artifact.getVersion()
                        + " that " + asker + " asks for, since it is nearer to the cell or comes first.");
            }
            var premanaged = DependencyManagerUtils.getPremanagedVersion(child);
            if (premanaged != null && !premanaged.equals(artifact.getVersion())) {
                found.add(name + ": " + artifact.getVersion() + " is taken, not " + premanaged + " that " + asker
                        + " asks for, since it is managed or on the class path.");
            }
            var longer = new ArrayList<>(path);
            longer.add(name);
            visit(child, longer, found);
        }
    }
}
