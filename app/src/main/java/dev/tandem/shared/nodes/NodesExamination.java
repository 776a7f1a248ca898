package dev.tandem.shared.nodes;

import dev.tandem.shared.SealingKey;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who serves, with which version and keys, and whether their clocks are right. */
@Component
class NodesExamination implements Examination {

  private final Nodes nodes;
  private final SealingKey key;

  NodesExamination(Nodes nodes, SealingKey key) {
    this.nodes = nodes;
    this.key = key;
  }

  @Override
  public Chapter chapter() {
    return Chapter.NODES;
  }

  @Override
  public List<Finding> examine() {
    List<Node> living = nodes.living();
    var findings = new ArrayList<Finding>();
    findings.add(running(living));
    String present = key.current();
    for (Node it : living) {
      if (!NodeClock.tolerates(it.clockOff())) {
        findings.add(wrongClock(it));
      }
      if (!it.keys().contains(present)) {
        findings.add(wrongKey(it, present));
      }
    }
    if (living.stream().map(Node::version).distinct().count() > 1) {
      findings.add(
          Finding.look(
              "Versions",
              "The nodes run different versions: "
                  + String.join(", ", living.stream().map(Node::version).distinct().toList())
                  + ".",
              "Finish the upgrade: start the older ones anew with the newer version."));
    }
    return findings;
  }

  private static Finding running(List<Node> living) {
    if (living.isEmpty()) {
      return Finding.look(
          "Nodes", "None is running: nothing is sent or fetched.", "Start it: './tandem start'.");
    }
    return Finding.fine(
        "Nodes", living.size() == 1 ? "One is running." : living.size() + " are running.");
  }

  private static Finding wrongClock(Node it) {
    return Finding.wrong(
        "Clock of node " + it.name(),
        "It is %d s %s of the database's, so this node sends and fetches nothing."
            .formatted(
                it.clockOff().abs().plusMillis(500).toSeconds(),
                it.clockOff().isNegative() ? "behind" : "ahead"),
        "Set the machine's clock right (NTP). The node goes on by itself within ten seconds.");
  }

  private static Finding wrongKey(Node it, String present) {
    return Finding.wrong(
        "Key of node " + it.name(),
        "It does not know the key in use, " + present + ", and can read no stored token.",
        "Start it anew with the same ENCRYPTION_KEY as the others.");
  }
}
