package io.weft.jupyter.install;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds the word that was meant.
public final class Nearest {
    private Nearest() {}

    /// The known word that takes the fewest edits to reach.
    public static String of(String word, List<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> edits(word, candidate))).orElseThrow();
    }

    /// The known words that could have been meant, nearest first: a few edits away, or the same but for case and underscores.
    public static List<String> likely(String word, Collection<String> known) {
        int most = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= most + 2)
                .map(candidate -> Map.entry(distance(word, candidate), candidate))
                .filter(entry -> entry.getKey() <= most && !entry.getValue().equals(word))
                .sorted(Map.Entry.<Integer, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(Map.Entry::getValue)
                .distinct()
                .limit(3)
                .toList();
    }

    private static int distance(String word, String candidate) {
        return plain(word).equals(plain(candidate)) ? 0 : edits(word, candidate);
    }

    private static String plain(String word) {
        return word.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /// Levenshtein distance, one row at a time.
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
