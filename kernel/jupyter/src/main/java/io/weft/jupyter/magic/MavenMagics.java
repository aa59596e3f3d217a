package io.weft.jupyter.magic;

import com.google.gson.JsonObject;
import io.weft.jupyter.dependency.Dependencies;
import io.weft.jupyter.message.DisplayData;
import io.weft.jupyter.message.Publication;
import io.weft.jupyter.message.UpdateDisplayData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `%maven`, `%mavenRepo` and their names in other kernels.
final class MavenMagics {

    private static final int MOST_NAMES = 4;

    private final Folder folder;
    private final MagicHost host;
    private final Libraries libraries;
    private final Dependencies dependencies = new Dependencies();

    MavenMagics(Folder folder, MagicHost host) {
        this.folder = folder;
        this.host = host;
        this.libraries = new Libraries(host);
    }

    List<Magic> all() {
        return List.of(
                Magic.both("maven", "%maven [-o] GROUP:ARTIFACT:VERSION...\n%%maven [-o]",
                        """
                                Adds libraries of Maven repositories, and what they depend on, to the class path.
                                All coordinates of a magic are resolved together; a cell of them holds coordinates, a line each, or a POM, or <dependency>
                                and <repository> elements of one. Coordinates may have an extension and a classifier (g:a:jar:sources:1.0); without a
                                version the newest release is taken. settings.xml counts: mirrors, proxies, servers, local repository, offline mode.
                                -o asks the local repository alone. `List<String> jars = %maven ...` gives the new jars.""",
                        words -> maven(words), (words, body) -> cell(words, body), "-o")
                        .also("addMavenDependency", "addMavenDependencies", "pom"),
                Magic.line("mavenRepo", "%mavenRepo [ID] URL",
                        """
                                Asks a further repository before the others, from now on.
                                The URL may begin with file: or be a path. Without arguments it prints those that were added.""",
                        this::repository).also("addMavenRepo", "repository"),
                Magic.both("loadFromPOM", "%loadFromPOM FILE\n%%loadFromPOM", """
                        Adds the dependencies of a POM to the class path, except those for tests.
                        The cell may also hold <dependency> and <repository> elements alone.""",
                        words -> pomFile(words), (words, body) -> add(List.of(), List.of(body.text()), false)),
                Magic.line("dependency", "%dependency /add COORDINATES | /resolve | /add-repo ID URL | /list-...",
                        """
                                The form of Rapaio's kernel; %maven is shorter.
                                /add keeps coordinates, /resolve adds all of them, /list-repos, /list-dependencies and /list-artifacts print.""",
                        this::dependency, "/add", "/resolve", "/add-repo", "/list-repos", "/list-dependencies",
                        "/list-artifacts"));
    }

    private Object maven(Words words) throws IOException, InterruptedException {
        var options = words.options(List.of("-o"), List.of());
        if (options.words().isEmpty()) {
            throw new MagicError("%maven needs coordinates, as in %maven com.google.code.gson:gson:2.11.0.");
        }
        return add(options.words(), List.of(), options.has("-o"));
    }

    private Object cell(Words words, Magic.Body body) throws IOException, InterruptedException {
        var options = words.options(List.of("-o"), List.of());
        var text = body.text();
        var lines = text.lines()
                .map(line -> line.replaceFirst("(#|//).*", "").strip())
                .filter(l -> !l.isEmpty())
                .toList();
        if (options.words().isEmpty() && lines.isEmpty()) {
            throw new MagicError(
                    "%%maven needs coordinates, a line each, or <dependency> elements, on the lines below it.");
        }
        boolean xml = text.contains("<");
        add(xml ? options.words() : Stream.concat(options.words().stream(), lines.stream()).toList(),
                xml ? List.of(text) : List.of(), options.has("-o"));
        return null;
    }

    private Object pomFile(Words words) throws IOException, InterruptedException {
        if (words.words().size() != 1) {
            throw new MagicError("%loadFromPOM needs one file, as in %loadFromPOM pom.xml.");
        }
        return add(List.of(), List.of(Files.readString(folder.resolve(words.words().getFirst()))), false);
    }

