package dev.chainrule.fuzz;

import dev.chainrule.syntax.Printer;
import java.util.List;

/**
 * A program to be judged.
 *
 * @param seed of its points, and of the variants that it is compared with
 * @param text in canonical layout
 */
public record Program(long seed, String text) {

    private static final List<List<Integer>> LENGTHS = List.of(
            List.of(3, 2, 3, 2), List.of(2, 3, 1), List.of(1), List.of(0, 1, 2), List.of(2, 0), List.of(2, 2, 4));

    /** The program that the generator makes of a seed. */
    public static Program of(long seed) {
        return new Program(seed, Printer.print(Programs.parsed(ProgramGenerator.program(seed))));
    }

    /** Lengths of open dims: usual ones two times in three, else 0, 1 and 2. */
    public List<Integer> lengths() {
        return LENGTHS.get((int) Math.floorMod(seed * 31, (long) LENGTHS.size()));
    }
}
