package dev.tandem.books.plan;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Wins;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the plan for one organisation stands.
 *
 * @param contacts how many contacts of the organisation have been read
 * @param linksToMake decided, but not made yet
 * @param counts the clients that are in no link, by what the comparison said of them
 * @param lost sure ones about whom nobody has decided and whose contact was chosen for another
 * @param choices how many were decided for, by {@code link}, {@code create} and {@code leave}
 * @param comparedAt null while not compared
 * @param decidedAt null until a person has decided
 * @param decidedBy by name; null until then
 */
public record Plan(
    Binding binding,
    Stage stage,
    int contacts,
    int linksToMake,
    Map<Standing, Count> counts,
    int lost,
    Map<String, Integer> choices,
    @Nullable Instant comparedAt,
    Wins wins,
    @Nullable Instant decidedAt,
    @Nullable String decidedBy) {

  /** How far it is. */
  public enum Stage {
    /** The contacts over there are being read. */
    READING,
    /** They are being held against our clients. */
    COMPARING,
    /** To be decided. */
    READY,
    /** Decided; links are being made. */
    LINKING,
    /** Our changes leave. */
    DECIDED
  }

  /**
   * @param open of how many of them nobody has decided anything
   */
  public record Count(int all, int open) {}

  public int clients() {
    return counts.values().stream().mapToInt(Count::all).sum();
  }

  public Count sure() {
    return count(Standing.SURE);
  }

  public Count likely() {
    return count(Standing.LIKELY);
  }

  public Count none() {
    return count(Standing.NONE);
  }

  public Count count(Standing standing) {
    return counts.getOrDefault(standing, new Count(0, 0));
  }

  private int chosen(String choice) {
    return choices.getOrDefault(choice, 0);
  }

  /** How many will be linked if it is started as it stands. */
  public int toLink() {
    return chosen("link") + sure().open() - lost;
  }

  /** How many contacts will be made. */
  public int toCreate() {
    return chosen("create") + none().open();
  }

  /** How many wait for a person after the start, with all that belongs to them. */
  public int toWait() {
    return chosen("leave") + likely().open() + lost;
  }
}
