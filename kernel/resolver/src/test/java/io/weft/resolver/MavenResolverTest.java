package io.weft.resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resolution from a repository of files, which a settings file makes the mirror of all others: nothing is fetched from elsewhere.
class MavenResolverTest {

    @TempDir
    Path temp;

    @BeforeEach
    void fill() throws IOException {
        module("base", "1");
        module("base", "2");
        module("left", "1", "base:1");
        module("right", "1", "base:2");
        var versions = place("base", "1").getParent().resolve("maven-metadata.xml");
        Files.writeString(versions, "<metadata><groupId>org.example</groupId><artifactId>base</artifactId><versioning>"
                + "<versions><version>1</version><version>2</version><version>3-beta</version></versions></versioning></metadata>");
        Files.writeString(temp.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>files</id><mirrorOf>*</mirrorOf><url>"
                        + temp.resolve("repository").toUri() + "</url></mirror></mirrors></settings>");
    }

    @Test
    void allAreResolvedTogetherAndTheNearestVersionWins() {
        var answer = resolve(Map.of("coordinates", List.of("org.example:left:1", "org.example:right:1")));
        assertEquals(List.of("base:1", "left:1", "right:1"), names(answer).sorted().toList());
        assertTrue(
                answer.get("notes").toString().contains("org.example:base: 1 is taken, not 2 that org.example:right"),
                answer.toString());
    }

    @Test
    void repositoriesOfFilesInFoldersWithSpacesAndOtherLetters() throws IOException {
        var odd = Files.move(temp.resolve("repository"), temp.resolve("d\u00e9p\u00f4t 50% + \u65e5\u672c"));
        settings("<mirrors><mirror><id>files</id><mirrorOf>*</mirrorOf><url>" + odd.toUri()
                + "</url></mirror></mirrors>");
        assertEquals(List.of("base:1"), names(resolve(Map.of("coordinates", List.of("org.example:base:1")))).toList());
        settings("<mirrors><mirror><id>none</id><mirrorOf>central</mirrorOf><url>" + temp.toUri()
                + "</url></mirror></mirrors>");
        assertEquals(List.of("base:2"), names(resolve(Map.of("coordinates", List.of("org.example:base:2"),
                "repositories", List.of("odd " + odd.toUri())))).toList());
    }

    @Test
    void offlineModeOfTheSettings() throws IOException {
        settings("<offline>true</offline><mirrors><mirror><id>files</id><mirrorOf>*</mirrorOf><url>"
                + temp.resolve("repository").toUri() + "</url></mirror></mirrors>");
        var told = refused(Map.of("coordinates", List.of("org.example:base:1")));
        assertTrue(told.startsWith("Offline, and org.example:base") && told.contains("settings.xml"), told);
    }

    @Test
    void settingsThatCannotBeRead() throws IOException {
        settings("<mirrors><mirror>");
        var told = refused(Map.of("coordinates", List.of("org.example:base:1")));
        assertTrue(told.startsWith("Maven's settings.xml cannot be used: ") && told.lines().count() == 1, told);
    }

    private void settings(String content) throws IOException {
        Files.writeString(temp.resolve("settings.xml"), "<settings>" + content + "</settings>");
    }

    @Test
    void whatIsPresentStands() {
        var answer = resolve(Map.of("coordinates", List.of("org.example:right:1"), "present",
                List.of("org.example:base:jar:1")));
        assertEquals(List.of("base:1", "right:1"), names(answer).sorted().toList());
        assertTrue(refused(Map.of("coordinates", List.of("org.example:base:2"), "present",
                List.of("org.example:base:jar:1"))).contains("restart the kernel"));
    }

    @Test
    void snippetsOfPomsWithPropertiesManagedVersionsAndExclusions() {
        assertEquals(List.of("base:2"), names(resolve(Map.of("poms", List.of("""
                <properties><wanted>2</wanted></properties>
                <dependencies><dependency><groupId>org.example</groupId><artifactId>base</artifactId>
                <version>${wanted}</version></dependency></dependencies>""")))).toList());
        assertEquals(List.of("left:1"), names(resolve(Map.of("poms", List.of("""
                <dependency><groupId>org.example</groupId><artifactId>left</artifactId><version>1</version>
                <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
                </dependency>""")))).toList());
        assertTrue(refused(Map.of("poms", List.of("<dependency>"))).contains("no POM"));
    }

    @Test
    void withoutAVersionTheNewestRelease() {
        var answer = resolve(Map.of("coordinates", List.of("org.example:base")));
        assertEquals(List.of("base:2"), names(answer).toList());
        assertTrue(answer.get("notes").toString().contains("version 2 is the newest"), answer.toString());
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        var told = refused(Map.of("coordinates", List.of("org.example:base:9")));
        assertTrue(told.contains("org.example:base:jar:9 was not found in files (file:"), told);
        assertTrue(told.contains("versions that are there: 1, 2, 3-beta"), told);
        assertTrue(
                refused(Map.of("coordinates", List.of("org.example:bse:1"))).contains("check its group and artifact"));
        assertTrue(refused(Map.of("coordinates", List.of("bse"))).contains("group:artifact:version"));
        assertTrue(
                refused(Map.of("coordinates", List.of("org.example:base:1"), "offline", true)).startsWith("Offline"));
    }

    private Map<String, Object> resolve(Map<String, Object> request) {
        var all = new HashMap<>(request);
        all.put("settings", temp.resolve("settings.xml").toString());
        all.put("local", temp.resolve("local").toString());
        return new MavenResolver().apply(all);
    }

    private String refused(Map<String, Object> request) {
        return assertThrows(IllegalArgumentException.class, () -> resolve(request)).getMessage();
    }

    private static Stream<String> names(Map<String, Object> answer) {
        return ((List<?>) answer.get("artifacts")).stream()
                .map(String::valueOf)
                .map(a -> a.split(":"))
                .map(parts -> parts[1] + ":" + parts[3]);
    }

    private Path place(String artifact, String version) {
        return temp.resolve("repository", "org", "example", artifact, version);
    }

    private void module(String artifact, String version, String... needs) throws IOException {
        var place = Files.createDirectories(place(artifact, version));
        var dependencies = Stream.of(needs)
                .map(need -> need.split(":"))
                .map(need -> "<dependency><groupId>org.example</groupId><artifactId>" + need[0]
                        + "</artifactId><version>"
                        + need[1] + "</version></dependency>")
                .collect(Collectors.joining());
        Files.writeString(place.resolve(artifact + "-" + version + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>" + artifact
                        + "</artifactId><version>" + version + "</version><dependencies>" + dependencies
                        + "</dependencies></project>");
        Files.writeString(place.resolve(artifact + "-" + version + ".jar"), "");
    }
}
