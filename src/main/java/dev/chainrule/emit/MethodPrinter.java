package dev.chainrule.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.chainrule.loop.Expression;
import dev.chainrule.loop.Statement;
import dev.chainrule.loop.Variable;
import dev.chainrule.scalar.Spelling;
import java.util.List;
import java.util.stream.Collectors;

/** Statements of one method as Java. */
final class MethodPrinter implements Statement.Visitor<Boolean> {

    private static final ClassName ARRAYS = ClassName.get("java.util", "Arrays");

    private final Types types;
    private final ClassNames constants;
    private final NameScope names;
    private final ExpressionPrinter expressions;
    private final CodeBlock.Builder out = CodeBlock.builder();

    MethodPrinter(Types types, ClassNames constants, NameScope names, ExpressionPrinter expressions) {
        this.types = types;
        this.constants = constants;
        this.names = names;
        this.expressions = expressions;
    }

    CodeBlock print(List<Statement> statements) {
        statements.forEach(statement -> statement.accept(this));
        return out.build();
    }

    private String text(Expression expression) {
        return expressions.print(expression);
    }

    private boolean statement(String format, Object... arguments) {
        out.addStatement(format, arguments);
        return true;
    }

    @Override
    public Boolean comment(Statement.Comment comment) {
        comment.lines().forEach(line -> out.add("// $L\n", Javadocs.line(line)));
        return true;
    }

    @Override
    public Boolean let(Statement.Let let) {
        String value = text(let.value());
        return statement("$T $L = $L", types.of(let.variable().kind()), names.declare(let.variable()), value);
    }

    @Override
    public Boolean declare(Statement.Declare declare) {
        if (declare.value().isEmpty()) {
            return statement("$T $L", types.of(declare.variable().kind()), names.declare(declare.variable()));
        }
        String value = text(declare.value().get());
        return statement("$T $L = $L", types.of(declare.variable().kind()), names.declare(declare.variable()), value);
    }

    @Override
    public Boolean assign(Statement.Assign assign) {
        return statement("$L = $L", names.of(assign.variable()), text(assign.value()));
    }

    @Override
    public Boolean add(Statement.Add add) {
        return statement("$L += $L", names.of(add.variable()), text(add.value()));
    }

    @Override
    public Boolean store(Statement.Store store) {
        return statement("$L = $L", text(new Expression.Element(store.array(), store.index())), text(store.value()));
    }

    @Override
    public Boolean addTo(Statement.AddTo addTo) {
        return statement("$L += $L", text(new Expression.Element(addTo.array(), addTo.index())), text(addTo.value()));
    }

    @Override
    public Boolean loop(Statement.For loop) {
        String from = text(loop.from());
        boolean down = loop.step() < 0;
        String to = expressions.within(loop.to(), down ? Spelling.PRODUCT : Spelling.SUM);
        names.open();
        String counter = names.declare(loop.counter());
        if (down) {
            out.beginControlFlow("for (int $L = $L - 1; $L >= $L; $L--)", counter, to, counter, from, counter);
        } else {
            String next = loop.step() == 1 ? counter + "++" : counter + " += " + loop.step();
            out.beginControlFlow("for (int $L = $L; $L < $L; $L)", counter, from, counter, to, next);
        }
        loop.body().forEach(statement -> statement.accept(this));
        out.endControlFlow();
        names.close();
        return true;
    }

    @Override
    public Boolean condition(Statement.If condition) {
        out.beginControlFlow("if ($L)", text(condition.condition()));
        block(condition.then());
        if (!condition.otherwise().isEmpty()) {
            out.nextControlFlow("else");
            block(condition.otherwise());
        }
        out.endControlFlow();
        return true;
    }

    private void block(List<Statement> statements) {
        names.open();
        statements.forEach(statement -> statement.accept(this));
        names.close();
    }

    @Override
    public Boolean invoke(Statement.Invoke invoke) {
        String arguments = invoke.arguments().stream().map(this::text).collect(Collectors.joining(",$W"));
        String name = constants.method(invoke.method());
        String call = name + "(" + arguments + ")";
        if (invoke.result().isEmpty()) {
            return statement(call);
        }
        Variable result = invoke.result().get();
        return statement("$T $L = " + call, types.of(result.kind()), names.declare(result));
    }

    @Override
    public Boolean fill(Statement.Fill fill) {
        return statement(
                "$T.fill($L, $L, $L, $L)",
                ARRAYS,
                text(fill.array()),
                text(fill.from()),
                text(fill.to()),
                text(fill.value()));
    }

    @Override
    public Boolean copy(Statement.Copy copy) {
        return statement(
                "System.arraycopy($L, $L, $L, $L, $L)",
                text(copy.source()),
                text(copy.sourceFrom()),
                text(copy.target()),
                text(copy.targetFrom()),
                text(copy.length()));
    }

    @Override
    public Boolean allocate(Statement.Allocate allocate) {
        Variable variable = allocate.variable();
        List<String> extents = allocate.extents().stream().map(this::text).toList();
        if (variable.scope() == Variable.Scope.FIELD) {
            String name = names.of(variable);
            return statement(
                    "$L = $L($L, $L)", name, WorkspaceMethods.name(variable.kind()), name, String.join(", ", extents));
        }
        boolean real = variable.kind() == Variable.Kind.REALS || variable.kind() == Variable.Kind.ROWS;
        return statement(
                "$T $L = new $L[$L]",
                types.of(variable.kind()),
                names.declare(variable),
                real ? types.real().toString() : "int",
                String.join("][", extents));
    }

    @Override
    public Boolean result(Statement.Return result) {
        return statement("return $L", text(result.value()));
    }

    /** {@code if (!Double.isFinite(h)) throw notFinite("net.nn:5: …", shown("h", h, i, j), shown("s", s[…], i, j));}. */
    @Override
    public Boolean finite(Statement.Finite finite) {
        String value = text(finite.value().value());
        out.beginControlFlow(finite.infinityAllowed() ? "if (Double.isNaN($L))" : "if (!Double.isFinite($L))", value);
        names.open();
        finite.before().forEach(statement -> statement.accept(this));
        CodeBlock.Builder call = CodeBlock.builder().add("throw $L($S,$W", GuardMethods.NOT_FINITE, finite.line());
        call.add(shown(finite.value()));
        finite.operands().forEach(operand -> call.add(",$W").add(shown(operand)));
        out.addStatement(call.add(")").build());
        names.close();
        out.endControlFlow();
        expressions.guards().add(GuardMethods.NOT_FINITE);
        expressions.guards().add(GuardMethods.SHOWN);
        return true;
    }

    private CodeBlock shown(Statement.Shown shown) {
        String at = shown.at().stream().map(this::text).map(", "::concat).collect(Collectors.joining());
        return CodeBlock.of("$L($S, $L$L)", GuardMethods.SHOWN, shown.tensor(), text(shown.value()), at);
    }
}
