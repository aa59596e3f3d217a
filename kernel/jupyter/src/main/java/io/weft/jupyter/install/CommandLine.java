package io.weft.jupyter.install;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads a command line of options into a [Request], or says in one sentence what is wrong with it.
///
/// One object reads one command line; it is confined to the thread that does.
final class CommandLine {
    static final String HELP = """
            usage: java -jar weft-kernel.jar CONNECTION_FILE      run a kernel (Jupyter does this)
                   java -jar weft-kernel.jar --install   [--user | --prefix DIR] [--name NAME] [--jvm-option=OPTION ...]
                   java -jar weft-kernel.jar --uninstall [--user | --prefix DIR] [--name NAME]
                   java -jar weft-kernel.jar --doctor | --version | --help

              --install      copy this jar and a kernelspec into Jupyter's data folder; the kernel will use the JDK
                             that runs this command. Installing again updates it, also while kernels run.
              --uninstall    remove them
              --user         in your own data folder (the default): JUPYTER_DATA_DIR if set, else
                             Linux ~/.local/share/jupyter, macOS ~/Library/Jupyter, Windows %APPDATA%\\jupyter
              --prefix DIR   in DIR/share/jupyter: /usr/local for everybody on this machine,
                             "$VIRTUAL_ENV" or "$CONDA_PREFIX" for one Python environment
              --name NAME    the kernel's name in Jupyter (default: weft)
              --jvm-option=OPTION  start the kernel's JVM with this, too; once for each, as in --jvm-option=-Xmx4g
              --doctor       say what was found, what is missing and how to mend it; exit code 0 if a kernel would start
            """;

    private static final List<String> ACTIONS = List.of("--install", "--uninstall", "--doctor", "--help", "--version");
    private static final List<String> OPTIONS = List.of(
            "--install", "--uninstall", "--doctor", "--help", "--version", "--user", "--prefix", "--name",
            "--jvm-option");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final List<String> actions = new ArrayList<>();
    private final List<String> modifiers = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private Path prefix;
    private String name = Request.DEFAULT_NAME;

    private CommandLine() {}

    static Request parse(String[] args) throws InstallFault {
        return new CommandLine().read(args);
    }

    private Request read(String[] args) throws InstallFault {
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = equals < 0 ? word : word.substring(0, equals);
            switch (option) {
                case "-h" -> actions.add("--help");
                case "--install", "--uninstall", "--doctor", "--help", "--version" -> actions.add(option);
                case "--user" -> modifiers.add(option);
                case "--prefix" -> prefix = folder(value(word, equals, words, option));
                case "--name" -> name = kernelName(value(word, equals, words, option));
                case "--jvm-option" -> jvmOptions.add(jvmOption(word, equals));
                default -> throw unknown(word, option);
            }
        }
        return request();
    }

    private Request request() throws InstallFault {
        String action = actions.stream().distinct().count() == 1 ? actions.getFirst() : "";
        if (modifiers.contains("--user") && modifiers.contains("--prefix")) {
            throw new InstallFault("--user and --prefix name two places; give one of them.");
        }
        if (!modifiers.isEmpty() && List.of("--doctor", "--help", "--version").contains(action)) {
            throw new InstallFault(modifiers.getFirst() + " says where to install and " + action
                    + " installs nothing; leave it out.");
        }
        Request.Place place = prefix == null ? new Request.Place.User() : new Request.Place.Prefix(prefix);
        return switch (action) {
            case "--install" -> new Request.Install(place, name, List.copyOf(jvmOptions));
            case "--uninstall" -> new Request.Uninstall(place, name);
            case "--doctor" -> new Request.Doctor();
            case "--help" -> new Request.Help();
            case "--version" -> new Request.Version();
            default -> throw new InstallFault("Give exactly one of " + String.join(", ", ACTIONS)
                    + (actions.isEmpty() ? "." : ", not " + String.join(" and ", actions) + "."));
        };
    }

    private String value(String word, int equals, Iterator<String> words, String option) throws InstallFault {
        modifiers.add(option);
        String value = equals >= 0 ? word.substring(equals + 1) : words.hasNext() ? words.next() : "";
        if (value.isEmpty() || value.startsWith("--")) {
            String example = option.equals("--name") ? " NAME." : " DIR.";
            throw new InstallFault(option + " needs a value: " + option + example);
        }
        return value;
    }

    private String jvmOption(String word, int equals) throws InstallFault {
        modifiers.add("--jvm-option");
        String value = equals < 0 ? "" : word.substring(equals + 1);
        if (!value.startsWith("-") || value.equals("-jar")) {
            throw new InstallFault("--jvm-option needs one option of the JVM behind an equals sign, as in "
                    + "--jvm-option=-Xmx4g.");
        }
        return value;
    }

    private static Path folder(String value) throws InstallFault {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InstallFault("--prefix " + value + " is not a path here: " + e.getReason() + ".", e);
        }
    }

    /// Jupyter lists kernels by their lower-case names.
    private static String kernelName(String value) throws InstallFault {
        if (!NAME.matcher(value).matches()) {
            throw new InstallFault("\"" + value + "\" is not a kernel name: Jupyter allows the letters a to z, digits,"
                    + " '.', '_' and '-', and a letter or digit comes first; choose another.");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private static InstallFault unknown(String word, String option) {
        return option.startsWith("-")
                ? new InstallFault("Unknown option " + word + "; the nearest is " + Nearest.of(option, OPTIONS)
                        + ", and --help lists all.")
                : new InstallFault("\"" + word + "\" is not expected after options; --help lists what is.");
    }
}
