package io.weft.resolver;

import eu.maveniverse.maven.mima.context.Context;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;

/// Reads a POM, or a snippet of one, with all that Maven knows: parents, properties, imported versions, exclusions, repositories.
record PomReader(Context context, DefaultRepositorySystemSession session, List<RemoteRepository> repositories) {

    private static final String GROUP = "io.weft.cell";
    private static final String NAME = "pom";
    private static final String VERSION = "1";

    ArtifactDescriptorResult read(String text) {
        Path file = null;
        try {
            var model = model(text);
            file = Files.createTempFile("weft", ".pom");
            try (var writer = Files.newBufferedWriter(file)) {
                new MavenXpp3Writer().write(writer, model);
            }
            var own = new DefaultRepositorySystemSession(session);
            own.setWorkspaceReader(new OneFile(file.toFile()));
            var pom = new DefaultArtifact(GROUP, NAME, "pom", VERSION);
            return context.repositorySystem()
                    .readArtifactDescriptor(own, new ArtifactDescriptorRequest(pom, repositories, null));
        } catch (XmlPullParserException e) {
            throw new IllegalArgumentException("This is no POM, nor <dependency> elements of one: " + e.getMessage(),
                    e);
        } catch (ArtifactDescriptorException e) {
            throw new IllegalArgumentException("The POM cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The POM cannot be kept in a file: " + e.getMessage(), e);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        if (file != null) {
            file.toFile().delete();
        }
    }

    private static Model model(String text) throws IOException, XmlPullParserException {
        var model = new MavenXpp3Reader().read(new StringReader(project(text)), false);
        model.setModelVersion("4.0.0");
        model.setGroupId(GROUP);
        model.setArtifactId(NAME);
        model.setVersion(VERSION);
        model.setPackaging("pom");
        model.setBuild(null);
        model.getModules().clear();
        return model;
    }

    private static String project(String text) {
        if (text.contains("<project")) {
            return text;
        }
        var whole = wrapped(wrapped(text, "dependency", "dependencies"), "repository", "repositories");
        return "<project>" + whole + "</project>";
    }

    /// Elements that stand alone get the element around them that a POM wants.
    private static String wrapped(String text, String each, String all) {
        if (text.contains("<" + all + ">") || !text.contains("<" + each + ">")) {
            return text;
        }
        int start = text.indexOf("<" + each + ">");
        int end = text.lastIndexOf("</" + each + ">") + each.length() + 3;
        return end <= start
                ? text
                : text.substring(0, start) + "<" + all + ">" + text.substring(start, end) + "</" + all + ">"
                        + text.substring(end);
    }

    /// Gives the file for the POM's coordinates.
    private record OneFile(File file) implements WorkspaceReader {

        @Override
        public WorkspaceRepository getRepository() {
            return new WorkspaceRepository("cell");
        }

        @Override
        public File findArtifact(Artifact artifact) {
            return artifact.getGroupId().equals(GROUP) && artifact.getArtifactId().equals(NAME) ? file : null;
        }

        @Override
        public List<String> findVersions(Artifact artifact) {
            return List.of();
        }
    }
}
