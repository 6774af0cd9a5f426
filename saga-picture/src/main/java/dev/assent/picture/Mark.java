package dev.assent.picture;

/**
 * How a state of an instance went.
 *
 * @param status {@code SU}, {@code FA}, {@code UN}, {@code RU} or {@code SK}
 * @param note a line under the name, for example the number of calls and the time; may be empty
 */
public record Mark(String status, String note) {
    String fill() {
        return switch (status) {
            case "SU" -> "#d9f2dd";
            case "FA" -> "#fbdcdc";
            case "UN" -> "#fdebc8";
            case "RU" -> "#d9e8fb";
            default -> "#ececec";
        };
    }
}
