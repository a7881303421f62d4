package dev.chainrule.fuzz;

import dev.chainrule.fuzz.Scope.Dim;
import dev.chainrule.fuzz.Scope.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random programs, well-typed by construction: one function or network each, with what it needs. */
final class ProgramGenerator {

    private static final int MOST_STATEMENTS = 7;
    private static final int MOST_LINES_OF_A_HESSIAN = 20; // of more, javac takes minutes

    private final Chance chance;
    private final Scope scope;
    private final Policy policy;
    private final boolean network;
    private final Body body;
    private final List<String> head = new ArrayList<>();

    private ProgramGenerator(long seed) {
        this.chance = new Chance(seed);
        this.scope = new Scope(chance);
        this.policy = chance.of(Policy.values());
        this.network = policy.trains() || (policy == Policy.MODULAR ? !chance.one(4) : chance.one(3));
        this.body = new Body(scope, network);
    }

    /** The text of the program of a seed. */
    static String program(long seed) {
        return new ProgramGenerator(seed).program();
    }

    private String program() {
        dims();
        String arguments = arguments();
        Statements statements = new Statements(scope, body);
        int count = chance.one(4) ? chance.between(3, MOST_STATEMENTS) : chance.between(1, 3);
        if (policy == Policy.CHECKPOINTED) {
            checkpointed(statements, count);
        } else {
            for (int i = 0; i < count; i++) {
                statements.add(policy.next(chance));
            }
            end(scope.real(), this::total, "");
        }
        List<String> lines = new ArrayList<>(head);
        lines.addAll(body.lines);
        String inside = lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
        String all = Stream.concat(Stream.of(arguments), body.arguments.stream())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String start = network ? "network F" : "function F" + openDims() + "(" + all + ")";
        return body.declarations.stream().map(text -> text + "\n\n").collect(Collectors.joining()) + start + " {\n"
                + inside + "}\n";
    }

    /** What is given first, then what goes along with the steps. */
    private void checkpointed(Statements statements, int count) {
        for (int i = chance.below(3); i > 0; i--) {
            statements.add(chance.of(Policy.Statement.INDEXED, Policy.Statement.ARRAY, Policy.Statement.REDUCED));
        }
        Timelines timelines = new Timelines(scope, body);
        for (int i = 0; i < count; i++) {
            timelines.add();
        }
        end(timelines.last(), timelines::total, "checkpoint(every = " + chance.between(1, 4) + ")");
    }

    private String openDims() {
        List<String> open = scope.dims.stream()
                .filter(dim -> dim.text().isEmpty() && !computedOpen.contains(dim.name()))
                .map(Dim::name)
                .toList();
        return open.isEmpty() ? "" : open.toString();
    }

    private void dims() {
        int count = chance.between(2, 4);
        for (int i = 0; i < count; i++) {
            String name = scope.fresh("d");
            if (chance.one(2)) {
                int length = chance.one(8) ? chance.between(0, 1) : chance.of(2, 2, 3, 3, 4);
                declare(new Dim(name, Optional.of(String.valueOf(length)), length > 0));
            } else if (i > 0 && chance.one(4)) {
                computed(name);
            } else {
                boolean inhabited = chance.one(2);
                scope.dims.add(new Dim(name, Optional.empty(), inhabited));
                if (network) {
                    head.add("dim " + name + ";");
                }
                if (inhabited) {
                    head.add("assume size(" + name + ") >= 1;");
                }
            }
        }
    }

    private void declare(Dim dim) {
        head.add("dim " + dim.name() + " = " + dim.text().orElseThrow() + ";");
        scope.dims.add(dim);
    }

    /** Of one declared before. A parameter needs fixed dims, so a computed one counts as fixed if its origin does. */
    private void computed(String name) {
        Dim of = scope.dims.get(scope.dims.size() - 1);
        String text = chance.of("%s + 1", "2 * %s", "%s + 2").formatted(of.name());
        head.add("dim " + name + " = " + text + ";");
        boolean inhabited = of.inhabited() || text.contains(" + ");
        scope.dims.add(new Dim(name, of.text().isPresent() ? Optional.of(text) : Optional.empty(), inhabited));
        if (of.text().isEmpty()) {
            computedOpen.add(name);
        }
    }

