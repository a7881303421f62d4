package dev.chainrule.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Cuts a body that is too long into methods: HotSpot never compiles a method of over 8,000 bytecodes, and a class file
 * holds none of over 64 KB. Values cross from piece to piece in arrays that the caller owns.
 */
final class MethodCutter {

    private final String name;
    private final int largest;
    private final Slots crossing;
    private final List<Method> methods = new ArrayList<>();

    /**
     * @param name of what is cut; the pieces' names start with it
     * @param largest number of bytes of a method
     */
    MethodCutter(String name, int largest, Places places) {
        this.name = name;
        this.largest = largest;
        this.crossing = new Slots(name + "Values", name + "Counts", places);
    }

    /** The methods that were made. */
    List<Method> methods() {
        return methods;
    }

    /** The arrays in which numbers cross, which the caller must have allocated before. */
    Slots crossing() {
        return crossing;
    }

    /** The same computation with every method, this one included, below the limit. */
    List<Statement> cut(List<Statement> statements) {
        if (BytecodeSize.of(statements) <= largest) {
            return statements;
        }
        List<List<Statement>> pieces =
                pieces(statements.stream().map(this::shortened).toList());
        Map<Variable, TreeSet<Integer>> declaredIn = new HashMap<>();
        Map<Variable, Set<Integer>> usedIn = new HashMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            int piece = i;
            FreeVariables.declared(pieces.get(i))
                    .forEach(variable -> declaredIn
                            .computeIfAbsent(variable, any -> new TreeSet<>())
                            .add(piece));
            FreeVariables.of(pieces.get(i))
                    .forEach(variable -> usedIn.computeIfAbsent(variable, any -> new LinkedHashSet<>())
                            .add(piece));
        }
        Map<Variable, Expression.Element> slots = new HashMap<>();
        List<Statement> result = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            result.addAll(piece(pieces.get(i), i, declaredIn, usedIn, slots));
        }
        return result;
    }

    /** The size that pieces aim at: what crosses from piece to piece comes on top. */
    private int piece() {
        return largest / 2;
    }

    /** A loop or condition that is itself too long has its body cut. Nesting is as shallow as loops are. */
    private Statement shortened(Statement statement) {
        if (BytecodeSize.of(statement) <= piece()) {
            return statement;
        }
        if (statement instanceof Statement.For loop) {
            return new Statement.For(loop.counter(), loop.from(), loop.to(), loop.step(), cut(loop.body()));
        }
        if (statement instanceof Statement.If condition) {
            return new Statement.If(condition.condition(), cut(condition.then()), cut(condition.otherwise()));
        }
        return statement;
    }

    /** Runs of statements of about the wanted size; one that must stay in the caller is a piece of its own. */
    private List<List<Statement>> pieces(List<Statement> statements) {
        List<List<Statement>> pieces = new ArrayList<>();
        List<Statement> current = new ArrayList<>();
        Set<Variable> used = new LinkedHashSet<>();
        int size = 0;
        for (List<Statement> unit : units(statements)) {
            boolean stays = stays(unit);
            int own = BytecodeSize.of(unit);
            List<Variable> free = FreeVariables.of(unit);
            used.addAll(free);
            if (!current.isEmpty() && (stays || size + own > piece() || Method.slots(used) > Method.MOST_SLOTS)) {
                pieces.add(current);
                current = new ArrayList<>();
                used = new LinkedHashSet<>(free);
                size = 0;
            }
            current.addAll(unit);
            size += own;
            if (stays) {
                pieces.add(current);
                current = new ArrayList<>();
                used = new LinkedHashSet<>();
                size = 0;
            }
        }
        if (!current.isEmpty()) {
            pieces.add(current);
        }
        return pieces;
    }

    /**
     * Statements that go together. A loop stays with its caller if it adds to the caller's numbers, as long as there is
     * room: what it sums up then need not cross.
     */
    private List<List<Statement>> units(List<Statement> statements) {
        List<List<Statement>> units = units(statements, Statement.If.class::isInstance);
        int staying = units.stream()
                .filter(MethodCutter::stays)
                .mapToInt(BytecodeSize::of)
                .sum();
        return staying <= largest ? units : units(statements, any -> true);
    }

    /** Numbers that start with a constant go with a statement that gives them their values, wherever that follows. */
    private static List<List<Statement>> units(List<Statement> statements, Predicate<Statement> taking) {
        List<List<Statement>> units = new ArrayList<>();
        Map<Variable, Statement> waiting = new LinkedHashMap<>();
        for (Statement statement : statements) {
            if (statement instanceof Statement.Declare declare
                    && isNumber(declare.variable())
                    && FreeVariables.of(List.of(declare)).isEmpty()) {
                waiting.put(declare.variable(), declare);
                continue;
            }
            Set<Variable> assigned = FreeVariables.assigned(statement);
            List<Statement> unit = new ArrayList<>();
            boolean together = taking.test(statement) && waiting.keySet().containsAll(assigned);
            Set<Variable> used = new LinkedHashSet<>(assigned);
            used.addAll(FreeVariables.of(List.of(statement)));
            for (Variable variable : used) {
                Statement declare = waiting.remove(variable);
                if (declare != null && together && assigned.contains(variable)) {
                    unit.add(declare);
                } else if (declare != null) {
                    units.add(List.of(declare));
                }
            }
            unit.add(statement);
            units.add(unit);
        }
        waiting.values().forEach(declare -> units.add(List.of(declare)));
        return units;
    }

    private static boolean stays(List<Statement> unit) {
        return unit.size() == 1 && stays(unit.get(0)) || Method.slots(FreeVariables.of(unit)) > Method.MOST_SLOTS;
    }

    /** What declares or changes a local of the caller's can't move, nor can a result. */
    private static boolean stays(Statement statement) {
        return statement instanceof Statement.Return
                || statement instanceof Statement.Allocate
                || statement instanceof Statement.Declare
                || statement instanceof Statement.Invoke
                || (statement instanceof Statement.Let let
                        ? !isNumber(let.variable())
                        : !FreeVariables.assigned(statement).isEmpty());
    }

    private static boolean isNumber(Variable variable) {
        return variable.kind() == Variable.Kind.REAL
                || variable.kind() == Variable.Kind.INT
                || variable.kind() == Variable.Kind.BOOLEAN;
    }

    /** Whether a number that a piece declares is read behind it, up to where it is declared again: phases have it anew. */
    private static boolean crosses(
            Variable declared,
            int number,
            Map<Variable, TreeSet<Integer>> declaredIn,
            Map<Variable, Set<Integer>> usedIn) {
        Integer again = declaredIn.get(declared).higher(number);
        return usedIn.getOrDefault(declared, Set.of()).stream()
                .anyMatch(user -> user > number && (again == null || user <= again));
    }

    private List<Statement> piece(
            List<Statement> statements,
            int number,
            Map<Variable, TreeSet<Integer>> declaredIn,
            Map<Variable, Set<Integer>> usedIn,
            Map<Variable, Expression.Element> slots) {
        boolean stays = stays(statements);
        List<Statement> body = new ArrayList<>();
        for (Variable free : FreeVariables.of(statements)) {
            if (slots.containsKey(free)) {
                body.add(Slots.load(free, slots.get(free)));
            }
        }
        List<Statement> loads = List.copyOf(body);
        body.addAll(statements);
        FreeVariables.declared(statements).forEach(slots::remove); // from here on it is another number
        if (stays) {
            // in the caller, a value read from its slot is there for the statements that follow as well
            loads.forEach(load -> slots.remove(((Statement.Let) load).variable()));
            return body;
        }
        List<Statement> kept = new ArrayList<>();
        for (Variable declared : FreeVariables.declared(statements)) {
            if (isNumber(declared) && crosses(declared, number, declaredIn, usedIn)) {
                Expression.Element slot = crossing.next(declared);
                slots.put(declared, slot);
                kept.add(Slots.store(declared, slot));
            }
        }
        body.addAll(kept);
        List<Variable> parameters = FreeVariables.of(body);
        Method method = new Method(
                name + "Part" + (methods.size() + 1),
                List.of("Part " + (methods.size() + 1) + " of " + name + ", cut to a size that HotSpot compiles."),
                Optional.empty(),
                parameters,
                body);
        methods.add(method);
        return List.of(new Statement.Invoke(
                Optional.empty(),
                method,
                parameters.stream().map(Expressions::use).toList()));
    }
}
