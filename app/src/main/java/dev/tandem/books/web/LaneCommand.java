package dev.tandem.books.web;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.start.AdminCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Has something done in each practice that has an organisation, and tells how it ended. */
abstract class LaneCommand implements AdminCommand {

  static final int DONE = 0;
  static final int REFUSED = 1;

  /** Also what cannot be done at present: somebody has to decide first, or paused it. */
  static final int WAITS = 3;

  final PracticeLanes lanes;

  @Option(names = "--practice", paramLabel = "NAME_OR_ID", description = "Only this practice")
  private String practice = "";

  LaneCommand(PracticeLanes lanes) {
    this.lanes = lanes;
  }

  /** What of the options cannot be; null if nothing. */
  abstract @Nullable String wrong();

  /**
   * Does it for the current practice.
   *
   * @return one for each thing that was to be done; empty if there is none here
   */
  abstract List<Integer> ends();

  /** Said if there was nothing to do anywhere. */
  abstract String nothing();

  @Override
  public final Integer call() {
    String wrong = wrong();
    if (wrong != null) {
      System.err.println(wrong);
      return CommandLine.ExitCode.USAGE;
    }
    try {
      List<PracticeId> practices = lanes.practices(practice);
      List<Integer> ends =
          practices.stream().flatMap(it -> Practices.in(it, this::ends).stream()).toList();
      if (ends.isEmpty()) {
        System.err.println(nothing());
        return REFUSED;
      }
      // What cannot be done is worse than what still waits.
      return ends.contains(REFUSED) ? REFUSED : ends.stream().max(Integer::compare).orElse(DONE);
    } catch (Refused e) {
      System.err.println(e.getMessage());
      return REFUSED;
    }
  }
}
