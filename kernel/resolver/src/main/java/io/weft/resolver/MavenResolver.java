package io.weft.resolver;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/// Resolves coordinates and POMs jointly, as Maven does for a project, with the user's `settings.xml`, local repository, mirrors and proxies.
///
/// It is called with a map, so that the kernel needs none of its types:
///
/// | key | value |
/// |---|---|
/// | `coordinates` | list of `group:artifact[:extension[:classifier]]:version`; without a version, the newest release |
/// | `poms` | list of POMs, or of snippets of them |
/// | `repositories` | list of `id url`, asked before those of the settings |
/// | `present` | list of coordinates that are on the class path: their versions stand |
/// | `offline` | whether nothing is fetched |
/// | `settings`, `local` | a settings file and a local repository in place of the user's |
/// | `progress` | `Consumer<String>` of short texts |
///
/// and gives a map with `artifacts` (coordinates), `files` (paths, in the same order) and `notes` (sentences).
public final class MavenResolver implements Function<Map<String, Object>, Map<String, Object>> {

    private static final int MOST_NOTES = 5;

    /// @throws IllegalArgumentException if something cannot be resolved; the message is for the user
    @Override
    public Map<String, Object> apply(Map<String, Object> request) {
        @SuppressWarnings("unchecked")
        var progress = (Consumer<String>) request.getOrDefault("progress", (Consumer<String>) _ -> {});
        boolean offline = Boolean.TRUE.equals(request.get("offline"));
        var overrides = ContextOverrides.create()
                .withUserSettings(true)
                .transferListener(new Transfers(progress));
        if (offline) {
            overrides.offline(true);
        }
        if (request.get("settings") instanceof String settings) {
            overrides.withUserSettingsXmlOverride(Path.of(settings));
        }
        if (request.get("local") instanceof String local) {
            overrides.withLocalRepositoryOverride(Path.of(local));
        }
        try (var context = context(overrides.build())) {
            return resolve(context, request);
        } catch (RepositoryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Context context(ContextOverrides overrides) {
        try {
            return new StandaloneStaticRuntime().create(overrides);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("Maven's settings.xml cannot be used: " + NotFound.root(e), e);
        }
    }

    /// What the settings say of it, which the context leaves out.
    private static boolean isOffline(Path settings) {
        if (!Files.isRegularFile(settings)) {
            return false;
        }
        try (var in = Files.newInputStream(settings)) {
            return new SettingsXpp3Reader().read(in).isOffline();
        } catch (IOException | XmlPullParserException e) {
            throw new IllegalArgumentException("Maven's " + settings + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> resolve(Context context, Map<String, Object> request)
            throws RepositoryException {
        var session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        if (isOffline(request.get("settings") instanceof String given
                ? Path.of(given)
                : context.mavenUserHome().settingsXml())) {
            session.setOffline(true);
        }
        var notes = new ArrayList<String>();
        var collect = new CollectRequest();
        var repositories = repositories(context, session, list(request, "repositories"));
        for (var pom : list(request, "poms")) {
            var read = new PomReader(context, session, repositories).read(pom);
            read.getDependencies()
                    .stream()
                    .filter(dependency -> !dependency.getScope().equals(JavaScopes.TEST))
                    .forEach(collect::addDependency);
            read.getManagedDependencies().forEach(collect::addManagedDependency);
            read.getRepositories()
                    .stream()
                    .filter(r -> repositories.stream().noneMatch(known -> known.getId().equals(r.getId())))
                    .map(MavenResolver::decoded)
                    .toList()
                    .forEach(repositories::add);
        }
        for (var coordinate : list(request, "coordinates")) {
            var artifact = newest(context, session, repositories, coordinate, notes);
            collect.addDependency(new Dependency(artifact, JavaScopes.COMPILE));
        }
        var present = list(request, "present").stream().map(MavenResolver::artifact).toList();
        refuseOtherVersions(collect.getDependencies(), present);
        present.forEach(artifact -> collect.addManagedDependency(new Dependency(artifact, JavaScopes.COMPILE)));
        collect.setRepositories(repositories);
        var conflicts = new Conflicts(context.repositorySystem(), session).of(collect);
        conflicts.stream().limit(MOST_NOTES).forEach(notes::add);
        if (conflicts.size() > MOST_NOTES) {
            notes.add("... and " + (conflicts.size() - MOST_NOTES) + " more");
        }
        var filter = DependencyFilterUtils.classpathFilter(JavaScopes.COMPILE, JavaScopes.RUNTIME);
        try {
            var results = context.repositorySystem()
                    .resolveDependencies(session, new DependencyRequest(collect, filter))
                    .getArtifactResults();
            return answer(results, notes);
        } catch (RepositoryException e) {
            throw new IllegalArgumentException(
                    new NotFound(context, session, repositories, Boolean.TRUE.equals(request.get("offline")))
                            .sentence(e),
                    e);
        }
    }

    /// Those of the request, those of the settings and Maven Central, behind the mirrors and proxies of the settings.
    private static List<RemoteRepository> repositories(Context context, DefaultRepositorySystemSession session,
            List<String> added) {
        var wanted = new ArrayList<>(added.stream().map(MavenResolver::repository).toList());
        var settings = context.remoteRepositories();
        boolean central = settings.stream().anyMatch(MavenResolver::isCentral);
        if (!central) {
            wanted.add(ContextOverrides.CENTRAL);
        }
        var all = new ArrayList<>(context.repositorySystem().newResolutionRepositories(session, wanted));
        settings.stream().filter(r -> all.stream().noneMatch(a -> a.getId().equals(r.getId()))).forEach(all::add);
        return all.stream().map(MavenResolver::decoded).collect(Collectors.toCollection(ArrayList::new));
    }

    /// The transport of files takes each octet of an encoded path for a character, which is wrong outside of ASCII.
    private static RemoteRepository decoded(RemoteRepository repository) {
        var url = repository.getUrl();
        if (!repository.getProtocol().equalsIgnoreCase("file") || url.indexOf('%') < 0) {
            return repository;
        }
        var octets = url.replace("+", "%2B").replace("%25", "%2525");
        return new RemoteRepository.Builder(repository).setUrl(URLDecoder.decode(octets, StandardCharsets.UTF_8))
                .build();
    }

    private static boolean isCentral(RemoteRepository repository) {
        return repository.getId().equals("central")
                || repository.getMirroredRepositories().stream().anyMatch(MavenResolver::isCentral);
    }

    private static Map<String, Object> answer(List<ArtifactResult> results, List<String> notes) {
        var artifacts = new ArrayList<String>();
        var files = new ArrayList<String>();
        for (var result : results) {
            var artifact = result.getArtifact();
            if (artifact.getFile() != null && !artifact.getExtension().equals("pom")) {
                artifacts.add(artifact.toString());
                files.add(artifact.getFile().toString());
            }
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("artifacts", artifacts);
        answer.put("files", files);
        answer.put("notes", notes);
        return answer;
    }

    /// Classes that are loaded stay: another version of their library would come too late.
    private static void refuseOtherVersions(List<Dependency> wanted, List<Artifact> present) {
        for (var dependency : wanted) {
            var artifact = dependency.getArtifact();
            for (var other : present) {
                boolean same = key(other).equals(key(artifact));
                if (same && !other.getVersion().equals(artifact.getVersion())) {
                    throw new IllegalArgumentException(key(artifact) + " is on the class path in version "
                            + other.getVersion() + "; for version " + artifact.getVersion() + " restart the kernel.");
                }
            }
        }
    }

    private static String key(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId()
                + (artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier());
    }

    private static Artifact newest(Context context, DefaultRepositorySystemSession session,
            List<RemoteRepository> repositories, String coordinate, List<String> notes) throws RepositoryException {
        if (coordinate.split(":").length != 2) {
            return artifact(coordinate);
        }
        var any = artifact(coordinate + ":[0,)");
        var versions = context.repositorySystem()
                .resolveVersionRange(session, new VersionRangeRequest(any, repositories, null))
                .getVersions();
        var released = versions.stream()
                .filter(v -> !v.toString().matches("(?i).*(snapshot|alpha|beta|rc|cr|m\\d).*"))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(coordinate + " was not found in " + NotFound.names(repositories)
                    + ": check its group and artifact.");
        }
        var newest = (released.isEmpty() ? versions : released).getLast().toString();
        notes.add(coordinate + ": version " + newest + " is the newest; name it to keep it.");
        return any.setVersion(newest);
    }

    private static Artifact artifact(String coordinate) {
        var maven = coordinate.replaceFirst("^([^#;:]+)#([^#;:]+);([^#;:]+)$", "$1:$2:$3");
        try {
            return new DefaultArtifact(maven);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + coordinate + "' are no Maven coordinates: they read "
                    + "group:artifact:version, or group:artifact:extension:classifier:version.", e);
        }
    }

    private static RemoteRepository repository(String idAndUrl) {
        var parts = idAndUrl.split("\\s+", 2);
        return new RemoteRepository.Builder(parts[0], "default", parts[1]).build();
    }

    private static List<String> list(Map<String, Object> request, String key) {
        return request.get(key) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }
}
