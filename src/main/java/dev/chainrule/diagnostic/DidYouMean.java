package dev.chainrule.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds names that were probably meant, by optimal string alignment distance: letters added, lost, changed, swapped. */
public final class DidYouMean {

    private static final int LONGEST = 64;
    private static final int MOST_CANDIDATES = 2_000;

    private record Near(String name, int distance) {}

    private DidYouMean() {}

    /**
     * At most three candidates within distance 2 (1 for up to four letters), nearest first, ties in the given order. Of a
     * name of one letter nothing is left when it is changed. Other capitals are one change, however many they are.
     */
    public static List<String> among(String written, Collection<String> candidates) {
        if (written.length() > LONGEST || candidates.size() > MOST_CANDIDATES) {
            return List.of();
        }
        int allowed = written.length() <= 4 ? Math.min(1, written.length() - 1) : 2;
        List<Near> near = new ArrayList<>();
        for (String candidate : candidates) {
            if (written.equalsIgnoreCase(candidate)) {
                near.add(new Near(candidate, 1));
            } else if (Math.abs(candidate.length() - written.length()) <= allowed) {
                int distance = distance(written, candidate);
                if (distance <= allowed) {
                    near.add(new Near(candidate, distance));
                }
            }
        }
        near.sort(Comparator.comparingInt(Near::distance));
        return near.stream().map(Near::name).distinct().limit(3).toList();
    }

    /** {@code did you mean a, b or c?}, or nothing. */
    public static String question(String written, Collection<String> candidates) {
        List<String> names = among(written, candidates);
        if (names.isEmpty()) {
            return "";
        }
        String all = names.size() == 1
                ? names.get(0)
                : names.subList(0, names.size() - 1).stream().collect(Collectors.joining(", "))
                        + " or "
                        + names.get(names.size() - 1);
        return "did you mean " + all + "?";
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
