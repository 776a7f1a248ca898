package dev.tandem.practice.clients;

import dev.tandem.practice.clients.csv.CsvFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands.
 *
 * @param firstRow the file's first record, headings or not
 * @param dateOrders by column: a {@code DateOrder} that its dates prove, {@code ?} if they prove
 *     none, empty if it holds no dates
 * @param rowsTotal rows of data, without the headings
 * @param failure why it stopped, in words for people; empty if it did not
 */
public record ClientImportView(
    ClientImportId id,
    String fileName,
    long bytes,
    State state,
    CsvFormat format,
    List<String> firstRow,
    List<String> dateOrders,
    ImportPlan plan,
    long rowsTotal,
    Counts counts,
    Instant uploadedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    String failure) {

  public enum State {
    /** Looked at, waiting for a person's word on the columns. */
    UPLOADED,
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }

  /** What has become of the rows; {@code read} is the sum of the others. */
  public record Counts(long read, long added, long alreadyThere, long changed, long inError) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
  }

  public boolean isFinished() {
    return state != State.UPLOADED && state != State.RUNNING;
  }

  public int percent() {
    return rowsTotal == 0 ? 100 : (int) (counts.read() * 100 / rowsTotal);
  }

  /** Rows a second so far; empty before anything can be said. */
  public Optional<Long> rate(Instant now) {
    if (startedAt == null || counts.read() == 0) {
      return Optional.empty();
    }
    Instant end = finishedAt == null ? now : finishedAt;
    long millis = Math.max(1, Duration.between(startedAt, end).toMillis());
    return Optional.of(Math.max(1, counts.read() * 1000 / millis));
  }

  public Optional<Duration> timeLeft(Instant now) {
    return rate(now).map(rate -> Duration.ofSeconds((rowsTotal - counts.read()) / rate));
  }

  /** The name of a column for people. */
  public String columnName(int column) {
    String header = plan.header() ? firstRow.get(column).strip() : "";
    return header.isEmpty() ? "Column " + (column + 1) : header;
  }
}
