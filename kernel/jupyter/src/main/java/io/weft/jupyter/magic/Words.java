package io.weft.jupyter.magic;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The arguments of a magic: as they were typed, and as words, where quotes hold a word with spaces together.
///
/// @param magic the name, for messages
/// @param text  as they were typed
/// @param words in their order
public record Words(String magic, String text, List<String> words) {

    /// @param magic the name, for messages
    public static Words of(String magic, String text) {
        return new Words(magic, text, split(text));
    }

    /// Words without the options that they begin with, and the values of these.
    ///
    /// @param flags   the options that were given
    /// @param rest    the text behind them
    public record Parsed(List<String> flags, List<String> values, String rest, List<String> words) {

        boolean has(String flag) {
            return flags.contains(flag);
        }

        Optional<String> value(String flag) {
            int at = flags.lastIndexOf(flag);
            return at < 0 ? Optional.empty() : Optional.of(values.get(at));
        }
    }

    /// Takes options off the front.
    ///
    /// @param flags    options without a value
    /// @param valued options with a value
    Parsed options(List<String> flags, List<String> valued) {
        var given = new ArrayList<String>();
        var values = new ArrayList<String>();
        var rest = text.strip();
        while (rest.startsWith("-")) {
            var word = firstWord(rest);
            var joined = valued.stream().filter(v -> word.startsWith(v) && word.length() > v.length()).findFirst();
            if (word.equals("--")) {
                rest = rest.substring(2).strip();
                break;
            } else if (flags.contains(word)) {
                given.add(word);
                values.add("");
                rest = rest.substring(word.length()).strip();
            } else if (valued.contains(word)) {
                rest = rest.substring(word.length()).strip();
                var value = firstWord(rest);
                if (value.isEmpty()) {
                    throw new MagicError("%" + magic + ": " + word + " needs a value behind it.");
                }
                given.add(word);
                values.add(value);
                rest = rest.substring(value.length()).strip();
            } else if (joined.isPresent()) {
                given.add(joined.get());
                values.add(word.substring(joined.get().length()).replaceFirst("^=", ""));
                rest = rest.substring(word.length()).strip();
            } else if (word.matches("-[\\d.].*")) {
                break;
            } else {
                var all = new ArrayList<>(flags);
                all.addAll(valued);
                throw new MagicError("%" + magic + " has no option " + word + "; it has "
                        + (all.isEmpty() ? "none" : String.join(", ", all))
                        + ". Put -- before a word that begins with a dash.");
            }
        }
        return new Parsed(given, values, rest, split(rest));
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    private static List<String> split(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean open = false;
        char quote = 0;
        for (Iterator<Integer> chars = text.chars().iterator(); chars.hasNext();) {
            char c = (char) chars.next().intValue();
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                open = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                open = true;
            } else if (open) {
                words.add(word.toString());
                word.setLength(0);
                open = false;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
