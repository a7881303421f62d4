package dev.chainrule.loop;

import java.util.List;

/**
 * How many bytes of bytecode statements take at most, as javac translates them. An upper bound: wide locals, wide
 * constants and the long forms of jumps are assumed throughout.
 */
final class BytecodeSize implements Statement.Visitor<Integer>, Expression.Visitor<Integer> {

    private static final BytecodeSize INSTANCE = new BytecodeSize();
    private static final int LOCAL = 4;
    private static final int CONSTANT = 3;
    private static final int CALL = 6;
    private static final int JUMP = 8;

    private BytecodeSize() {}

    static int of(List<Statement> statements) {
        int size = 0;
        for (Statement statement : statements) {
            size += statement.accept(INSTANCE);
        }
        return size;
    }

    static int of(Statement statement) {
        return statement.accept(INSTANCE);
    }

    private static int of(Expression expression) {
        return expression.accept(INSTANCE);
    }

    private static int sum(List<Expression> expressions) {
        int size = 0;
        for (Expression expression : expressions) {
            size += of(expression);
        }
        return size;
    }

    @Override
    public Integer comment(Statement.Comment comment) {
        return 0;
    }

    @Override
    public Integer let(Statement.Let let) {
        return of(let.value()) + LOCAL;
    }

    @Override
    public Integer declare(Statement.Declare declare) {
        return declare.value().map(BytecodeSize::of).orElse(0) + LOCAL;
    }

    @Override
    public Integer assign(Statement.Assign assign) {
        return of(assign.value()) + LOCAL;
    }

    @Override
    public Integer add(Statement.Add add) {
        return of(add.value()) + 2 * LOCAL + 1;
    }

    @Override
    public Integer store(Statement.Store store) {
        return of(store.array()) + of(store.index()) + of(store.value()) + 1;
    }

    @Override
    public Integer addTo(Statement.AddTo addTo) {
        return of(addTo.array()) + of(addTo.index()) + of(addTo.value()) + 4;
    }

    @Override
    public Integer loop(Statement.For loop) {
        return of(loop.from()) + of(loop.to()) + of(loop.body()) + 3 * LOCAL + 2 * JUMP;
    }

    @Override
    public Integer condition(Statement.If condition) {
        return of(condition.condition()) + of(condition.then()) + of(condition.otherwise()) + 2 * JUMP;
    }

    @Override
    public Integer invoke(Statement.Invoke invoke) {
        return sum(invoke.arguments()) + CALL + LOCAL;
    }

    @Override
    public Integer fill(Statement.Fill fill) {
        return of(fill.array()) + of(fill.from()) + of(fill.to()) + of(fill.value()) + CALL;
    }

    @Override
    public Integer copy(Statement.Copy copy) {
        return sum(List.of(copy.source(), copy.sourceFrom(), copy.target(), copy.targetFrom(), copy.length())) + CALL;
    }

    @Override
    public Integer allocate(Statement.Allocate allocate) {
        return sum(allocate.extents()) + CALL + 2 * LOCAL;
    }

    @Override
    public Integer result(Statement.Return result) {
        return of(result.value()) + 1;
    }

    @Override
    public Integer real(Expression.Real literal) {
        return CONSTANT;
    }

    @Override
    public Integer integer(Expression.Int literal) {
        return CONSTANT;
    }

    @Override
    public Integer bool(Expression.Bool literal) {
        return 1;
    }

    @Override
    public Integer size(Expression.Size size) {
        return CONSTANT;
    }

    @Override
    public Integer offset(Expression.Offset offset) {
        return CONSTANT;
    }

    @Override
    public Integer count(Expression.ParameterCount count) {
        return CONSTANT;
    }

    @Override
    public Integer use(Expression.Use use) {
        return LOCAL;
    }

    @Override
    public Integer element(Expression.Element element) {
        return of(element.array()) + of(element.index()) + 1;
    }

    @Override
    public Integer length(Expression.Length length) {
        return of(length.array()) + 1;
    }

    @Override
    public Integer apply(Expression.Apply apply) {
        return sum(apply.operands()) + CALL + JUMP;
    }

    @Override
    public Integer multiplyAdd(Expression.MultiplyAdd fma) {
        return sum(List.of(fma.a(), fma.b(), fma.c())) + CALL;
    }

    @Override
    public Integer finite(Statement.Finite finite) {
        int size = CALL
                + JUMP
                + CONSTANT
                + shown(finite.value())
                + of(finite.value().value());
        for (Statement.Shown operand : finite.operands()) {
            size += shown(operand);
        }
        return size + of(finite.before()) + CALL + CONSTANT;
    }

    /** A call with an array of positions, kept in an array of texts. */
    private static int shown(Statement.Shown shown) {
        int each = CONSTANT + 4;
        return 3 * CONSTANT
                + 2 * CALL
                + 8
                + of(shown.value())
                + sum(shown.at())
                + each * shown.at().size();
    }

    @Override
    public Integer inside(Expression.Inside inside) {
        return of(inside.position()) + of(inside.length()) + CONSTANT + CALL;
    }
}
