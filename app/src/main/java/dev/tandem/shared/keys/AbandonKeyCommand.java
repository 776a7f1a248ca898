package dev.tandem.shared.keys;

import dev.tandem.shared.keys.KeyRotation.Standing;
import dev.tandem.start.AdminCommand;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Command(
    name = "keys abandon",
    description =
        "Go on with a new ENCRYPTION_KEY when the old one is lost for good. What was sealed under it is lost: every"
            + " organisation has to be connected again. Clients, invoices and their links are not affected.")
class AbandonKeyCommand implements AdminCommand {

  @Option(names = "--yes", description = "Do it. Without this it only says what would be lost.")
  private boolean sure;

  private final KeyRotation rotation;

  AbandonKeyCommand(KeyRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public Integer call() {
    long lost = rotation.standings().stream().mapToLong(it -> rotation.lost(it.column())).sum();
    System.out.printf(
        "Key in use: %s. ENCRYPTION_KEY: %s. Secrets that cannot be opened: %d.%n",
        rotation.present(), rotation.target(), lost);
    if (!sure) {
      System.err.println(
          "Nothing was changed. If the key in use is really lost, stop Tandem and run './tandem keys abandon --yes'.");
      return 1;
    }
    if (!rotation.changeWithoutTheOld()) {
      System.err.println(
          "Nothing was changed: Tandem runs and may still have the key. Stop every node first; one that was killed is"
              + " forgotten after 40 s.");
      return 1;
    }
    for (Standing it : rotation.standings()) {
      rotation.resealOrEmpty(it.column());
    }
    System.out.printf(
        "Everything is sealed under %s now; %d secrets were lost. Start Tandem: the Ledger page of each practice asks to"
            + " connect again.%n",
        rotation.target(), lost);
    return 0;
  }
}
