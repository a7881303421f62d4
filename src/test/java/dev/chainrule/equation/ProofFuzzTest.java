package dev.chainrule.equation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No proof without truth: random ranges, facts and expressions, each answer "proven" against all points of small sizes. */
class ProofFuzzTest {

    private static final int QUESTIONS = Integer.getInteger("fuzz.questions", 700);

    /** A random question. */
    private static final class Asked {

        private final SplittableRandom random;
        private final WholeText text = new WholeText();
        private final List<String> dims = new ArrayList<>();
        private final List<String> variables = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private final List<Scalar> facts = new ArrayList<>();

        Asked(long seed) {
            random = new SplittableRandom(seed);
            int count = 1 + random.nextInt(2);
            for (int i = 0; i < count; i++) {
                dim("n" + i, random.nextInt(3) == 0 ? "n" + i + " = " + random.nextInt(6) : "n" + i);
            }
            if (random.nextInt(3) == 0) {
                String formula = oneOf(
                        "N - 1",
                        "N / 2",
                        "N + M",
                        "N * M",
                        "N * (N - 1) / 2",
                        "(N - 2) / 3 + 1",
                        "2 * N",
                        "max(N, M)",
                        "N + 2");
                dim("m", "m = " + formula.replace("N", oneOf(dims)).replace("M", oneOf(dims)));
            }
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                variable("i" + i);
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                String fact = condition(1);
                log.add("where " + fact);
                facts.add(text.of(fact));
            }
        }

        private String oneOf(String... of) {
            return of[random.nextInt(of.length)];
        }

        private String oneOf(List<String> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void dim(String name, String written) {
            text.dim(written);
            dims.add(name);
            log.add("dim " + written);
        }

        private void variable(String name) {
            int kind = random.nextInt(8);
            if (kind == 0) {
                String dim = oneOf(dims);
                text.element(name, dim);
                log.add(name + " of " + dim);
            } else {
                String before = variables.isEmpty() || kind < 4 ? oneOf(dims) : oneOf(variables);
                String range = before + (kind == 1 ? " - 1" : kind == 2 ? " + 1" : kind == 5 ? " + 1" : "");
                range = kind == 6 ? oneOf(dims) + " - " + before : range;
                text.index(name + ": " + range);
                log.add(name + ": " + range);
            }
            variables.add(name);
        }

        private String operand() {
            int kind = random.nextInt(8);
            return kind < 4 ? oneOf(variables) : kind < 6 ? oneOf(dims) : "" + random.nextInt(4);
        }

        String whole(int depth) {
            if (depth == 0) {
                return operand();
            }
            int kind = random.nextInt(12);
            String a = whole(depth - 1);
            String b = whole(random.nextInt(depth));
            return switch (kind) {
                case 0, 1, 2 -> "(" + a + " + " + b + ")";
                case 3, 4, 5 -> "(" + a + " - " + b + ")";
                case 6 -> "(" + a + " * " + b + ")";
                case 7 -> "(" + a + " / " + oneOf("2", "3", "2", operand()) + ")";
                case 8 -> "(" + a + " % " + oneOf("2", "3", "4", operand()) + ")";
                case 9 -> "min(" + a + ", " + b + ")";
                case 10 -> "max(" + a + ", " + b + ")";
                default -> "(" + condition(0) + " ? " + a + " : " + b + ")";
            };
        }

        String condition(int depth) {
            if (depth > 0 && random.nextInt(4) == 0) {
                String both = condition(0) + oneOf(" && ", " || ") + condition(0);
                return random.nextInt(3) == 0 ? "!(" + both + ")" : both;
            }
            return whole(random.nextInt(2)) + oneOf(" < ", " <= ", " == ", " != ", " >= ") + whole(random.nextInt(2));
        }

        Proof proof() {
            Proof proof = Proof.plain(text.e);
            for (Scalar fact : facts) {
                proof = proof.assuming(fact);
            }
            return proof;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatIsProvenIsTrue(int round) {
        int proven = 0;
        int missed = 0;
        int reachable = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Asked asked = new Asked(1_000_003L * round + i);
            String written = asked.whole(1 + i % 3);
            Scalar value = asked.text.of(i % 2 == 0 ? written : asked.dims.get(0) + " - 1 - " + written);
            boolean answer = asked.proof().nonNegative(value);
            BruteForce.Answer truth = BruteForce.judge(
                    List.copyOf(asked.text.names.values()), asked.facts, value, asked.dims.size() > 2 ? 4 : 6);
            if (answer) {
                assertThat(truth.negative())
                        .as("%s: 0 <= %s", asked.log, written)
                        .isEmpty();
                proven++;
                reachable += truth.points() > 0 ? 1 : 0;
            } else if (truth.negative().isEmpty() && truth.points() > 0) {
                missed++;
                if (Boolean.getBoolean("fuzz.show")) {
                    System.out.println(asked.log + ": " + (i % 2 == 0 ? "" : asked.dims.get(0) + " - 1 - ") + written);
                }
            }
        }
        if (Boolean.getBoolean("fuzz.show")) {
            System.out.println("proven " + proven + ", reachable " + reachable + ", missed " + missed);
        }
        assertThat(reachable).isGreaterThan(QUESTIONS / 8);
    }
}
