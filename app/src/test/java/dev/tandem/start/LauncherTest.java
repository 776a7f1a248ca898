package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script people start, in a clone of its own with a Maven and a JDK that only tell how they
 * were called.
 */
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "dirname",
          "grep",
          "cat",
          "ls",
          "find",
          "head",
          "printenv",
          "readlink",
          "rm",
          "mkdir",
          "touch",
          "mv",
          "id");

  @TempDir private Path place;
  private Path clone;
  private Path bin;
  private Path jdks;

  @BeforeEach
  void aCloneAndAPath() throws IOException {
    clone = Files.createDirectories(place.resolve("clone"));
    bin = Files.createDirectories(place.resolve("bin"));
    jdks = Files.createDirectories(place.resolve("jdks"));
    Files.copy(Path.of("..", "tandem"), clone.resolve("tandem"));
    Files.createDirectories(clone.resolve("app/src/main"));
    Files.writeString(clone.resolve("app/src/main/Source.java"), "");
    Files.writeString(clone.resolve("pom.xml"), "");
    Files.writeString(clone.resolve("app/pom.xml"), "");
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), where(tool));
    }
    script(
        bin.resolve("mvn"),
        "echo \"mvn $* with $JAVA_HOME\"; mkdir -p target/tandem;"
            + " for jar in app demo simulator bench; do touch target/tandem/$jar-1.jar; done");
  }

  @Test
  void findsAJdk25AmongTheUsualFolders() throws Exception {
    jdk("temurin-17", "17.0.15");
    Path right = jdk("temurin-25", "25.0.3");
    assertThat(run("format").out()).contains("mvn -B -ntp -q spotless:apply with " + right);
  }

  @Test
  void prefersJavaHome() throws Exception {
    jdk("a-25", "25.0.1");
    Path chosen = jdk("z-25", "25");
    assertThat(run("format", "JAVA_HOME=" + chosen).out()).contains("with " + chosen);
  }

  @Test
  void saysHowToGetAJdkWhenThereIsNone() throws Exception {
    jdk("temurin-17", "17.0.15");
    jdk("temurin-250", "250.1");
    Outcome outcome = run("start");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("needs a JDK 25").contains("adoptium.net").hasLineCount(1);
  }

  @Test
  void saysHowToGetMavenWhenItIsNeeded() throws Exception {
    jdk("temurin-25", "25.0.3");
    Files.delete(bin.resolve("mvn"));
    Outcome outcome = run("start");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("mvn was not found").hasLineCount(1);
  }

  @Test
  void buildsOnceAndAgainOnlyAfterAChange() throws Exception {
    jdk("temurin-25", "25.0.3");
    assertThat(run("start").out()).contains("Building Tandem").contains("dev.tandem.Tandem start");
    assertThat(run("start").out()).doesNotContain("Building");
    Files.setLastModifiedTime(
        clone.resolve("app/src/main/Source.java"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("keys new").out())
        .as("a command leaves a running build alone")
        .doesNotContain("Building");
    assertThat(run("start").out()).contains("Building");
  }

  @Test
  void showsTheEndOfAFailedBuild() throws Exception {
    jdk("temurin-25", "25.0.3");
    script(bin.resolve("mvn"), "echo '[ERROR] a semicolon is missing'; exit 1");
    Outcome outcome = run("start");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("a semicolon is missing").contains("target/build.log");
  }

  @Test
  void takesSettingsFromDotEnvUnlessTheEnvironmentHasThem() throws Exception {
    jdk("temurin-25", "25.0.3");
    Files.writeString(
        clone.resolve(".env"),
        "# ours\n\nexport XERO_CLIENT_ID=\"from file\"\nXERO_CLIENT_SECRET='a=b $c'\r\nTANDEM_PORT=1\n");
    assertThat(run("start", "TANDEM_PORT=2").out())
        .contains("XERO_CLIENT_ID=from file\n")
        .contains("XERO_CLIENT_SECRET=a=b $c\n")
        .contains("TANDEM_PORT=2\n");
  }

  @Test
  void namesTheLineOfDotEnvItCannotReadWithoutItsValue() throws Exception {
    jdk("temurin-25", "25.0.3");
    Files.writeString(clone.resolve(".env"), "ENCRYPTION KEY=secret\n");
    Outcome outcome = run("start");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("'ENCRYPTION'").doesNotContain("secret");
  }

  @Test
  void usesTheStartCacheWhenThereIsOneAndAsksForItOtherwise() throws Exception {
    jdk("temurin-25", "25.0.3");
    assertThat(run("start").out()).contains("-Dtandem.start-cache=");
    Files.writeString(clone.resolve("target/tandem/start.aot"), "");
    assertThat(run("start").out())
        .contains("-XX:AOTCache=")
        .doesNotContain("-Dtandem.start-cache=");
  }

  @Test
  void explainsItselfWithoutJdkOrBuild() throws Exception {
    assertThat(run("help").out()).contains("./tandem demo").contains("./tandem test");
    for (String command : List.of("demo", "start", "test", "check", "format", "simulator")) {
      Outcome outcome = run(command + " --help");
      assertThat(outcome.exit()).as(command).isZero();
      assertThat(outcome.out()).as(command).startsWith("./tandem " + command);
    }
  }

  private record Outcome(int exit, String out) {}

  private Outcome run(String arguments, String... environment) throws Exception {
    var command =
        new ArrayList<>(
            List.of(bin.resolve("bash").toString(), clone.resolve("tandem").toString()));
    command.addAll(List.of(arguments.split(" ")));
    var builder = new ProcessBuilder(command).directory(clone.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", place.toString());
    builder.environment().put("TANDEM_JDK_FOLDERS", jdks.toString());
    for (String variable : environment) {
      builder.environment().put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
    }
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), out);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(jdks.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/javac"), "exit 0");
    script(home.resolve("bin/java"), "echo \"java $*\"; printenv");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path where(String tool) {
    for (String folder : System.getenv("PATH").split(":")) {
      Path candidate = Path.of(folder, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(tool + " is missing");
  }
}
