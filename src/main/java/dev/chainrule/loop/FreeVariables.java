package dev.chainrule.loop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The variables that statements use but do not declare, in order of first use. */
final class FreeVariables implements Statement.Visitor<Boolean>, Expression.Visitor<Boolean> {

    private final LinkedHashSet<Variable> declared = new LinkedHashSet<>();
    private final LinkedHashSet<Variable> used = new LinkedHashSet<>();
    private final LinkedHashSet<Variable> assigned = new LinkedHashSet<>();

    private FreeVariables() {}

    static List<Variable> of(List<Statement> statements) {
        FreeVariables free = new FreeVariables();
        statements.forEach(statement -> statement.accept(free));
        free.used.removeAll(free.declared);
        return List.copyOf(free.used);
    }

    /** All variables that statements declare, in their order. */
    static Set<Variable> declared(List<Statement> statements) {
        FreeVariables free = new FreeVariables();
        statements.forEach(statement -> statement.accept(free));
        return free.declared;
    }

    /** The variables that a statement changes without declaring them. */
    static Set<Variable> assigned(Statement statement) {
        FreeVariables free = new FreeVariables();
        statement.accept(free);
        free.assigned.removeAll(free.declared);
        return free.assigned;
    }

    private Boolean all(List<Statement> statements) {
        statements.forEach(statement -> statement.accept(this));
        return true;
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
        declared.add(let.variable());
        return let.value().accept(this);
    }

    @Override
    public Boolean declare(Statement.Declare declare) {
        declared.add(declare.variable());
        declare.value().ifPresent(value -> value.accept(this));
        return true;
    }

    @Override
    public Boolean assign(Statement.Assign assign) {
        used.add(assign.variable());
        assigned.add(assign.variable());
        return assign.value().accept(this);
    }

    @Override
    public Boolean add(Statement.Add add) {
        used.add(add.variable());
        assigned.add(add.variable());
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
        declared.add(loop.counter());
        expressions(List.of(loop.from(), loop.to()));
        return all(loop.body());
    }

    @Override
    public Boolean condition(Statement.If condition) {
        condition.condition().accept(this);
        all(condition.then());
        return all(condition.otherwise());
    }

    @Override
    public Boolean invoke(Statement.Invoke invoke) {
        invoke.result().ifPresent(declared::add);
        return expressions(invoke.arguments());
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
        if (allocate.variable().scope() == Variable.Scope.LOCAL) {
            declared.add(allocate.variable());
        }
        return expressions(allocate.extents());
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
        used.add(use.variable());
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
        all(finite.before());
        shown(finite.value());
        finite.operands().forEach(this::shown);
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
