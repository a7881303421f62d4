package dev.chainrule.check;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with values, each thing once. */
final class Findings {

    private final List<CheckReport.Failure> failures = new ArrayList<>();

    void add(CheckCode code, String text) {
        CheckReport.Failure failure = new CheckReport.Failure(code, text);
        if (!failures.contains(failure)) {
            failures.add(failure);
        }
    }

    List<CheckReport.Failure> failures() {
        return List.copyOf(failures);
    }
}
