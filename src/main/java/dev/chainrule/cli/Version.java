package dev.chainrule.cli;

import java.util.Optional;
import picocli.CommandLine;

/** The version of the tool and of the Java it runs on. */
final class Version implements CommandLine.IVersionProvider {

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"chainrule " + text() + " (Java " + Runtime.version() + ")"};
    }
}
