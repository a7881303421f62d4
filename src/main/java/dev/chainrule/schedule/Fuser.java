package dev.chainrule.schedule;

import dev.chainrule.equation.Index;
import dev.chainrule.equation.Read;
import dev.chainrule.equation.Reads;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Scalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts work in order, definitions before readers, and lets nests whose outermost loops have the same range share that
 * loop, as long as no value crosses backwards; then does the same inside of each shared loop.
 */
final class Fuser {

    /**
     * What one loop may read and write at most. Beyond that its body is too long for a method that HotSpot compiles, and
     * what is gained by sharing the loop is lost by cutting it.
     */
    private static final int MOST_TENSORS = 100;

    private final Scalars scalars;
    private final boolean fusing;
    private int shared;

    /** @param fusing whether loops are shared; else there is order alone */
    Fuser(Scalars scalars, boolean fusing) {
        this.scalars = scalars;
        this.fusing = fusing;
    }

    /** The steps of one level. {@code work} is in an order in which definitions stand before readers. */
    List<Step> steps(List<Work> work) {
        List<Step> steps = new ArrayList<>();
        Queue queue = new Queue(work);
        while (!queue.isEmpty()) {
            Work next = queue.next();
            if (next.contraction().isPresent()) {
                steps.add(new Step.Contract(next.contraction().get()));
            } else if (next.sequence().isPresent()) {
                Sequence sequence = next.sequence().get();
                Index time = sequence.time();
                steps.add(new Step.Sequence(time, time.toString(), sequence.backward(), steps(sequence.parts())));
            } else if (!next.hasLoop()) {
                steps.add(new Step.Body(next.task().orElseThrow()));
            } else {
                steps.addAll(group(next.task().orElseThrow(), queue));
            }
        }
        return steps;
    }

    /** One shared loop: grown from {@code first} by everything that is ready and fits. */
    private List<Step> group(Task first, Queue queue) {
        Index index =
                new Index(2_000_000 + shared++, first.loops().get(0).index().extent());
        List<Task> members = new ArrayList<>(List.of(first));
        Map<Tensor, Task> producers = new HashMap<>();
        producers.put(first.target(), first);
        Set<Tensor> touched = new HashSet<>(first.tensors());
        boolean grown = fusing;
        while (grown) {
            grown = false;
            for (int position : List.copyOf(queue.ready.keySet())) {
                Work candidate = queue.ready.get(position);
                if (candidate.hasLoop()
                        && fits(candidate.task().orElseThrow(), first, producers)
                        && hasRoom(candidate.task().orElseThrow(), touched)) {
                    Task task = queue.take(position).task().orElseThrow();
                    members.add(task);
                    touched.addAll(task.tensors());
                    producers.put(task.target(), task);
                    grown = true;
                }
            }
        }
        return loop(index, members);
    }

    private List<Step> loop(Index index, List<Task> members) {
        List<Step> before = new ArrayList<>();
        List<Step> after = new ArrayList<>();
        List<Work> inside = new ArrayList<>();
        for (Task member : members) {
            boolean opensReduction =
                    member.loops().get(0).reduced() && member.opened().stream().noneMatch(Task.Nest::reduced);
            if (opensReduction) {
                before.add(new Step.Open(member));
            }
            Task moved = member.open(index, scalars);
            inside.add(Work.of(moved));
            if (opensReduction) {
                after.add(new Step.Close(member));
            }
        }
        List<Step> steps = new ArrayList<>(before);
        steps.add(new Step.Loop(index, index.toString(), scalars.integer(0), index.extent(), steps(inside)));
        steps.addAll(after);
        return steps;
    }

