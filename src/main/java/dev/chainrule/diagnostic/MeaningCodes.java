package dev.chainrule.diagnostic;

import java.util.List;

/** Dims and alignment: NN2xx; names: NN3xx; indices: NN4xx; derivatives: NN5xx. */
public final class MeaningCodes {

    private MeaningCodes() {}

    public static final Code UNKNOWN_AXIS = Code.error(
            "NN201",
            "An operation names a dim that its operand does not have. The message lists the dims that it has.");
    public static final Code REPEATED_AXIS = Code.error(
            "NN202",
            "A tensor that bears the same dim twice lines up by position only: naming that dim, or spreading it, is"
                    + " ambiguous. Use indices.");
    public static final Code CONTRACTION = Code.error(
            "NN203", "a @ b sums over the last axis of a and the first axis of b, which must be the same dim.");
    public static final Code ALIGNMENT = Code.error(
            "NN204",
            "Operands line up by the names of their dims: one must have all dims of the other. There is no stretching,"
                    + " and no silent outer product; for every pair, write the equation with indices.");
    public static final Code DIM_LENGTH =
            Code.error("NN205", "A dim's length is a whole number, not negative, and a division in it leaves no rest.");
    public static final Code NOT_SCALAR =
            Code.error("NN206", "A loss, and whatever has a gradient, is a single number. Sum or average it.");
    public static final Code OPEN_PARAMETER =
            Code.error("NN207", "The dims of a parameter are fixed, since its size is part of the class.");
    public static final Code EMPTY_RANGE =
            Code.error("NN208", "max, min, argmax, argmin and mean need at least one element, and here is none.");
    public static final Code KIND = Code.error(
            "NN209",
            "A number, an index and a condition are different things, and one stands where another is needed.");

    public static final Code UNKNOWN_NAME = Code.error("NN301", "A name is used that nothing defines.");
    public static final Code DUPLICATE =
            Code.error("NN302", "Dims, indices and tensors share one namespace, and each name is defined once.");
    public static final Code ARGUMENTS = Code.error("NN303", "A function is called with other arguments than it has.");
    public static final Code IMPORT = Code.error(
            "NN304",
            "A file that is imported must exist below the folder of the file that is compiled, or below a folder given with"
                    + " --import. Paths are relative to the file with the import.");
    public static final Code IMPORT_CYCLE = Code.error(
            "NN305",
            "Files import each other, directly or not. Definitions are read before they are used, so this can't be.");
    public static final Code CASE = Code.error(
            "NN306", "Two classes whose names differ in capitals only have files that many systems can't tell apart.");
    public static final Code JAVA_NAME = Code.error(
            "NN307",
            "A declaration or package bears a name that Java, a file system or another method keeps for itself.");
    public static final Code CYCLE = Code.error(
            "NN308",
            "An element needs itself. An equation may read itself, or equations each other, at earlier indices of one axis,"
                    + " or at later ones; what lies outside of the axis is where the recurrence begins: h[t - 1, j] else 0.");
    public static final Code OPTIMIZER = Code.error(
            "NN309",
            "Behind `with` stands an optimiser, then, if wanted, clauses that change the gradient before it, such as"
                    + " clip_norm(5), and freeze(W) with parameters that stay as they are.");
    public static final Code NOT_YET =
            Code.error("NN310", "This part of the language is not supported by this version of the compiler yet.");
    public static final Code CONSTANT = Code.error(
            "NN311", "A number that is known when compiling is needed here: a literal, or an expression of literals.");
    public static final Code MISPLACED = Code.error(
            "NN312",
            "A statement stands in a body that has none of its kind: a network owns inputs, parameters and training, a"
                    + " function has arguments and inputs and returns its value, a module has arguments, parameters and state.");
    public static final Code NO_TRAINING = Code.error(
            "NN331",
            "The step, dropout, noise and state belong to training, which a network has and a function has not.");
    public static final Code SCHEDULE = Code.error(
            "NN332",
            "The arguments of an optimiser are numbers, or expressions of hypers and of the number of the step, which"
                    + " is called step.");

    public static final Code CHECKPOINT = Code.error(
            "NN333",
            "With checkpoint(every = k) the steps of a recurrence are computed k at a time, and again on the way back. What"
                    + " is trained may need all of them only as sums over the steps, or as the last one.");

    public static final Code OUTSIDE = Code.error(
            "NN401",
            "The compiler could not prove that a read stays inside of its dim. Choose the range of the index so that it"
                    + " does, say with else what it gives outside, put the read behind a condition, or state with assume"
                    + " what holds of the lengths.");
    public static final Code SUBSCRIPTS =
            Code.error("NN402", "A read has one subscript for each axis, each a whole number.");
    public static final Code INDEX_RANGE =
            Code.error("NN403", "On the left of an equation an index is bound to a dim: name[i: dim].");

    public static final Code BASE_CASE = Code.error(
            "NN404",
            "A recurrence begins somewhere: where it reads an element before its first, or after its last if it runs"
                    + " backwards, it has to say what that gives.");

    public static final Code ASSUMPTION = Code.error(
            "NN405",
            "assume states what holds of the lengths of dims. It is used to prove reads inside, and checked where lengths"
                    + " come in.");
    public static final Code TOO_MANY_ELEMENTS = Code.error(
            "NN703", "An array of Java has at most 2,147,483,639 elements; all parameters together are one array.");

    public static final Code NO_GRADIENT = Code.error("NN501", "There is nothing to differentiate.");

    static final List<Code> ALL = List.of(
            UNKNOWN_AXIS,
            REPEATED_AXIS,
            CONTRACTION,
            ALIGNMENT,
            DIM_LENGTH,
            NOT_SCALAR,
            OPEN_PARAMETER,
            EMPTY_RANGE,
            KIND,
            UNKNOWN_NAME,
            DUPLICATE,
            ARGUMENTS,
            IMPORT,
            IMPORT_CYCLE,
            CASE,
            JAVA_NAME,
            CYCLE,
            OPTIMIZER,
            NOT_YET,
            CONSTANT,
            MISPLACED,
            NO_TRAINING,
            SCHEDULE,
            CHECKPOINT,
            OUTSIDE,
            SUBSCRIPTS,
            INDEX_RANGE,
            BASE_CASE,
            ASSUMPTION,
            TOO_MANY_ELEMENTS,
            NO_GRADIENT);
}
