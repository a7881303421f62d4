package dev.chainrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As in Java: what a block declares is there from then to the end of the block. */
class FreeVariablesTest {

    private static final Variable X = Variable.local("x", Variable.Kind.REAL);
    private static final Variable Y = Variable.local("y", Variable.Kind.REAL);
    private static final Variable I = Variable.local("i", Variable.Kind.INT);

    private static Statement let(Variable variable) {
        return new Statement.Let(variable, Expressions.ZERO);
    }

    private static Statement use(Variable variable) {
        return new Statement.Assign(Y, Expressions.use(variable));
    }

    private static Statement loop(Statement... body) {
        return new Statement.For(I, Expressions.ZERO, Expressions.ZERO, 1, List.of(body));
    }

    private static Statement when(List<Statement> then, List<Statement> otherwise) {
        return new Statement.If(new Expression.Bool(true), then, otherwise);
    }

    @Test
    void whatIsDeclaredBeforeIsNotFree() {
        assertThat(FreeVariables.of(List.of(let(X), use(X)))).containsExactly(Y);
        assertThat(FreeVariables.of(List.of(let(X), loop(use(X), use(I))))).containsExactly(Y);
        assertThat(FreeVariables.of(List.of(use(X), let(X)))).containsExactly(Y, X);
    }

    @Test
    void whatABlockDeclaresIsAnothersOutsideOfIt() {
        assertThat(FreeVariables.of(List.of(use(X), loop(let(X), use(X))))).containsExactly(Y, X);
        assertThat(FreeVariables.of(List.of(loop(let(X)), use(X)))).containsExactly(Y, X);
        assertThat(FreeVariables.of(List.of(when(List.of(let(X)), List.of(use(X))))))
                .containsExactly(Y, X);
        assertThat(FreeVariables.of(List.of(loop(), use(I)))).containsExactly(Y, I);
        assertThat(FreeVariables.of(List.of(let(X), loop(let(X)), use(X)))).containsExactly(Y);
    }

    @Test
    void whatIsDeclaredForTheRestIsNotInABlock() {
        Statement number = new Statement.Declare(Y, Optional.empty());
        assertThat(FreeVariables.declared(List.of(let(X), loop(number)))).containsExactly(X);
        assertThat(FreeVariables.assigned(loop(use(X)))).containsExactly(Y);
        assertThat(FreeVariables.assigned(loop(number, use(X)))).isEmpty();
    }
}
