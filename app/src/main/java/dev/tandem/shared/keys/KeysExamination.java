package dev.tandem.shared.keys;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.keys.KeyRotation.Standing;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether everything is sealed under the key in use, and whether a change of key is half done. */
@Component
class KeysExamination implements Examination {

  private static final String ROTATE = "Run './tandem keys rotate'.";

  private final KeyRotation rotation;

  KeysExamination(KeyRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public Chapter chapter() {
    return Chapter.KEYS;
  }

  @Override
  public List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    findings.add(key());
    if (!rotation.knowsPresent()) {
      return findings;
    }
    long left = rotation.standings().stream().mapToLong(Standing::due).sum();
    if (rotation.inUse()) {
      findings.add(
          left == 0
              ? Finding.fine("Stored secrets", "All are sealed under this key.")
              : Finding.look(
                  "Stored secrets",
                  left + " are sealed under another key or in an older form.",
                  ROTATE));
    }
    if (rotation.hasPrevious() && rotation.inUse() && left == 0) {
      findings.add(
          Finding.look(
              "Old key",
              "ENCRYPTION_KEY_PREVIOUS is set and no longer needed.",
              "Remove it and start the nodes anew, one after the other."));
    }
    return findings;
  }

  private Finding key() {
    if (!rotation.knowsPresent()) {
      return Finding.wrong(
          "Encryption key",
          "This database is sealed under another key, %s; ENCRYPTION_KEY is %s."
              .formatted(rotation.present(), rotation.target()),
          "Set ENCRYPTION_KEY to the key it was used with. If that is lost for good, stop Tandem and run './tandem keys abandon --yes'.");
    }
    return rotation.inUse()
        ? Finding.fine("Encryption key", "Key " + rotation.present() + " is in use.")
        : Finding.look(
            "Encryption key",
            "Key %s is still in use; ENCRYPTION_KEY is already %s."
                .formatted(rotation.present(), rotation.target()),
            "Start every node with both keys, then run './tandem keys rotate'.");
  }
}