    /** Same range; and what it reads of the group is finished when the shared loop comes to its own element. */
    private boolean fits(Task task, Task first, Map<Tensor, Task> producers) {
        Task.Nest loop = task.loops().get(0);
        if (loop.index().extent() != first.loops().get(0).index().extent()) {
            return false;
        }
        Scalar own = scalars.leaf(loop.index());
        for (Read read : Reads.among(task.nodes())) {
            Task producer = producers.get(read.tensor());
            if (producer != null && !readsOwnElement(read, producer, own)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasRoom(Task task, Set<Tensor> touched) {
        long others = task.tensors().stream()
                .filter(tensor -> !touched.contains(tensor))
                .count();
        return touched.size() + others <= MOST_TENSORS;
    }

    private boolean readsOwnElement(Read read, Task producer, Scalar own) {
        Task.Nest produced = producer.loops().get(0);
        if (produced.reduced() || producer.scatters()) {
            return false;
        }
        return read.subscripts().get(produced.ordinal()) == own;
    }

    /** Work whose definitions are done, in source order; taking one may make its readers ready. */
    private final class Queue {
        private final TreeMap<Integer, Work> numbers = new TreeMap<>(); // ready, and without a loop
        private final TreeMap<Integer, Work> ends = new TreeMap<>(); // contractions that nothing here reads
        private final TreeMap<Integer, Work> ready = new TreeMap<>();
        private final List<Work> all;
        private final int[] missing;
        private final Map<Tensor, List<Integer>> waiting = new HashMap<>();
        private final Map<Tensor, Integer> produced = new HashMap<>();
        private final List<List<Integer>> before = new ArrayList<>(); // whose products each work needs
        private final Set<Integer> blocked = new HashSet<>();
        private final Set<Integer> taken = new HashSet<>();

        private Queue(List<Work> work) {
            all = work;
            missing = new int[work.size()];
            for (int i = 0; i < work.size(); i++) {
                int position = i;
                work.get(i).produces().forEach(tensor -> produced.put(tensor, position));
            }
            for (int i = 0; i < work.size(); i++) {
                List<Integer> producers = new ArrayList<>();
                for (Tensor need : work.get(i).needs()) {
                    // in a recurrence, what comes later is read as it was a step before
                    if (produced.containsKey(need) && produced.get(need) < i) {
                        producers.add(produced.get(need));
                        waiting.computeIfAbsent(need, any -> new ArrayList<>()).add(i);
                    }
                }
                missing[i] = producers.size();
                before.add(producers);
            }
            for (int i = 0; i < work.size(); i++) {
                if (missing[i] == 0) {
                    put(i);
                } else {
                    blocked.add(i);
                }
            }
        }

        private void put(int position) {
            Work work = all.get(position);
            blocked.remove(position);
            if (work.task().isPresent() && !work.hasLoop()) {
                numbers.put(position, work);
            } else if (work.contraction().isPresent()
                    && work.produces().stream().noneMatch(waiting::containsKey)) {
                ends.put(position, work);
            } else {
                ready.put(position, work);
            }
        }

        private boolean isEmpty() {
            return numbers.isEmpty() && ends.isEmpty() && ready.isEmpty();
        }

        /**
         * Numbers first: a loop that needs one can then join the loops that are ready already. Then what is the last to
         * read something: the gradient of a layer's weights, before the way back goes on to the layer below.
         */
        private Work next() {
            if (numbers.isEmpty() && ends.isEmpty()) {
                Map<Scalar, Boolean> gains = new HashMap<>(); // of nests over a range
                return take(ready.keySet().stream()
                        .filter(position -> !all.get(position).hasLoop()
                                || !gains.computeIfAbsent(range(position), this::gainByWaiting))
                        .findFirst()
                        .orElseGet(ready::firstKey));
            }
            return take((!numbers.isEmpty() ? numbers : ends).firstKey());
        }

        /** Whether nests over this range would have another in their loop if they came later. */
        private boolean gainByWaiting(Scalar range) {
            return ready.size() > 1 && (othersWait(range) || readersWait(range));
        }

        /** Whether one over this range lacks only what is ready, some of it over other ranges. */
        private boolean othersWait(Scalar range) {
            for (int other : blocked) {
                if (all.get(other).hasLoop() && range(other) == range) {
                    List<Integer> lacking = missingProducers(other);
                    if (lacking.stream().allMatch(ready::containsKey)
                            && lacking.stream()
                                    .anyMatch(producer -> !all.get(producer).hasLoop() || range(producer) != range)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /**
         * Whether one that reads its own elements of those in the loop lacks something else, which needs nothing of them:
         * that can be computed first, and no array then holds what goes from the one to the other.
         */
        private boolean readersWait(Scalar range) {
            Map<Tensor, Task> inside = new HashMap<>();
            Set<Integer> together = new HashSet<>();
            Set<Integer> after = new HashSet<>();
            TreeSet<Integer> open = new TreeSet<>();
            for (int position : ready.keySet()) {
                if (all.get(position).hasLoop() && range(position) == range) {
                    join(position, inside, together, open);
                }
            }
            Task first = inside.values().iterator().next();
            while (!open.isEmpty()) {
                int reader = open.pollFirst(); // what it lacks comes before it, and so has been seen
                List<Integer> lacking = missingProducers(reader);
                if (all.get(reader).hasLoop()
                        && lacking.stream().noneMatch(after::contains)
                        && fits(all.get(reader).task().orElseThrow(), first, inside)) {
                    if (!together.containsAll(lacking)) {
                        return true;
                    }
                    join(reader, inside, together, open);
                } else {
                    after.add(reader);
                    all.get(reader).produces().forEach(tensor -> open.addAll(waiting.getOrDefault(tensor, List.of())));
                }
            }
            return false;
        }

        private void join(int position, Map<Tensor, Task> inside, Set<Integer> together, Set<Integer> open) {
            Task task = all.get(position).task().orElseThrow();
            inside.put(task.target(), task);
            together.add(position);
            open.addAll(waiting.getOrDefault(task.target(), List.of()));
        }

        private Scalar range(int position) {
            return all.get(position).task().orElseThrow().loops().get(0).index().extent();
        }

        private List<Integer> missingProducers(int position) {
            return before.get(position).stream()
                    .filter(producer -> !taken.contains(producer))
                    .toList();
        }

        private Work take(int position) {
            ready.remove(position);
            numbers.remove(position);
            ends.remove(position);
            taken.add(position);
            Work work = all.get(position);
            for (Tensor tensor : work.produces()) {
                for (int reader : waiting.getOrDefault(tensor, List.of())) {
                    if (--missing[reader] == 0) {
                        put(reader);
                    }
                }
            }
            return work;
        }
    }
}
