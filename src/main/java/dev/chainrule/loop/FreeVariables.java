package dev.chainrule.loop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables that statements use where they are not declared, in order of first use. What a loop or a side of a condition
 * declares is there to its end; before and behind it the same variable is another's, as where phases compute one thing anew.
 */
final class FreeVariables implements Statement.Visitor<Boolean>, Expression.Visitor<Boolean> {

    private final LinkedHashSet<Variable> declared = new LinkedHashSet<>(); // as far as they are visible
    private final LinkedHashSet<Variable> used = new LinkedHashSet<>();
    private final LinkedHashSet<Variable> assigned = new LinkedHashSet<>();
    private List<Variable> block = new ArrayList<>(); // what the innermost block has declared

    private FreeVariables() {}

    private static FreeVariables in(List<Statement> statements) {
        FreeVariables free = new FreeVariables();
        statements.forEach(statement -> statement.accept(free));
        return free;
    }

    static List<Variable> of(List<Statement> statements) {
        return List.copyOf(in(statements).used);
    }

    /** The variables that statements declare for those behind them, in their order. */
    static Set<Variable> declared(List<Statement> statements) {
        return in(statements).declared;
    }

    /** The variables that a statement changes without declaring them. */
    static Set<Variable> assigned(Statement statement) {
        return in(List.of(statement)).assigned;
    }

    private void declare(Variable variable) {
        if (declared.add(variable)) {
            block.add(variable);
        }
    }

    private void use(Variable variable) {
        if (!declared.contains(variable)) {
            used.add(variable);
        }
    }

    private void assign(Variable variable) {
        use(variable);
        if (!declared.contains(variable)) {
            assigned.add(variable);
        }
    }

    private void inner(Runnable statements) {
        List<Variable> outer = block;
        block = new ArrayList<>();
        statements.run();
        block.forEach(declared::remove);
        block = outer;
    }

    private void all(List<Statement> statements) {
        inner(() -> statements.forEach(statement -> statement.accept(this)));
    }

    private Boolean expressions(List<Expression> expressions) {
        expressions.forEach(expression -> expression.accept(this));
        return true;
    }

    @Override
    public Boolean comment(Statement.Comment comment) {
        return true;
    }

    @Override
    public Boolean let(Statement.Let let) {
        let.value().accept(this);
        declare(let.variable());
        return true;
    }

    @Override
    public Boolean declare(Statement.Declare declare) {
        declare.value().ifPresent(value -> value.accept(this));
        declare(declare.variable());
        return true;
    }

    @Override
    public Boolean assign(Statement.Assign assign) {
        assign(assign.variable());
        return assign.value().accept(this);
    }

    @Override
    public Boolean add(Statement.Add add) {
        assign(add.variable());
        return add.value().accept(this);
    }

    @Override
    public Boolean store(Statement.Store store) {
        return expressions(List.of(store.array(), store.index(), store.value()));
    }

    @Override
    public Boolean addTo(Statement.AddTo addTo) {
        return expressions(List.of(addTo.array(), addTo.index(), addTo.value()));
    }

    @Override
    public Boolean loop(Statement.For loop) {
        expressions(List.of(loop.from(), loop.to()));
        inner(() -> {
            declare(loop.counter());
            all(loop.body());
        });
        return true;
    }

    @Override
    public Boolean condition(Statement.If condition) {
        condition.condition().accept(this);
        all(condition.then());
        all(condition.otherwise());
        return true;
    }

    @Override
    public Boolean invoke(Statement.Invoke invoke) {
        expressions(invoke.arguments());
        invoke.result().ifPresent(this::declare);
        return true;
    }

    @Override
    public Boolean fill(Statement.Fill fill) {
        return expressions(List.of(fill.array(), fill.from(), fill.to(), fill.value()));
    }

    @Override
    public Boolean copy(Statement.Copy copy) {
        return expressions(List.of(copy.source(), copy.sourceFrom(), copy.target(), copy.targetFrom(), copy.length()));
    }

    @Override
    public Boolean allocate(Statement.Allocate allocate) {
        expressions(allocate.extents());
        if (allocate.variable().scope() == Variable.Scope.LOCAL) {
            declare(allocate.variable());
        }
        return true;
    }

    @Override
    public Boolean result(Statement.Return result) {
        return result.value().accept(this);
    }

    @Override
    public Boolean real(Expression.Real literal) {
        return true;
    }

    @Override
    public Boolean integer(Expression.Int literal) {
        return true;
    }

    @Override
    public Boolean bool(Expression.Bool literal) {
        return true;
    }

    @Override
    public Boolean size(Expression.Size size) {
        return true;
    }

    @Override
    public Boolean offset(Expression.Offset offset) {
        return true;
    }

    @Override
    public Boolean count(Expression.ParameterCount count) {
        return true;
    }

    @Override
    public Boolean use(Expression.Use use) {
        use(use.variable());
        return true;
    }

    @Override
    public Boolean element(Expression.Element element) {
        return expressions(List.of(element.array(), element.index()));
    }

    @Override
    public Boolean length(Expression.Length length) {
        return length.array().accept(this);
    }

    @Override
    public Boolean apply(Expression.Apply apply) {
        return expressions(apply.operands());
    }

    @Override
    public Boolean multiplyAdd(Expression.MultiplyAdd fma) {
        return expressions(List.of(fma.a(), fma.b(), fma.c()));
    }

    @Override
    public Boolean finite(Statement.Finite finite) {
        finite.value().value().accept(this);
        inner(() -> {
            finite.before().forEach(statement -> statement.accept(this));
            shown(finite.value());
            finite.operands().forEach(this::shown);
        });
        return true;
    }

    private void shown(Statement.Shown shown) {
        expressions(shown.at());
        shown.value().accept(this);
    }

    @Override
    public Boolean inside(Expression.Inside inside) {
        return expressions(List.of(inside.position(), inside.length()));
    }
}
