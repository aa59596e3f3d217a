package io.weft.jupyter.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void theUserIsTheDefaultPlaceAndWeftTheDefaultName() throws InstallFault {
        assertEquals(new Request.Install(new Request.Place.User(), "weft", List.of()), parse("--install"));
        assertEquals(new Request.Install(new Request.Place.User(), "weft", List.of()), parse("--user --install"));
    }

    @Test
    void valuesFollowTheOptionOrAnEqualsSign() throws InstallFault {
        Request expected = new Request.Uninstall(new Request.Place.Prefix(Path.of("/opt/p")), "mine");
        assertEquals(expected, parse("--uninstall --prefix /opt/p --name mine"));
        assertEquals(expected, parse("--name=mine --prefix=/opt/x/../p --uninstall"));
    }

    @Test
    void namesAreInLowerCaseAsJupyterListsThem() throws InstallFault {
        assertEquals(new Request.Install(new Request.Place.User(), "weft", List.of("-Xmx1g", "--add-opens=a/b=c")),
                parse("--install --jvm-option=-Xmx1g --jvm-option=--add-opens=a/b=c"));
        assertEquals(new Request.Install(new Request.Place.User(), "weft-2.x_y", List.of()),
                parse("--install --name WEFT-2.x_Y"));
    }

    @Test
    void theOtherActionsStandAlone() throws InstallFault {
        assertEquals(new Request.Doctor(), parse("--doctor"));
        assertEquals(new Request.Help(), parse("-h"));
        assertEquals(new Request.Version(), parse("--version"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--instal                    | nearest is --install",
            "--uninstal                  | nearest is --uninstall",
            "--prefx=/x --install        | nearest is --prefix",
            "--install extra             | \"extra\" is not expected",
            "--install --name            | --name needs a value",
            "--install --name=           | --name needs a value",
            "--install --prefix --user   | --prefix needs a value",
            "--install --name ..         | \"..\" is not a kernel name",
            "--install --name a/b        | \"a/b\" is not a kernel name",
            "--install --name -x         | \"-x\" is not a kernel name",
            "--install --name ä          | \"ä\" is not a kernel name",
            "--install --user --prefix x | give one of them",
            "--install --uninstall       | not --install and --uninstall",
            "--user                      | exactly one of --install",
            "--doctor --name x           | --doctor installs nothing",
    })
    void whatIsWrongIsSaidInOneSentence(String line, String part) {
        InstallFault fault = assertThrows(InstallFault.class, () -> parse(line));
        assertTrue(fault.getMessage().contains(part), fault.getMessage());
        assertEquals(1, fault.getMessage().lines().count());
    }

    @Test
    void aLoneWordIsAConnectionFileAndNotForThisCommand() {
        assertTrue(InstallCommand.handles(new String[0]));
        assertTrue(InstallCommand.handles(new String[]{"--doctor"}));
        assertEquals(false, InstallCommand.handles(new String[]{"/run/kernel-1.json"}));
    }

    private static Request parse(String line) throws InstallFault {
        return CommandLine.parse(line.split(" "));
    }
}
