package io.weft.resolver;

import eu.maveniverse.maven.mima.context.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;

/// Says what was not found, where it was looked for and what is there instead.
record NotFound(Context context, RepositorySystemSession session, List<RemoteRepository> repositories,
        boolean offline) {

    private static final int NEAREST = 5;

    String sentence(RepositoryException failure) {
        var missing = new ArrayList<>(missing(failure));
        if (missing.isEmpty()) {
            return failure.getMessage();
        }
        var first = missing.getFirst();
        var text = first + " was not found in " + names(repositories);
        if (offline || session.isOffline()) {
            return "Offline, and " + first + " is not in the local repository "
                    + session.getLocalRepository().getBasedir() + ": "
                    + (offline ? "leave out -o." : "settings.xml says offline; go online once.");
        }
        var cause = root(failure);
        boolean reached = cause.contains("ould not find") || cause.contains("not found") || cause.contains("was not");
        var versions = versions(first);
        var hint = !reached
                ? " (" + cause + ")."
                : versions.isEmpty()
                        ? ": check its group and artifact, or name its repository with %mavenRepo."
                        : "; versions that are there: " + String.join(", ", versions) + ".";
        return text + hint + (missing.size() > 1 ? " Nor were " + (missing.size() - 1) + " others." : "");
    }

    static String names(List<RemoteRepository> repositories) {
        return repositories.stream().map(r -> r.getId() + " (" + r.getUrl() + ")").collect(Collectors.joining(", "));
    }

    /// What went wrong first, on one line.
    static String root(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static LinkedHashSet<Artifact> missing(Throwable failure) {
        var missing = new LinkedHashSet<Artifact>();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactResolutionException resolution) {
                resolution.getResults()
                        .stream()
                        .filter(result -> !result.isResolved())
                        .forEach(result -> missing.add(result.getRequest().getArtifact()));
            } else if (cause instanceof ArtifactDescriptorException descriptor && missing.isEmpty()) {
                missing.add(descriptor.getResult().getRequest().getArtifact());
            }
        }
        return missing;
    }

    private List<String> versions(Artifact artifact) {
        try {
            var any = new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), "jar", "[0,)");
            var all = context.repositorySystem()
                    .resolveVersionRange(session, new VersionRangeRequest(any, repositories, null))
                    .getVersions();
            return all.subList(Math.max(0, all.size() - NEAREST), all.size()).stream().map(Object::toString).toList();
        } catch (VersionRangeResolutionException _) {
            // Then there is nothing to suggest.
            return List.of();
        }
    }
}
