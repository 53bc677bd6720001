package art.scumble.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart's own commands, as they stand there, in a shell. */
class QuickstartIT {
    private static final Path CODE = Path.of(System.getProperty("scumble.code")).toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final int LONGEST_MINUTES = 8;

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws Exception {
        run("./scumble down", folder.resolve("down.log"));
    }

    @Test
    void leadsFromNothingToAProtectedPictureAndItsNotice() throws Exception {
        // Given
        String quickstart = Files.readString(CODE.resolve("docs/quickstart-platform.md"));
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        Matcher block = BLOCK.matcher(quickstart);
        while (block.find()) {
            script.append(block.group(1));
        }
        // When
        int exit = run(script.toString(), folder.resolve("quickstart.log"));
        // Then
        String log = Files.readString(folder.resolve("quickstart.log"));
        assertThat(exit).as(log).isZero();
        assertThat(ImageIO.read(folder.resolve("protected-bridge.jpg").toFile()))
                .isNotNull();
        assertThat(Files.readString(folder.resolve("notices.txt")))
                .contains("verified {\"type\":\"artwork.protected\"", "verified {\"type\":\"job.completed\"")
                .doesNotContain("REFUSED");
        assertThat(Files.readAllLines(folder.resolve("outcomes.csv")))
                .hasSizeGreaterThan(3)
                .anyMatch(row -> row.startsWith("langlois-bridge.jpg,vincent,protected,"));
        assertThat(folder.resolve("looked-at/report.html")).content().contains("langlois-bridge.jpg", "were simulated");
        assertThat(log).contains("\"finished\":true", "\"workerSeconds\":");
    }

    /** In a folder of its own, where the command is as in the checkout, but that it builds nothing. */
    private int run(String script, Path log) throws IOException, InterruptedException {
        if (!Files.exists(folder.resolve("gallery"))) {
            Files.createSymbolicLink(folder.resolve("gallery"), CODE.resolve("gallery"));
            Path launcher = CODE.resolve("deploy/local/target");
            Path command = Files.writeString(
                    folder.resolve("scumble"),
                    "#!/bin/sh\nexec '%s' -Xmx256m -Dscumble.code='%s' -cp '%s' art.scumble.local.Scumble \"$@\"\n"
                            .formatted(
                                    Path.of(System.getProperty("java.home"), "bin", "java"),
                                    CODE,
                                    launcher.resolve("classes") + ":" + launcher.resolve("lib") + "/*"));
            Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        }
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment().put("SCUMBLE_HOME", folder.resolve("state").toString());
        shell.environment().put("PORT", Integer.toString(freePort()));
        Process process = shell.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
