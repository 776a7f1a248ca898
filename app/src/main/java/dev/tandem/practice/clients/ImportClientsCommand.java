package dev.tandem.practice.clients;

import dev.tandem.practice.clients.ClientImportView.Counts;
import dev.tandem.practice.clients.ClientImportWorker.Outcome;
import dev.tandem.practice.clients.csv.DateOrder;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.start.AdminCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports clients from the command line: the same as the page, and seen there, too. */
@Component
@Command(
    name = "import clients",
    description = {
      "Bring clients in from a CSV file of any practice system, address book or spreadsheet.",
      "The same file again adds nobody twice; an import that was killed goes on where it was."
    })
class ImportClientsCommand implements AdminCommand {

  private static final int REASONS_SHOWN = 5;
  private static final int PROGRESS_EVERY = 5_000;
  private static final Duration POLL = Duration.ofMillis(500);

  private final ClientImports imports;
  private final ClientImportWorker worker;
  private final Setup setup;

  @Parameters(paramLabel = "FILE", description = "The CSV file")
  private Path file = Path.of("");

  @Option(
      names = "--practice",
      required = true,
      paramLabel = "NAME_OR_ID",
      description = "Whose clients they are")
  private String practice = "";

  @Option(
      names = "--mapping",
      split = ",",
      paramLabel = "COLUMN=FIELD",
      description =
          "What columns mean, by header or number, where the guess is wrong. Fields: ignore, name, givenName,"
              + " familyName, organisationName, email, phone, mobile, birthDate, addressLine1, addressLine2, city, region,"
              + " postcode, country, notes, externalReference")
  private List<String> mapping = List.of();

  @Option(
      names = "--date-order",
      paramLabel = "ORDER",
      description = "How dates are written: ${COMPLETION-CANDIDATES}. Otherwise found out")
  private @Nullable DateOrder dateOrder;

  @Option(names = "--dry-run", description = "Say what would happen, and do none of it")
  private boolean dryRun;

  @Option(
      names = "--errors",
      paramLabel = "OUT.csv",
      description = "Write the rows in error there, each with its reason")
  private @Nullable Path errors;

  ImportClientsCommand(ClientImports imports, ClientImportWorker worker, Setup setup) {
    this.imports = imports;
    this.worker = worker;
    this.setup = setup;
  }

  @Override
  public Integer call() throws IOException {
    try {
      return Practices.in(setup.named(practice), this::run);
    } catch (InvalidInput e) {
      System.err.println(String.join("\n", e.errors().values()));
    } catch (Refused e) {
      System.err.println(e.getMessage());
    }
    return 1;
  }

  private Integer run() throws IOException {
    if (!Files.isReadable(file)) {
      throw new Refused("There is no file " + file + " that can be read.");
    }
    ClientImportId id;
    try (InputStream bytes = Files.newInputStream(file)) {
      id = imports.upload(String.valueOf(file.getFileName()), bytes);
    }
    ImportPlan plan = plan(imports.find(id));
    explain(imports.find(id), plan, System.out);
    return dryRun ? tryOut(id, plan) : take(id, plan);
  }

  private ImportPlan plan(ClientImportView found) {
    var targets = new ArrayList<>(found.plan().targets());
    for (String pair : mapping) {
      int cut = pair.lastIndexOf('=');
      if (cut < 0) {
        throw new Refused("--mapping wants COLUMN=FIELD, not " + pair);
      }
      ImportTarget target =
          ImportTarget.byKey(pair.substring(cut + 1))
              .orElseThrow(() -> new Refused("There is no field " + pair.substring(cut + 1)));
      targets.set(column(found, pair.substring(0, cut)), target);
    }
    return new ImportPlan(
        found.plan().header(),
        targets,
        Objects.requireNonNullElse(dateOrder, found.plan().dateOrder()));
  }

  private static int column(ClientImportView found, String name) {
    for (int i = 0; i < found.firstRow().size(); i++) {
      if (Folding.name(found.columnName(i)).equals(Folding.name(name))
          || name.strip().equals(String.valueOf(i + 1))) {
        return i;
      }
    }
    throw new Refused("The file has no column " + name);
  }

  private void explain(ClientImportView found, ImportPlan plan, PrintStream out) {
    out.printf("%s: %,d rows, %s%n", found.fileName(), found.rowsTotal(), found.format().charset());
    for (int i = 0; i < plan.targets().size(); i++) {
      ImportTarget target = plan.targets().get(i);
      out.printf(
          "  %-30s %s%n",
          found.columnName(i),
          target == ImportTarget.IGNORE ? "(left out)" : "→ " + target.label());
    }
    int born = plan.targets().indexOf(ImportTarget.BIRTH_DATE);
    if (born >= 0 && found.dateOrders().get(born).equals("?") && dateOrder == null) {
      out.printf(
          "  No date tells which number is the day; read as %s (--date-order says otherwise)%n",
          plan.dateOrder().label());
    }
  }

  private Integer take(ClientImportId id, ImportPlan plan) throws IOException {
    imports.start(id, plan);
    long[] told = {0};
    Outcome outcome = Outcome.STOPPED;
    while (outcome != Outcome.FINISHED) {
      if (outcome == Outcome.TAKEN) {
        // A running application was quicker; it reports through the same row.
        LockSupport.parkNanos(POLL.toNanos());
      }
      outcome =
          worker.work(
              id,
              () -> {
                tell(imports.find(id), told);
                return true;
              });
    }
    ClientImportView done = imports.find(id);
    report(done.counts(), "added");
    if (!done.failure().isEmpty()) {
      System.err.println(done.failure());
      return 1;
    }
    if (errors != null) {
      try (OutputStream out = Files.newOutputStream(errors)) {
        imports.writeErrors(id, out);
      }
    }
    imports
        .errors(id, REASONS_SHOWN)
        .forEach(it -> System.out.printf("  line %d: %s%n", it.line(), it.reason()));
    return 0;
  }

  private Integer tryOut(ClientImportId id, ImportPlan plan) throws IOException {
    try (OutputStream out =
        errors == null ? OutputStream.nullOutputStream() : Files.newOutputStream(errors)) {
      report(imports.dryRun(id, plan, out), "would be added");
      return 0;
    }
  }

  private static void tell(ClientImportView view, long[] told) {
    if (view.counts().read() >= told[0] + PROGRESS_EVERY) {
      told[0] = view.counts().read();
      System.out.printf("  %,d of %,d rows (%d %%)%n", told[0], view.rowsTotal(), view.percent());
    }
  }

  private static void report(Counts counts, String added) {
    System.out.printf(
        "%,d rows: %,d %s, %,d already there, %,d changed, %,d in error%n",
        counts.read(),
        counts.added(),
        added,
        counts.alreadyThere(),
        counts.changed(),
        counts.inError());
  }
}
