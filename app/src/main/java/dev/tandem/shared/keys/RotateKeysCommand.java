package dev.tandem.shared.keys;

import dev.tandem.shared.keys.KeyRotation.Standing;
import dev.tandem.shared.nodes.Node;
import dev.tandem.start.AdminCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Command(
    name = "keys rotate",
    description =
        "Seal everything stored under ENCRYPTION_KEY anew, while Tandem runs. Before it, start all nodes with the new"
            + " ENCRYPTION_KEY and the old one as ENCRYPTION_KEY_PREVIOUS. Interrupted, it can be run again.")
class RotateKeysCommand implements AdminCommand {

  @Option(
      names = "--dry-run",
      description = "Change nothing; say what would be done and what stands in the way.")
  private boolean dryRun;

  private final KeyRotation rotation;

  RotateKeysCommand(KeyRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public Integer call() {
    rotation.requirePresent();
    String before = rotation.present();
    String target = rotation.target();
    System.out.printf("Key in use: %s. ENCRYPTION_KEY: %s.%n", before, target);
    tellNodes();
    if (dryRun) {
      return dryRun();
    }
    List<Node> unknowing = rotation.change();
    if (!unknowing.isEmpty()) {
      return refuse(unknowing);
    }
    if (!before.equals(target)) {
      System.out.printf("From now on every node seals under %s.%n", target);
    }
    Map<String, Long> done = new LinkedHashMap<>();
    for (Standing it : rotation.standings()) {
      done.put(it.column().toString(), rotation.reseal(it.column()));
    }
    return prove(done);
  }

  private int dryRun() {
    table(rotation.standings(), "to do", Map.of());
    List<Node> unknowing = rotation.nodesWithoutTarget();
    if (!unknowing.isEmpty()) {
      return refuse(unknowing);
    }
    System.out.println("Nothing was changed: this was a dry run.");
    return 0;
  }

  private void tellNodes() {
    List<Node> nodes = rotation.nodes();
    System.out.printf("Nodes running: %d.%n", nodes.size());
    for (Node it : nodes) {
      System.out.printf(
          "  %s  up since %s  knows %s%n",
          it.name(), it.startedAt().toString().substring(0, 19), String.join(" ", it.keys()));
    }
  }

  private int refuse(List<Node> unknowing) {
    for (Node it : unknowing) {
      System.err.printf(
          "Node %s, up since %s, does not know the new key %s (last heard of %d s ago).%n",
          it.name(),
          it.startedAt().toString().substring(0, 19),
          rotation.target(),
          it.unseenFor().toSeconds());
    }
    System.err.println(
        "Nothing was changed. Start each of these nodes anew with the new ENCRYPTION_KEY and the old one as"
            + " ENCRYPTION_KEY_PREVIOUS, then run this again. A node that was killed is forgotten after 40 s.");
    return 1;
  }

  /** Counted anew, as the database has it now, not from what was done. */
  private int prove(Map<String, Long> done) {
    List<Standing> after = rotation.standings();
    table(after, "left", done);
    long left = after.stream().mapToLong(Standing::due).sum();
    if (left == 0) {
      System.out.printf(
          "No row is left under the old key: everything is sealed under %s. You may now remove"
              + " ENCRYPTION_KEY_PREVIOUS and start the nodes anew, one after the other.%n",
          rotation.target());
      return 0;
    }
    System.err.printf(
        "%d values could not be opened with the keys at hand and were left as they are. Add the key they are sealed"
            + " under to ENCRYPTION_KEY_PREVIOUS and run this again. Keep ENCRYPTION_KEY_PREVIOUS until then.%n",
        left);
    return 1;
  }

  private static void table(List<Standing> standings, String last, Map<String, Long> done) {
    System.out.printf("%n%-40s %8s %11s %6s%n", "column", "sealed", "sealed anew", last);
    for (Standing it : standings) {
      System.out.printf(
          "%-40s %8d %11d %6d%n",
          it.column(), it.sealed(), done.getOrDefault(it.column().toString(), 0L), it.due());
    }
    System.out.println();
  }
}
