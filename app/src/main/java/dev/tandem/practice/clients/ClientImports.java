package dev.tandem.practice.clients;

import dev.tandem.practice.clients.ClientImportView.Counts;
import dev.tandem.practice.clients.ClientImportView.State;
import dev.tandem.practice.clients.ImportRepository.RowInError;
import dev.tandem.practice.clients.csv.CsvFile;
import dev.tandem.practice.clients.csv.CsvOutput;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings clients in from a file: upload, look at what it seems to mean, correct that, start. The
 * work itself is done by {@link ClientImportWorker}.
 */
@Component
public class ClientImports {

  private static final int PREVIEW = 10;
  private static final int BEGINNING = 64 * 1024;
  private static final Duration UPLOADS_WAIT = Duration.ofDays(2);

  private final ImportRepository imports;
  private final ImportFile files;
  private final Setup setup;
  private final ClientImportWorker worker;
  private final TransactionTemplate inPractice;
  private final Clock clock;

  ClientImports(
      ImportRepository imports,
      ImportFile files,
      Setup setup,
      ClientImportWorker worker,
      TransactionTemplate inPractice,
      Clock clock) {
    this.imports = imports;
    this.files = files;
    this.setup = setup;
    this.worker = worker;
    this.inPractice = inPractice;
    this.clock = clock;
  }

  /**
   * Keeps the file and looks through all of it.
   *
   * @throws Refused if it is empty or no table
   */
  public ClientImportId upload(String fileName, InputStream bytes) {
    var id = new ClientImportId(Ids.next(clock));
    inPractice.executeWithoutResult(_ -> keep(id, fileName, bytes));
    return id;
  }

  public ClientImportView find(ClientImportId id) {
    return Optional.ofNullable(inPractice.execute(_ -> imports.find(id)))
        .flatMap(it -> it)
        .orElseThrow(() -> new NoSuchRecord("import", id));
  }

  /** The latest imports that were started, newest first. */
  public List<ClientImportView> recent() {
    return Objects.requireNonNull(inPractice.execute(_ -> imports.recent(10)));
  }

  /** The first rows as they would be stored by this plan. */
  public ImportPreview preview(ClientImportId id, ImportPlan plan) {
    ClientImportView view = find(id);
    var reader = new RowReader(plan, view.firstRow(), clock);
    try (var file = CsvFile.open(files.open(id), view.format())) {
      return new ImportPreview(
          file.next(PREVIEW + (plan.header() ? 1 : 0)).stream()
              .skip(plan.header() ? 1 : 0)
              .map(reader::read)
              .map(ClientImports::row)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets the work begin; it goes on whoever leaves or restarts.
   *
   * @throws dev.tandem.shared.InvalidInput if the plan cannot be (no column for a name, one meaning
   *     twice)
   */
  public void start(ClientImportId id, ImportPlan plan) {
    plan.refuseImpossible();
    ClientImportView view = find(id);
    inPractice.executeWithoutResult(
        _ -> {
          imports.plan(view.id(), plan);
          if (!imports.move(id, State.UPLOADED, State.RUNNING, "")) {
            throw new Refused("This import has been started already.");
          }
          worker.schedule(id);
        });
  }

  /**
   * Says what {@link #start} would do, and does none of it.
   *
   * @param errors where the rows in error are written
   */
  public Counts dryRun(ClientImportId id, ImportPlan plan, OutputStream errors) {
    plan.refuseImpossible();
    return worker.tryOut(
        find(id).id(),
        plan,
        () -> {
          try {
            writeErrors(id, errors);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Stops after the rows at hand. What was taken in stays. */
  public void cancel(ClientImportId id) {
    ClientImportView view = find(id);
    inPractice.executeWithoutResult(
        _ -> {
          if (imports.move(view.id(), State.RUNNING, State.CANCELLED, "")) {
            files.delete(id);
          }
        });
  }

  /** The first rows that could not be taken in, for a page. */
  public List<ImportPreview.Row> errors(ClientImportId id, int most) {
    return some(id, 0, most).stream()
        .map(
            it ->
                new ImportPreview.Row(
                    it.line(), it.cells(), ClientDetails.NOTHING_KNOWN, it.reason()))
        .toList();
  }

  /** The rows in error as a file that can be corrected and imported again. */
  public void writeErrors(ClientImportId id, OutputStream to) throws IOException {
    ClientImportView view = find(id);
    try (var out = new CsvOutput(to)) {
      if (view.plan().header()) {
        out.write(with(view.firstRow(), "Reason"));
      }
      List<RowInError> rows = some(id, 0, 500);
      while (!rows.isEmpty()) {
        rows.forEach(
            it -> out.write(with(padded(it.cells(), view.firstRow().size()), it.reason())));
        rows = some(id, rows.getLast().line(), 500);
      }
    }
  }

  private void keep(ClientImportId id, String fileName, InputStream bytes) {
    imports.forgetUploadsBefore(clock.instant().minus(UPLOADS_WAIT));
    imports.begin(id, fileName);
    try {
      var look = new FirstLook(BEGINNING);
      long length = files.store(id, bytes, look);
      var format = look.format();
      try (var file = CsvFile.open(files.open(id), format)) {
        imports.looked(id, length, ImportSurvey.of(file, format, setup.practice().country()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RowInError> some(ClientImportId id, long afterLine, int most) {
    return Objects.requireNonNull(inPractice.execute(_ -> imports.errors(id, afterLine, most)));
  }

  private static ImportPreview.Row row(RowReader.Reading reading) {
    return new ImportPreview.Row(
        reading.line().line(),
        reading.line().cells(),
        reading.row().map(ImportedRow::details).orElse(ClientDetails.NOTHING_KNOWN),
        reading.reason());
  }

  private static List<String> padded(List<String> cells, int width) {
    return Stream.concat(cells.stream(), Stream.generate(() -> ""))
        .limit(Math.max(cells.size(), width))
        .toList();
  }

  private static List<String> with(List<String> cells, String last) {
    return Stream.concat(cells.stream(), Stream.of(last)).toList();
  }
}
