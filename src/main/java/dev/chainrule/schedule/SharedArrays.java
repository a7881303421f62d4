package dev.chainrule.schedule;

import dev.chainrule.equation.Affine;
import dev.chainrule.equation.Checkpoints;
import dev.chainrule.equation.Dim;
import dev.chainrule.equation.SizeOf;
import dev.chainrule.equation.Tensor;
import dev.chainrule.scalar.Leaf;
import dev.chainrule.scalar.Scalar;
import dev.chainrule.scalar.Traversal;
import dev.chainrule.scalar.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets buffers whose lives do not touch use one array, in all entries alike. First those of equal extents, in order of
 * birth; then whole arrays go into larger ones, the largest first.
 */
final class SharedArrays {

    /** Arrays that are tried for one buffer, so that planning takes linear time. */
    private static final int TRIED = 16;

    /** What must agree: arrays of rows hold no plain arrays, integers no reals, and no array leaves the loop over segments. */
    private record Form(boolean integer, int axes, boolean ofSegment) {}

    /** An array: its name and extents are those of the first member. */
    private static final class Array {
        private final List<Buffer> members = new ArrayList<>();
        private final Map<Lives, Lives.Life> lives = new HashMap<>();
        private final Map<Lives, List<Buffer>> latest = new HashMap<>(); // those that live longest

        private void add(Buffer buffer, List<Lives> entries) {
            members.add(buffer);
            for (Lives entry : entries) {
                entry.of(buffer).ifPresent(life -> add(entry, buffer, life));
            }
        }

        private void add(Lives entry, Buffer buffer, Lives.Life life) {
            int before = lives.containsKey(entry) ? lives.get(entry).last() : -1;
            lives.merge(entry, life, Lives.Life::with);
            if (life.last() > before) {
                latest.put(entry, new ArrayList<>());
            }
            if (life.last() >= before) {
                latest.get(entry).add(buffer);
            }
        }

        private Buffer first() {
            return members.get(0);
        }
    }

    private final List<Lives> entries;
    private final Set<Dim> segments;
    private final List<Array> arrays = new ArrayList<>();

    private SharedArrays(List<EntrySchedule> entries) {
        this.entries = entries.stream().map(Lives::new).toList();
        this.segments = entries.stream()
                .flatMap(entry -> entry.entry().checkpoints().stream())
                .map(Checkpoints::segment)
                .collect(Collectors.toSet()); // membership only
    }

    /** The entries, their buffers in shared arrays. */
    static List<EntrySchedule> plan(List<EntrySchedule> entries) {
        SharedArrays sharing = new SharedArrays(entries);
        Map<List<Object>, List<Buffer>> alike = new LinkedHashMap<>();
        for (Buffer buffer : inOrderOfBirth(entries, sharing.entries)) {
            alike.computeIfAbsent(List.of(sharing.form(buffer), buffer.extents()), any -> new ArrayList<>())
                    .add(buffer);
        }
        alike.values().forEach(sharing::share);
        Map<Buffer, Buffer> hosts = new HashMap<>();
        for (Array array : sharing.merged()) {
            array.members.stream().skip(1).forEach(member -> hosts.put(member, array.first()));
        }
        return entries.stream().map(entry -> with(entry, hosts)).toList();
    }

