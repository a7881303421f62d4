package dev.chainrule.describe;

import dev.chainrule.equation.Model;
import dev.chainrule.loop.ClassPlan;
import dev.chainrule.loop.Expression;
import dev.chainrule.loop.Lowering;
import dev.chainrule.loop.Method;
import dev.chainrule.loop.Statement;
import dev.chainrule.loop.Variable;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods of a class in a short form of Java, each with an upper bound of its size in bytes of code. */
final class LoopText implements Statement.Visitor<Boolean> {

    private static final int WIDTH = 120;

    private final Page page = new Page();
    private final IdentityHashMap<Method, String> methods = new IdentityHashMap<>(); // for looking up only
    private final ClassPlan plan;
    private NameTable names = new NameTable();
    private LoopExpressionText expressions = new LoopExpressionText(names);

    private LoopText(ClassPlan plan) {
        this.plan = plan;
    }

    static String of(ClassPlan plan) {
        return new LoopText(plan).run();
    }

    private String run() {
        Model model = plan.model();
        page.heading("class " + model.name() + ": loops");
        page.line("// Real numbers are " + model.precision().name().toLowerCase(Locale.ROOT)
                + ". Behind each method stands how many bytes of code it takes at most; it is cut at " + Lowering.METHOD
                + ".");
        Set<Variable> fields = new LinkedHashSet<>(); // the parameters are among the fields too
        plan.parameters().ifPresent(fields::add);
        fields.addAll(plan.fields().values());
        fields.addAll(plan.workspaces());
        if (!fields.isEmpty()) {
            page.heading("fields");
            page.indent();
            fields.forEach(field -> page.line(declaration(field)));
            page.unindent();
        }
        Set<String> taken = new HashSet<>();
        plan.entries().forEach(entry -> name(entry.method(), taken));
        plan.kernels().forEach(kernel -> name(kernel, taken));
        plan.entries().forEach(entry -> method(entry.method(), fields));
        plan.kernels().forEach(kernel -> method(kernel, fields));
        return page.toString();
    }

    private void name(Method method, Set<String> taken) {
        String name = method.name();
        for (int i = 2; !taken.add(name); i++) {
            name = method.name() + i;
        }
        methods.put(method, name);
    }

    private void method(Method method, Set<Variable> fields) {
        names = new NameTable();
        expressions = new LoopExpressionText(names);
        fields.forEach(names::declare);
        String parameters = method.parameters().stream()
                .map(parameter -> type(parameter.kind()) + " " + names.of(parameter))
                .collect(Collectors.joining(", "));
        String result = method.result().map(kind -> ": " + type(kind)).orElse("");
        page.heading(methods.get(method) + "(" + parameters + ")" + result + "  // " + method.bytecodes() + " bytes");
        page.indent();
        method.comment().forEach(line -> page.line("// " + Page.oneLine(line, WIDTH)));
        method.body().forEach(statement -> statement.accept(this));
        page.unindent();
    }

    private String declaration(Variable variable) {
        return type(variable.kind()) + " " + names.declare(variable);
    }

    private static String type(Variable.Kind kind) {
        return switch (kind) {
            case REAL -> "real";
            case INT -> "int";
            case BOOLEAN -> "boolean";
            case REALS -> "real[]";
            case INTS -> "int[]";
            case ROWS -> "real[][]";
            case INT_ROWS -> "int[][]";
        };
    }

    private String text(Expression expression) {
        return expressions.of(expression);
    }

    private String list(List<Expression> all) {
        return all.stream().map(this::text).collect(Collectors.joining(", "));
    }

    private boolean line(String text) {
        page.line(text);
        return true;
    }

    private void block(List<Statement> statements) {
        names.open();
        page.indent();
        statements.forEach(statement -> statement.accept(this));
        page.unindent();
        names.close();
    }

    @Override
    public Boolean comment(Statement.Comment comment) {
        comment.lines().forEach(line -> page.line("// " + Page.oneLine(line, WIDTH)));
        return true;
    }

    @Override
    public Boolean let(Statement.Let let) {
        String value = text(let.value());
        return line(declaration(let.variable()) + " = " + value);
    }

    @Override
    public Boolean declare(Statement.Declare declare) {
        String value = declare.value().map(this::text).map(text -> " = " + text).orElse("");
        return line("var " + declaration(declare.variable()) + value);
    }

    @Override
    public Boolean assign(Statement.Assign assign) {
        return line(names.of(assign.variable()) + " = " + text(assign.value()));
    }

    @Override
    public Boolean add(Statement.Add add) {
        return line(names.of(add.variable()) + " += " + text(add.value()));
    }

    @Override
    public Boolean store(Statement.Store store) {
        return line(text(new Expression.Element(store.array(), store.index())) + " = " + text(store.value()));
    }

    @Override
    public Boolean addTo(Statement.AddTo addTo) {
        return line(text(new Expression.Element(addTo.array(), addTo.index())) + " += " + text(addTo.value()));
    }

    @Override
    public Boolean loop(Statement.For loop) {
        String range = text(loop.from()) + " until " + text(loop.to());
        names.open();
        page.line("for " + names.declare(loop.counter()) + " from " + range
                + (loop.step() == 1 ? "" : loop.step() < 0 ? ", backwards" : " by " + loop.step()));
        block(loop.body());
        names.close();
        return true;
    }

    @Override
    public Boolean condition(Statement.If condition) {
        page.line("if " + text(condition.condition()));
        block(condition.then());
        if (!condition.otherwise().isEmpty()) {
            page.line("else");
            block(condition.otherwise());
        }
        return true;
    }

    @Override
    public Boolean invoke(Statement.Invoke invoke) {
        String call =
                methods.getOrDefault(invoke.method(), invoke.method().name()) + "(" + list(invoke.arguments()) + ")";
        return line(invoke.result().map(result -> declaration(result) + " = ").orElse("") + call);
    }

    @Override
    public Boolean fill(Statement.Fill fill) {
        return line("fill " + text(fill.array()) + " from " + text(fill.from()) + " until " + text(fill.to()) + " with "
                + text(fill.value()));
    }

    @Override
    public Boolean copy(Statement.Copy copy) {
        return line("copy " + text(copy.length()) + " elements of " + text(copy.source()) + " from "
                + text(copy.sourceFrom()) + " to " + text(copy.target()) + " from " + text(copy.targetFrom()));
    }

    @Override
    public Boolean allocate(Statement.Allocate allocate) {
        Variable variable = allocate.variable();
        String extents = allocate.extents().stream().map(this::text).collect(Collectors.joining("][", "[", "]"));
        return variable.scope() == Variable.Scope.FIELD
                ? line("grow " + names.of(variable) + " to " + extents)
                : line(declaration(variable) + " = new " + extents);
    }

    @Override
    public Boolean result(Statement.Return result) {
        return line("return " + text(result.value()));
    }

    @Override
    public Boolean finite(Statement.Finite finite) {
        page.line("finite " + expressions.of(finite.value().value()));
        return true;
    }
}
