package dev.chainrule.equation;

import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tries all points with open lengths up to a largest: the judge of proofs, which shares nothing with them. */
final class BruteForce {

    private final long largest;
    private final List<Scalar> facts;
    private final Scalar value;
    private final List<Scalar> free = new ArrayList<>();
    private final Map<Scalar, Long> at = new HashMap<>();
    private int possible;

    private BruteForce(long largest, List<Scalar> facts, Scalar value) {
        this.largest = largest;
        this.facts = facts;
        this.value = value;
    }

    /** How many points there are, and one where the value is negative. */
    record Answer(int points, Optional<Map<Scalar, Long>> negative) {}

    /** {@code names} in an order in which each has a range once those before it are known. */
    static Answer judge(List<Scalar> names, List<Scalar> facts, Scalar value, long largest) {
        BruteForce judge = new BruteForce(largest, facts, value);
        Set<Scalar> leaves = new LinkedHashSet<>(names);
        judge.free.addAll(leaves);
        boolean found = judge.from(0);
        return new Answer(judge.possible, found ? Optional.of(Map.copyOf(judge.at)) : Optional.empty());
    }

    private boolean from(int position) {
        if (position == free.size()) {
            try {
                for (Scalar fact : facts) {
                    if (value(fact) == 0) {
                        return false;
                    }
                }
                possible++;
                return value(value) < 0;
            } catch (ArithmeticException undefined) {
                return false;
            }
        }
        Leaf leaf = (Leaf) free.get(position);
        long from = 0;
        long to = largest;
        if (leaf.atom() instanceof Index index) {
            to = value(index.extent()) - 1;
        } else if (leaf.atom() instanceof Read read) {
            to = length(read.tensor().indexOf().orElseThrow()) - 1;
        } else {
            Dim dim = ((SizeOf) leaf.atom()).dim();
            if (!dim.isOpen()) {
                try {
                    from = length(dim);
                } catch (ArithmeticException undefined) {
                    return false;
                }
                to = from;
                if (from < 0) {
                    return false;
                }
            }
        }
        for (long one = from; one <= to; one++) {
            at.put(leaf, one);
            if (from(position + 1)) {
                return true;
            }
        }
        at.remove(leaf);
        return false;
    }

    private long length(Dim dim) {
        if (dim.fixedLength().isPresent()) {
            return dim.fixedLength().getAsInt();
        }
        return dim.formula().isPresent()
                ? value(dim.formula().get())
                : at.entrySet().stream()
                        .filter(entry -> ((Leaf) entry.getKey()).atom().equals(new SizeOf(dim)))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
    }

    private long value(Scalar node) {
        if (node instanceof Constant constant) {
            return (long) constant.value();
        }
        if (node instanceof Leaf leaf) {
            return leaf.atom() instanceof SizeOf size ? length(size.dim()) : at.get(leaf);
        }
        Call call = (Call) node;
        String name = call.function().name();
        long a = value(call.operand(0));
        if (name.equals("integer_choice")) {
            return value(call.operand(a != 0 ? 1 : 2));
        }
        if (call.operands().size() == 1) {
            return a == 0 ? 1 : 0;
        }
        if (call.type() == Type.BOOLEAN && call.operand(0).type() == Type.BOOLEAN) {
            boolean and = name.equals("and");
            return (a != 0) == and ? value(call.operand(1)) : a;
        }
        long b = value(call.operand(1));
        return switch (name) {
            case "integer_add" -> a + b;
            case "integer_subtract" -> a - b;
            case "integer_multiply" -> a * b;
            case "div" -> Math.floorDiv(a, b);
            case "mod" -> Math.floorMod(a, b);
            case "integer_min" -> Math.min(a, b);
            case "integer_max" -> Math.max(a, b);
            case "integer_less" -> a < b ? 1 : 0;
            case "integer_less_or_equal" -> a <= b ? 1 : 0;
            case "integer_equal" -> a == b ? 1 : 0;
            case "integer_not_equal" -> a != b ? 1 : 0;
            default -> throw new IllegalStateException(name);
        };
    }
}