    private static Set<Buffer> inOrderOfBirth(List<EntrySchedule> entries, List<Lives> lives) {
        Set<Buffer> all = new LinkedHashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            Lives here = lives.get(i);
            List<Buffer> own = new ArrayList<>();
            entries.get(i).storage().forEach((tensor, storage) -> {
                if (storage.kind() == Storage.Kind.BUFFER) {
                    own.add(new Buffer(tensor, storage.axes()));
                }
            });
            own.sort(Comparator.comparingInt(
                    buffer -> here.of(buffer).orElseThrow().first()));
            all.addAll(own);
        }
        return all;
    }

    private Form form(Buffer buffer) {
        boolean ofSegment = Traversal.operandsFirst(buffer.extents()).stream()
                .anyMatch(node -> node instanceof Leaf leaf
                        && leaf.atom() instanceof SizeOf size
                        && segments.contains(size.dim()));
        return new Form(
                buffer.tensor().type() == Type.INTEGER,
                Math.min(2, buffer.axes().size()),
                ofSegment);
    }

    private void share(List<Buffer> alike) {
        List<Array> open = new ArrayList<>();
        for (Buffer buffer : alike) {
            Optional<Array> free = Optional.empty();
            for (int i = open.size() - 1; i >= Math.max(0, open.size() - TRIED) && free.isEmpty(); i--) {
                free = Optional.of(open.get(i)).filter(array -> fits(buffer, array));
            }
            Array array = free.orElseGet(Array::new);
            array.add(buffer, entries);
            open.remove(array);
            open.add(array);
            if (free.isEmpty()) {
                arrays.add(array);
            }
        }
    }

    /** Whether in each entry that has both, the buffer comes after all that the array has held so far. */
    private boolean fits(Buffer buffer, Array array) {
        return entries.stream().allMatch(entry -> {
            Optional<Lives.Life> own = entry.of(buffer);
            Lives.Life other = array.lives.get(entry);
            if (own.isEmpty() || other == null || other.last() < own.get().first()) {
                return true;
            }
            return other.last() == own.get().first()
                    && array.latest.get(entry).stream().allMatch(held -> entry.takeTurns(held, buffer));
        });
    }

    /** Arrays that go whole into a larger one go; those that are left. */
    private List<Array> merged() {
        List<Array> largestFirst = new ArrayList<>(arrays);
        largestFirst.sort(Comparator.comparing(array -> Size.of(array.first())));
        List<Array> left = new ArrayList<>();
        for (Array array : largestFirst) {
            Optional<Array> host = Optional.empty();
            for (int i = left.size() - 1; i >= Math.max(0, left.size() - TRIED) && host.isEmpty(); i--) {
                host = Optional.of(left.get(i)).filter(larger -> holds(larger, array));
            }
            if (host.isPresent()) {
                Array larger = host.get();
                array.members.forEach(member -> larger.add(member, entries));
            } else {
                left.add(array);
            }
        }
        return left;
    }

    private boolean holds(Array larger, Array array) {
        return form(larger.first()).equals(form(array.first()))
                && atLeast(larger.first().extents(), array.first().extents())
                && entries.stream().allMatch(entry -> {
                    Lives.Life one = larger.lives.get(entry);
                    Lives.Life other = array.lives.get(entry);
                    return one == null || other == null || one.last() < other.first() || other.last() < one.first();
                });
    }

    /** Whether every axis is provably as long: lengths differ by a number, if at all. */
    private static boolean atLeast(List<Scalar> large, List<Scalar> small) {
        if (large.size() != small.size()) {
            return false;
        }
        for (int axis = 0; axis < large.size(); axis++) {
            OptionalLong more =
                    length(large.get(axis)).minus(length(small.get(axis))).value();
            if (more.isEmpty() || more.getAsLong() < 0) {
                return false;
            }
        }
        return true;
    }

    private static Affine length(Scalar extent) {
        return extent instanceof Leaf leaf
                        && leaf.atom() instanceof SizeOf size
                        && size.dim().formula().isPresent()
                ? length(size.dim().formula().get())
                : Affine.of(extent);
    }

    /** Larger first: more axes of open length, then the larger product of the others, then what is added to open lengths. */
    private record Size(long open, long fixed, long more) implements Comparable<Size> {

        private static final Comparator<Size> LARGEST_FIRST = Comparator.comparingLong(Size::open)
                .thenComparingLong(Size::fixed)
                .thenComparingLong(Size::more)
                .reversed();

        static Size of(Buffer buffer) {
            long open = 0;
            long fixed = 1;
            long more = 0;
            for (Scalar extent : buffer.extents()) {
                Affine length = length(extent);
                if (length.isConstant()) {
                    fixed = Math.multiplyExact(fixed, length.constant());
                } else {
                    open++;
                    more += length.constant();
                }
            }
            return new Size(open, fixed, more);
        }

        @Override
        public int compareTo(Size other) {
            return LARGEST_FIRST.compare(this, other);
        }
    }

    private static EntrySchedule with(EntrySchedule entry, Map<Buffer, Buffer> hosts) {
        Map<Tensor, Storage> storage = new LinkedHashMap<>();
        entry.storage().forEach((tensor, own) -> {
            Buffer host = hosts.get(new Buffer(tensor, own.axes()));
            storage.put(tensor, own.kind() == Storage.Kind.BUFFER && host != null ? own.in(host) : own);
        });
        return new EntrySchedule(entry.entry(), entry.scalars(), entry.steps(), storage);
    }
}
