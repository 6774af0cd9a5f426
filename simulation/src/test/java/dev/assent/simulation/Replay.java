package dev.assent.simulation;

/** Runs the seeds it is given, and prints one hash a line. */
final class Replay {
    private Replay() {}

    public static void main(String[] seeds) {
        for (String seed : seeds) {
            System.out.println(Simulation.run(Long.parseLong(seed)).hash());
        }
    }
}
