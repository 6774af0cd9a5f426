package dev.assent.spring;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The actuator endpoint {@code assent}: what the doctor finds now. */
@Endpoint(id = "assent")
public final class AssentEndpoint {
    private final Doctor doctor;
    private final AssentProperties properties;

    AssentEndpoint(Doctor doctor, AssentProperties properties) {
        this.doctor = doctor;
        this.properties = properties;
    }

    /**
     * What the endpoint answers.
     *
     * @param healthy whether there is no problem among the findings
     */
    public record Report(String coordinator, boolean healthy, List<Finding> findings) {}

    @ReadOperation
    public Report report() {
        List<Finding> findings = doctor.examine();
        return new Report(
                properties.address(),
                findings.stream().noneMatch(one -> one.level() == Finding.Level.PROBLEM),
                findings);
    }
}
