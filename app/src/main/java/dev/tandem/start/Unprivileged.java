package dev.tandem.start;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How to run a program that refuses to run as root, which PostgreSQL does. As an ordinary user: as
 * it is. As root: in a user namespace of its own ({@code unshare -U}: the files stay root's), or,
 * where namespaces are blocked, as nobody.
 */
enum Unprivileged {
  AS_WE_ARE,
  IN_A_USER_NAMESPACE("unshare", "-U"),
  AS_NOBODY("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

  private final List<String> prefix;

  Unprivileged(String... prefix) {
    this.prefix = List.of(prefix);
  }

  static Unprivileged onThisMachine() {
    if (new UnixSystem().getUid() != 0) {
      return AS_WE_ARE;
    }
    return Stream.of(IN_A_USER_NAMESPACE, AS_NOBODY)
        .filter(Unprivileged::works)
        .findFirst()
        .orElseThrow(
            () ->
                new StartRefused(
                    "PostgreSQL does not run as root and neither unshare nor setpriv works here. Start Tandem as an"
                        + " ordinary user, or set TANDEM_DATABASE_URL."));
  }

  List<String> command(List<String> program) {
    var command = new ArrayList<>(prefix);
    command.addAll(program);
    return command;
  }

  /** Hands a fresh folder or file to the user that the server will run as. */
  void giveAway(Path path) throws IOException {
    if (this == AS_NOBODY) {
      var nobody =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(path, nobody);
    }
  }

  private boolean works() {
    try {
      Process process =
          new ProcessBuilder(command(List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
