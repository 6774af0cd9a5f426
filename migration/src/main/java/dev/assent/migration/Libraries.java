package dev.assent.migration;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The libraries that a jar of Spring Boot contains, or that a build file names. */
final class Libraries implements Reader {
    private static final Pattern JAR = Pattern.compile("(?:.*/)?([^/]+?)-(\\d[^/]*)\\.jar");
    private static final Pattern BOOT = Pattern.compile("(\\d+)\\.(\\d+)\\..*");
    private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts");
    private static final List<String> SEATAS = List.of(
            "seata-spring-boot-starter",
            "spring-cloud-starter-alibaba-seata",
            "spring-cloud-alibaba-seata",
            "seata-all");
    private static final int OLDEST_MINOR_OF_3 = 5;

    @Override
    public boolean takes(Application.Entry file) {
        return BUILD_FILES.contains(file.file()) || JAR.matcher(file.name()).matches();
    }

    @Override
    public void read(Application.Entry file, Findings findings) throws IOException {
        Matcher jar = JAR.matcher(file.name());
        if (jar.matches()) {
            library(file.name(), jar.group(1), jar.group(2), findings);
        } else {
            String text = file.text();
            SEATAS.stream()
                    .filter(name ->
                            Pattern.compile("\\b" + name + "\\b").matcher(text).find())
                    .forEach(name -> seatas(file.name(), name, findings));
        }
    }

    private static void library(String place, String name, String version, Findings findings) {
        if (SEATAS.contains(name)) {
            seatas(place, name, findings);
        } else if (name.equals("spring-boot")) {
            springBoot(place, version, findings);
        } else if (name.equals("dubbo")) {
            findings.refused(
                    place,
                    "Dubbo is called: Assent's client does not carry the xid over it; leave Seata's client in services that are called by Dubbo.",
                    Page.ACROSS);
        }
    }

    private static void seatas(String place, String name, Findings findings) {
        findings.change(
                place,
                "The library %s is there: remove it, and add assent-spring-boot3-starter (Spring Boot 4: assent-spring-boot4-starter) and assent-seata-api."
                        .formatted(name),
                Page.DEPENDENCY);
    }

    private static void springBoot(String place, String version, Findings findings) {
        Matcher number = BOOT.matcher(version);
        if (number.matches()) {
            int major = Integer.parseInt(number.group(1));
            boolean old = major < 3 || (major == 3 && Integer.parseInt(number.group(2)) < OLDEST_MINOR_OF_3);
            if (old) {
                findings.refused(
                        place,
                        "Spring Boot is version %s: the starters are for 3.5 and 4.0; leave Seata's client until it is updated."
                                .formatted(version),
                        Page.DEPENDENCY);
            } else {
                findings.works(place, "Spring Boot is version %s.".formatted(version), Page.DEPENDENCY);
            }
        }
    }
}
