package dev.chainrule.schedule;

import dev.chainrule.equation.Dim;
import dev.chainrule.equation.Entry;
import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Reduction;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Call;
import dev.chainrule.scalar.Constant;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs the steps of an entry without computing anything: every cell of every array remembers whose element it holds, and
 * every read must find its own. Knows nothing of how arrays were shared.
 */
final class MemoryTrace {

    private record Cell(Buffer array, List<Long> position) {}

    private record Element(Tensor tensor, List<Long> position) {}

    private final EntrySchedule entry;
    private final Map<String, Integer> openDims;
    private final Map<Cell, Element> memory = new HashMap<>();
    private final Map<Scalar, Long> counters = new HashMap<>();
    private final Set<Element> written = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private int reads;

    private MemoryTrace(EntrySchedule entry, Map<String, Integer> openDims) {
        this.entry = entry;
        this.openDims = openDims;
    }

    /** What was read of buffers, and what of it another tensor had overwritten. */
    record Result(int reads, List<String> mistakes) {}

    static Result of(EntrySchedule entry, Map<String, Integer> openDims) {
        MemoryTrace trace = new MemoryTrace(entry, openDims);
        trace.run(entry.steps());
        entry.entry().results().stream()
                .map(Entry.Result::value)
                .forEach(value -> trace.everywhere(value, trace::read));
        return new Result(trace.reads, trace.mistakes);
    }

    private void run(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Loop loop) {
                over(List.of(loop.index()), 0, () -> run(loop.body()));
            } else if (step instanceof Step.Sequence sequence) {
                sequence(sequence);
            } else if (step instanceof Step.Open open && open.task().accumulatesInMemory()) {
                everywhere(open.task().target(), this::write);
            } else if (step instanceof Step.Body body) {
                body(body.task());
            } else if (step instanceof Step.Close close && !close.task().accumulatesInMemory()) {
                write(element(close.task().target(), close.task().subscripts()));
            } else if (step instanceof Step.Contract contract) {
                contract(contract.contraction());
            }
        }
    }

    private void body(Task task) {
        reads(task.nodes());
        Element target = element(task.target(), task.subscripts());
        if (task.accumulatesInMemory()) {
            read(target);
            write(target);
        } else if (task.reduction() == Reduction.NONE) {
            write(target);
        }
    }

    /** A kernel may clear its target before it has read anything. */
    private void contract(Contraction contraction) {
        List<Index> free = new ArrayList<>(contraction.equation().indices());
        List<Scalar> subscripts = free.stream().map(this::leaf).toList();
        contraction.opened().forEach((own, loop) -> counters.put(leaf(own), counters.get(leaf(loop))));
        free.removeAll(contraction.opened().keySet());
        over(free, 0, () -> write(element(contraction.stored(), subscripts)));
        List<Index> all = new ArrayList<>(free);
        all.addAll(contraction.equation().reduced());
        over(all, 0, () -> reads(Traversal.operandsFirst(List.of(contraction.left(), contraction.right()))));
        contraction.epilogue().ifPresent(last -> over(free, 0, () -> reads(Traversal.operandsFirst(last.body()))));
    }

    private Scalar leaf(Index index) {
        return entry.scalars().leaf(index);
    }

    private void sequence(Step.Sequence sequence) {
        long steps = value(sequence.time().extent());
        for (long step = 0; step < steps; step++) {
            counters.put(leaf(sequence.time()), sequence.backward() ? steps - 1 - step : step);
            run(sequence.body());
        }
    }

    private void over(List<Index> indices, int from, Runnable action) {
        if (from == indices.size()) {
            action.run();
            return;
        }
        Scalar counter = leaf(indices.get(from));
        long extent = value(indices.get(from).extent());
        for (long i = 0; i < extent; i++) {
            counters.put(counter, i);
            over(indices, from + 1, action);
        }
    }

    private void reads(List<Scalar> nodes) {
        Reads.among(nodes).forEach(read -> read(element(read.tensor(), read.subscripts())));
    }

    private Element element(Tensor tensor, List<Scalar> subscripts) {
        return new Element(tensor, subscripts.stream().map(this::value).toList());
    }

    private void everywhere(Tensor tensor, Consumer<Element> action) {
        List<Index> indices = new ArrayList<>();
        tensor.extents().forEach(extent -> indices.add(new Index(9_000_000 + indices.size(), extent)));
        List<Scalar> subscripts = new ArrayList<>();
        indices.forEach(index -> subscripts.add(leaf(index)));
        over(indices, 0, () -> action.accept(element(tensor, subscripts)));
    }

    private void read(Element element) {
        if (isBuffer(element.tensor()) && written.contains(element)) { // else it is guarded, and lies outside
            reads++;
            Element found = memory.get(cell(element));
            if (!kept(element).equals(kept(found))) {
                mistakes.add(element + " is read where " + found + " is");
            }
        }
    }

    private void write(Element element) {
        if (isBuffer(element.tensor())) {
            written.add(element);
            memory.put(cell(element), element);
        }
    }

    private boolean isBuffer(Tensor tensor) {
        Storage storage = entry.storage().get(tensor);
        return storage != null && storage.kind() == Storage.Kind.BUFFER;
    }

    /** An element as its buffer knows it: an axis that is not kept makes no difference. */
    private Element kept(Element element) {
        List<Long> position = entry.storage().get(element.tensor()).axes().stream()
                .map(element.position()::get)
                .toList();
        return new Element(element.tensor(), position);
    }

    /** Where an element lies: row-major by the lengths of its own tensor, the last axis apart. */
    private Cell cell(Element element) {
        Storage storage = entry.storage().get(element.tensor());
        Buffer own = new Buffer(element.tensor(), storage.axes());
        List<Long> position = kept(element).position();
        long row = 0;
        for (int axis = 0; axis < position.size() - 1; axis++) {
            row = row * value(own.extents().get(axis)) + position.get(axis);
        }
        return new Cell(storage.array().orElse(own), List.of(row, position.get(position.size() - 1)));
    }

    /** Whole numbers that data brings are 0. */
    private long value(Scalar node) {
        if (node instanceof Constant constant) {
            return constant.longValue();
        }
        if (counters.containsKey(node)) {
            return counters.get(node);
        }
        if (node instanceof Leaf leaf && leaf.atom() instanceof SizeOf size) {
            Dim dim = size.dim();
            return dim.fixedLength().isPresent()
                    ? dim.fixedLength().getAsInt()
                    : dim.formula().isPresent() ? value(dim.formula().get()) : openDims.getOrDefault(dim.name(), 3);
        }
        if (node instanceof Leaf leaf && leaf.atom() instanceof Read || node.type() != Type.INTEGER) {
            return 0;
        }
        Call call = (Call) node;
        double[] operands = call.operands().stream().mapToDouble(this::value).toArray();
        return (long) call.function().value(operands);
    }
}