    private List<String> add(List<String> coordinates, List<String> poms, boolean offline)
            throws IOException, InterruptedException {
        var line = new ProgressLine();
        Dependencies.Resolved resolved;
        try {
            resolved = dependencies.resolve(coordinates, poms, offline, line::show);
        } catch (IllegalArgumentException e) {
            throw new MagicError(e.getMessage(), e);
        }
        var added = libraries.add(resolved.files());
        var names = resolved.artifacts()
                .stream()
                .limit(MOST_NAMES)
                .map(MavenMagics::shortName)
                .collect(Collectors.joining(", "));
        int more = resolved.artifacts().size() - MOST_NAMES;
        line.show(added.isEmpty()
                ? "All of it is on the class path."
                : "Added " + names + (more > 0 ? " and " + more + " more" : "") + ".");
        resolved.notes().forEach(System.out::println);
        return added.stream().map(Object::toString).toList();
    }

    /// `gson 2.11.0` of `com.google.code.gson:gson:jar:2.11.0`.
    private static String shortName(String artifact) {
        var parts = artifact.split(":");
        return parts[1] + (parts.length == 5 ? "-" + parts[3] : "") + " " + parts[parts.length - 1];
    }

    private Object repository(Words words) {
        var given = words.words();
        switch (given.size()) {
            case 0 -> dependencies.repositories().forEach((id, url) -> System.out.println(id + " " + url));
            case 1 -> dependencies.addRepository(id(given.getFirst()), url(given.getFirst()));
            case 2 -> dependencies.addRepository(given.getFirst(), url(given.getLast()));
            default ->
                throw new MagicError("%mavenRepo takes an id and a URL, as in %mavenRepo mine file:///srv/maven.");
        }
        return null;
    }

    private static String id(String url) {
        return url.replaceAll("^\\w+:/*|[^\\w.-]+$", "").replaceAll("[^\\w.-]+", "-");
    }

    private String url(String text) {
        try {
            var uri = text.matches("[a-zA-Z]{2,}:.*") ? URI.create(text) : folder.resolve(text).toUri();
            return uri.toString();
        } catch (IllegalArgumentException e) {
            throw new MagicError("'" + text + "' is no URL of a repository: " + e.getMessage(), e);
        }
    }

    private Object dependency(Words words) throws IOException, InterruptedException {
        var given = words.words();
        var rest = given.isEmpty() ? List.<String>of() : given.subList(1, given.size());
        switch (given.isEmpty() ? "" : given.getFirst()) {
            case "/add" -> rest.stream().filter(word -> !word.startsWith("--")).forEach(dependencies::propose);
            case "/resolve" -> {
                return add(dependencies.takeProposed(), List.of(), false);
            }
            case "/add-repo" -> {
                if (rest.size() < 2) {
                    throw new MagicError("%dependency /add-repo takes an id and a URL.");
                }
                dependencies.addRepository(rest.get(0), url(rest.get(1)));
            }
            case "/list-repos" -> dependencies.repositories().forEach((id, url) -> System.out.println(id + " " + url));
            case "/list-dependencies", "/list-artifacts" -> dependencies.present().forEach(System.out::println);
            default -> throw new MagicError("%dependency takes /add, /resolve, /add-repo, /list-repos, "
                    + "/list-dependencies or /list-artifacts first; %maven does it in one step.");
        }
        return null;
    }

    /// One line of the cell that changes.
    private final class ProgressLine {

        private final JsonObject id = new JsonObject();
        /// Guarded by this.
        private boolean shown;

        ProgressLine() {
            id.addProperty("display_id", UUID.randomUUID().toString());
        }

        synchronized void show(String text) {
            var data = new JsonObject();
            data.addProperty("text/plain", text);
            Publication content = shown
                    ? new UpdateDisplayData(data, new JsonObject(), id)
                    : new DisplayData(data, new JsonObject(), id);
            shown = true;
            host.publish(content);
        }
    }
}