    private final List<String> computedOpen = new ArrayList<>();

    /** Inputs and parameters. */
    private String arguments() {
        List<String> arguments = new ArrayList<>();
        int count = chance.between(2, 4);
        for (int i = 0; i < count; i++) {
            List<Dim> axes = scope.axes(chance.between(i == 0 ? 1 : 0, 3), chance.one(4));
            boolean fixed = axes.stream().allMatch(dim -> dim.text().isPresent());
            boolean parameter = network && fixed && (i < 2 || chance.one(2));
            arguments.add(real(axes, parameter));
        }
        if (network && scope.reals().stream().noneMatch(tensor -> tensor.name().startsWith("w"))) {
            arguments.add(real(List.of(), true));
        }
        for (int i = chance.below(3); i > 0; i--) {
            scope.inhabited().ifPresent(dim -> arguments.add(index(dim)));
        }
        return arguments.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String axes(List<Dim> axes) {
        return axes.isEmpty() ? "" : axes.stream().map(Dim::name).toList().toString();
    }

    /** What stands in a function's parentheses, or nothing if it stands in the body. */
    private String real(List<Dim> axes, boolean parameter) {
        Tensor tensor = new Tensor(scope.fresh(parameter ? "w" : "x"), axes, Optional.empty());
        scope.tensors.add(tensor);
        String text = tensor.name() + axes(axes);
        if (parameter) {
            head.add(
                    "param " + text + " = " + chance.of("normal(0, 0.7)", "uniform(-1, 1)", "zeros()", "ones()") + ";");
            return "";
        }
        return input(text);
    }

    /** A network's, or data of a function, of which no derivative is taken; one real argument at least has derivatives. */
    private String input(String text) {
        boolean first = scope.tensors.size() == 1;
        if (network || !first && chance.one(5)) {
            head.add("input " + text + ";");
            return "";
        }
        return text;
    }

    private String index(Dim of) {
        List<Dim> axes = scope.axes(chance.between(0, 2), false);
        Tensor tensor = new Tensor(scope.fresh("k"), axes, Optional.of(of));
        scope.tensors.add(tensor);
        return input(tensor.name() + axes(axes) + ": " + of.name());
    }

    /** The result, of all that nothing else reads, and what else the class offers. */
    private void end(Tensor last, Function<Tensor, String> total, String clause) {
        List<Tensor> unread = body.unread();
        List<String> terms = new ArrayList<>();
        terms.add(total.apply(last));
        unread.stream().filter(tensor -> !tensor.equals(last)).map(total).forEach(terms::add);
        String sum = String.join(" + ", terms);
        if (network) {
            body.lines.add("loss = " + sum + ";");
            body.lines.add("output o0 = " + chance.of("tanh(%s)", "%s * 2").formatted(last.name()) + ";");
            if (!clause.isEmpty() || body.updates() || chance.below(5) < 3) {
                new TrainClauses(scope, body).add(clause);
            }
            if (chance.one(3)) {
                body.lines.add(chance.of("derive hvp;", "derive jacobian;"));
            }
        } else if (chance.one(6) && last.axes().size() < 3) {
            body.lines.add("derive " + chance.of("jacobian", "jvp", "vjp", "jacobian, jvp, vjp") + ";");
            body.lines.add("return " + last.name() + " + 0.1 * (" + sum + ");");
        } else {
            if (chance.one(5)) {
                String wanted = chance.of("hvp", "gradient, hvp", "hessian, gradient");
                boolean large = body.lines.size() > MOST_LINES_OF_A_HESSIAN;
                body.lines.add("derive " + (large ? "hvp" : wanted) + ";");
            }
            body.lines.add("return " + sum + ";");
        }
    }

    private String total(Tensor tensor) {
        if (tensor.axes().isEmpty()) {
            return tensor.name();
        }
        boolean inhabited = tensor.axes().stream().allMatch(Dim::inhabited);
        return (inhabited
                        ? chance.of("sum(%s)", "mean(%s^2)", "sum(sin(%s))", "logsumexp(%s)", "max(%s)", "norm1(%s)")
                        : chance.of("sum(%s)", "sum(%s^2)", "sum(sin(%s))"))
                .formatted(tensor.name());
    }
}
