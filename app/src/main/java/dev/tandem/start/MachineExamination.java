package dev.tandem.start;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Whether there is room where Tandem keeps things. */
@Component
class MachineExamination implements Examination {

  private static final long MEGABYTE = 1L << 20;
  private static final long SCARCE = 2_000 * MEGABYTE;
  private static final long NONE = 200 * MEGABYTE;

  private final Surroundings surroundings;

  @Autowired
  MachineExamination(Environment environment) {
    this(Surroundings.of(environment));
  }

  MachineExamination(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Chapter chapter() {
    return Chapter.MACHINE;
  }

  @Override
  public List<Finding> examine() {
    Path home = surroundings.home();
    Path there = home;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isWritable(there)) {
      return List.of(
          Finding.wrong(
              "Home folder",
              home + " cannot be written to.",
              "Give the user that runs Tandem the right to write there, or point TANDEM_HOME elsewhere."));
    }
    try {
      FileStore store = Files.getFileStore(there);
      return List.of(space(home, store.getUsableSpace()));
    } catch (IOException e) {
      return List.of(
          Finding.look("Disk", "The space below " + home + " cannot be told.", Reason.of(e)));
    }
  }

  static Finding space(Path home, long free) {
    String seen = "%,d MB are free below %s.".formatted(free / MEGABYTE, home);
    String remedy =
        "Make room: when the disk is full, the database stops and nothing can be saved.";
    if (free < NONE) {
      return Finding.wrong("Disk", seen, remedy);
    }
    return free < SCARCE ? Finding.look("Disk", seen, remedy) : Finding.fine("Disk", seen);
  }
}
