package io.weft.jupyter.install;

import java.util.Comparator;
import java.util.List;

/// The known word that takes the fewest edits to reach.
final class Nearest {
    private Nearest() {}

    static String of(String word, List<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> edits(word, candidate))).orElseThrow();
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
