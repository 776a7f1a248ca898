package dev.tandem.practice.clients;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.tandem.practice.clients.ClientImportView.Counts;
import dev.tandem.practice.clients.ClientImportView.State;
import dev.tandem.practice.clients.csv.CsvFile;
import dev.tandem.practice.clients.csv.CsvLine;
import dev.tandem.practice.clients.csv.UnreadableFile;
import dev.tandem.shared.Practices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works through started imports, five hundred rows a transaction. How far it has come is stored
 * with the rows themselves, so that after a kill another worker goes on with the next row.
 */
@Component
public class ClientImportWorker {

  static final int CHUNK = 500;

  /** Who starts an import works on it first; the scheduled job is there for when they do not. */
  private static final Duration HEAD_START = Duration.ofMillis(200);

  private final ImportRepository imports;
  private final ImportFile files;
  private final ImportChunk chunk;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  ClientImportWorker(
      ImportRepository imports,
      ImportFile files,
      ImportChunk chunk,
      ObjectProvider<SchedulerClient> scheduler,
      TransactionTemplate inPractice,
      Clock clock) {
    this.imports = imports;
    this.files = files;
    this.chunk = chunk;
    this.scheduler = scheduler;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /** How a piece of work ended. */
  public enum Outcome {
    FINISHED,
    /** Told to stop before the end. */
    STOPPED,
    /** Another worker holds this import. */
    TAKEN
  }

  void schedule(ClientImportId id) {
    scheduler.ifAvailable(
        it ->
            it.schedule(
                ClientImportJob.of(Practices.current(), id).instance(),
                clock.instant().plus(HEAD_START)));
  }

  /**
   * Works on the import until its end.
   *
   * @param goOn asked before each chunk; false stops there, and the import goes on another time
   */
  public Outcome work(ClientImportId id, BooleanSupplier goOn) {
    var worker = UUID.randomUUID();
    if (!claim(id, worker)) {
      return find(id).isFinished() ? Outcome.FINISHED : Outcome.TAKEN;
    }
    ClientImportView view = find(id);
    try (var file = CsvFile.open(files.open(id), view.format())) {
      skip(file, view.counts().read() + (view.plan().header() ? 1 : 0));
      while (goOn.getAsBoolean()) {
        List<CsvLine> lines = file.next(CHUNK);
        if (lines.isEmpty()) {
          finish(id, State.DONE, "");
          return Outcome.FINISHED;
        }
        if (!take(view, worker, lines)) {
          return find(id).isFinished() ? Outcome.FINISHED : Outcome.TAKEN;
        }
      }
      inPractice.executeWithoutResult(_ -> imports.release(id, worker));
      return Outcome.STOPPED;
    } catch (UnreadableFile e) {
      finish(id, State.FAILED, String.valueOf(e.getMessage()));
      return Outcome.FINISHED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the import up, where trying again has not helped. What was taken in stays. */
  void giveUp(ClientImportId id) {
    finish(
        id,
        State.FAILED,
        "It stopped for a reason of ours, not of the file's; the log has it. The rows so far are"
            + " taken in, and importing the same file again goes on after them.");
  }

  /** All of it in one transaction that is then undone, to see what would happen. */
  Counts tryOut(ClientImportId id, ImportPlan plan, Runnable beforeUndoing) {
    return Objects.requireNonNull(
        inPractice.execute(
            transaction -> {
              transaction.setRollbackOnly();
              imports.plan(id, plan);
              imports.move(id, State.UPLOADED, State.RUNNING, "");
              work(id, () -> true);
              beforeUndoing.run();
              return find(id).counts();
            }));
  }

  /** One chunk of it. */
  public Outcome runOnce(ClientImportId id) {
    boolean[] first = {true};
    return work(id, () -> first[0] && !(first[0] = false));
  }

  private boolean claim(ClientImportId id, UUID worker) {
    return Boolean.TRUE.equals(inPractice.execute(_ -> imports.claim(id, worker)));
  }

  /** False if the import was cancelled or taken over meanwhile; then nothing of it is stored. */
  private boolean take(ClientImportView view, UUID worker, List<CsvLine> lines) {
    return Boolean.TRUE.equals(
        inPractice.execute(
            _ -> {
              // Holds the row: two workers of one import can only follow each other, and who was
              // taken over sees it here.
              if (!imports.claim(view.id(), worker)) {
                return false;
              }
              chunk.take(view, lines);
              return true;
            }));
  }

  private void finish(ClientImportId id, State state, String failure) {
    inPractice.executeWithoutResult(
        _ -> {
          if (imports.move(id, State.RUNNING, state, failure)) {
            files.delete(id);
          }
        });
  }

  private ClientImportView find(ClientImportId id) {
    return Objects.requireNonNull(inPractice.execute(_ -> imports.find(id).orElseThrow()));
  }

  private static void skip(CsvFile file, long records) {
    for (long i = 0; i < records && file.next().isPresent(); i++) {}
  }
}
