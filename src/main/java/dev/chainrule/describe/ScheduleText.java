package dev.chainrule.describe;

import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Equation;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Notation;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.schedule.Contraction;
import dev.chainrule.schedule.EntrySchedule;
import dev.chainrule.schedule.Schedule;
import dev.chainrule.schedule.Step;
import dev.chainrule.schedule.Storage;
import dev.chainrule.schedule.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A schedule as a tree of loops for each entry. Loops nest no deeper than a tensor has axes, so this recursion is shallow. */
final class ScheduleText implements Step.Visitor<Boolean> {

    private final Page page;
    private final Map<Index, String> open = new LinkedHashMap<>();

    private ScheduleText(Page page) {
        this.page = page;
    }

    static String of(Schedule schedule) {
        Page page = new Page();
        page.heading(schedule.model().kind().name().toLowerCase(Locale.ROOT) + " "
                + schedule.model().name() + ": schedule");
        page.line(
                "// Each method runs its steps in this order. What stands in one loop was fused; what is read once and"
                        + " cheap");
        page.line("// was put into its reader. A contraction goes through a kernel of its own.");
        for (EntrySchedule entry : schedule.entries()) {
            page.heading(
                    entry.entry().name() + ": " + entry.entry().kind().name().toLowerCase(Locale.ROOT));
            new ScheduleText(page).steps(entry.steps());
            page.line("kept in");
            page.indent();
            page.table(storage(entry));
            page.unindent();
        }
        return page.toString();
    }

    private static List<List<String>> storage(EntrySchedule entry) {
        List<List<String>> rows = new ArrayList<>();
        entry.storage()
                .forEach((tensor, storage) ->
                        rows.add(List.of(tensor.name() + Shapes.of(tensor), place(tensor, storage, entry.entry()))));
        return rows;
    }

    private static String place(Tensor tensor, Storage storage, Entry entry) {
        String text = switch (storage.kind()) {
            case LOCAL -> "a local variable";
            case BUFFER ->
                "a buffer " + Shapes.of(tensor, storage.axes())
                        + storage.array()
                                .map(array ->
                                        " in the array of " + array.tensor().name())
                                .orElse("");
            case RESULT -> "a result";
        };
        List<String> deliveries = entry.results().stream()
                .filter(result -> result.value() == tensor)
                .map(ScheduleText::delivery)
                .toList();
        return deliveries.isEmpty() ? text : text + ": " + String.join(", ", deliveries);
    }

    private static String delivery(Entry.Result result) {
        String of = result.of().map(Tensor::name).orElse("");
        return switch (result.destination()) {
            case RETURNED -> "returned";
            case OUT -> "into the caller's array";
            case PARTIAL -> "the gradient's part for " + of;
            case MIRRORED ->
                "mirrored, the matrix's block for "
                        + result.rows().map(Tensor::name).orElse("") + " and " + of;
            case BLOCK ->
                "the matrix's block for "
                        + result.rows()
                                .map(Tensor::name)
                                .map(row -> row + " and ")
                                .orElse("") + of;
            case ASSIGNED -> "assigned to " + of;
        };
    }

    private void steps(List<Step> steps) {
        page.indent();
        steps.forEach(step -> step.accept(this));
        page.unindent();
    }

    @Override
    public Boolean loop(Step.Loop loop) {
        String from = loop.from() instanceof Constant first && first.longValue() == 0
                ? ""
                : text(loop.from(), this::name) + " until ";
        page.line("for " + loop.name() + ": " + from + text(loop.to(), this::name));
        open.put(loop.index(), loop.name());
        steps(loop.body());
        open.remove(loop.index());
        return true;
    }

    @Override
    public Boolean sequence(Step.Sequence sequence) {
        String order = sequence.backward() ? ", from its end to 0" : ", one after the other";
        page.line("for " + sequence.name() + ": " + text(sequence.time().extent(), this::name) + order);
        open.put(sequence.time(), sequence.name());
        steps(sequence.body());
        open.remove(sequence.time());
        return true;
    }

