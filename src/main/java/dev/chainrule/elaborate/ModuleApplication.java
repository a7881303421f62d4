package dev.chainrule.elaborate;

import dev.chainrule.scalar.Scalar;
import java.util.List;

/**
 * A module with updates, applied: they read what its equations have made of the arguments.
 *
 * @param copy where among the copies of the instance
 * @param inside what the body sees
 * @param equation the network's equation in which it stands
 * @param calls through which it came to be applied, the innermost first
 */
record ModuleApplication(
        ModuleInstance instance, List<Scalar> copy, Environment inside, String equation, List<CallStack.Call> calls) {}
