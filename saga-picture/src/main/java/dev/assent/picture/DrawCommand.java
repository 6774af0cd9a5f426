package dev.assent.picture;

import dev.assent.saga.definition.InvalidMachine;
import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.MachineReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assent saga draw}. */
@Command(
        name = "draw",
        description = "Draws a definition as SVG.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DrawCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a definition in JSON, plain or as a designer's graph")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the picture; by default in the working directory, named as the definition with .svg")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Machine machine = MachineReader.read(file.toString(), Files.readString(file));
            Path picture = output == null ? Path.of(named(file)) : output;
            Files.writeString(picture, Picture.of(machine));
            spec.commandLine()
                    .getOut()
                    .println("Machine " + machine.name() + ", "
                            + machine.states().size() + " states: " + picture);
            return 0;
        } catch (InvalidMachine e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("Expected to read " + file + " and to write its picture, but: " + e);
        }
        return 1;
    }

    private static String named(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".svg";
    }
}