    @Override
    public Boolean segmented(Step.Segmented segmented) {
        page.line("for each segment" + (segmented.backward() ? ", from the last to the first" : ""));
        steps(segmented.body());
        return true;
    }

    @Override
    public Boolean move(Step.Move step) {
        Checkpoints.Move move = step.move();
        String to = move.to().name();
        String from = move.from().map(Tensor::name).orElse("0");
        page.line(
                switch (move.kind()) {
                    case SET -> to + " = " + from;
                    case SAVE -> "save " + from + " in " + to;
                    case RESTORE -> to + " = the one saved in " + from;
                });
        return true;
    }

    @Override
    public Boolean open(Step.Open step) {
        Task task = step.task();
        String start = switch (task.reduction()) {
            case NONE, SUM -> "0";
            case PROD -> "1";
            case MAX -> "-infinity";
            case MIN -> "infinity";
            case ARGMAX, ARGMIN -> "-1";
        };
        String everywhere = task.accumulatesInMemory() ? " everywhere" : "";
        page.line(target(task) + " = " + start + everywhere);
        return true;
    }

    @Override
    public Boolean body(Step.Body step) {
        Task task = step.task();
        String target = target(task);
        String value = text(task.body(), names(task));
        String statement = switch (task.reduction()) {
            case NONE -> target + " = " + value;
            case SUM -> target + " += " + value;
            case PROD -> target + " *= " + value;
            case MAX -> target + " = max(" + target + ", " + value + ")";
            case MIN -> target + " = min(" + target + ", " + value + ")";
            case ARGMAX -> target + " = where " + value + " is largest";
            case ARGMIN -> target + " = where " + value + " is smallest";
        };
        page.line((task.unfiltered() ? "" : "if " + text(task.filter(), names(task)) + ": ") + statement);
        return true;
    }

    @Override
    public Boolean close(Step.Close step) {
        page.line("// " + target(step.task()) + " is complete");
        return true;
    }

    @Override
    public Boolean contract(Step.Contract step) {
        Contraction contraction = step.contraction();
        Equation equation = contraction.equation();
        page.line("contract " + Notation.of(equation));
        page.indent();
        List<List<String>> rows = new ArrayList<>();
        if (!contraction.outer().isEmpty()) {
            rows.add(List.of("for each", indices(equation, contraction.outer())));
        }
        rows.add(List.of("rows", indices(equation, List.of(contraction.row()))));
        rows.add(List.of("columns", indices(equation, List.of(contraction.column()))));
        rows.add(List.of("summed", indices(equation, equation.reduced())));
        contraction.epilogue().ifPresent(epilogue -> rows.add(List.of("then", Notation.of(epilogue))));
        page.table(rows);
        page.unindent();
        return true;
    }

    private static String indices(Equation equation, List<Index> indices) {
        return indices.stream()
                .map(index -> equation.nameOf(index) + ": " + text(index.extent(), equation::nameOf))
                .collect(Collectors.joining(", "));
    }

    private String target(Task task) {
        List<Scalar> subscripts = task.subscripts();
        return task.target().name()
                + (subscripts.isEmpty()
                        ? ""
                        : subscripts.stream()
                                .map(subscript -> text(subscript, names(task)))
                                .collect(Collectors.joining(", ", "[", "]")));
    }

    /** Loops that are open have the name of their loop; those of the task itself, the name they will have. */
    private Function<Index, String> names(Task task) {
        Map<Index, String> own = new LinkedHashMap<>();
        task.loops().forEach(nest -> own.put(nest.index(), task.nameOf(nest)));
        task.opened().forEach(nest -> own.put(nest.index(), task.nameOf(nest)));
        own.putAll(open);
        return index -> own.getOrDefault(index, index.toString());
    }

    private String name(Index index) {
        return open.getOrDefault(index, index.toString());
    }

    private static String text(Scalar expression, Function<Index, String> names) {
        return Notation.of(expression, names);
    }
}
