package dev.tandem.practice.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.practice.clients.ClientImportView.Counts;
import dev.tandem.practice.clients.ClientImportView.State;
import dev.tandem.practice.clients.ClientImportWorker.Outcome;
import dev.tandem.practice.clients.ClientSearch.Order;
import dev.tandem.practice.clients.ClientSearch.Status;
import dev.tandem.practice.clients.csv.DateOrder;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@TandemTest
class ClientImportsTest {

  @Autowired Clients clients;
  @Autowired ClientImports imports;
  @Autowired ClientImportWorker worker;
  @Autowired TestDatabase database;
  @Autowired TestClock clock;
  PracticeId practice;

  @BeforeEach
  void makePractice() {
    practice = PracticeExamples.practiceIn(database, "AU");
  }

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  @ParameterizedTest
  @EnumSource(CsvExamples.class)
  void understandsTheExportWithoutBeingTold(CsvExamples example) {
    ClientImportView done = importFile(example.bytes());
    assertThat(done.counts().inError()).isZero();
    ClientDetails zoe =
        search("zoe").stream()
            .map(ClientView::details)
            .findFirst()
            .orElseThrow(() -> new AssertionError(done.toString()));
    assertThat(zoe.familyName()).isIn("O'Neill", "O’Neill");
    assertThat(zoe.givenName()).isEqualTo("Zoë");
    assertThat(zoe.email()).isEqualTo("zoe@example.com");
    assertThat(search("0491570156")).hasSize(1);
    if (example != CsvExamples.XERO_CONTACTS && example != CsvExamples.MAILCHIMP) {
      assertThat(zoe.birthDate()).isEqualTo(LocalDate.of(1984, 2, 29));
    }
  }

  @Test
  void keepsEveryPhoneAndManyLinedNotes() {
    importFile(CsvExamples.CLINIKO.bytes());
    ClientDetails zoe = search("zoe").getFirst().details();
    assertThat(zoe.mobile()).isEqualTo("0491 570 156");
    assertThat(zoe.phone()).isEqualTo("(02) 5550 1234");
    assertThat(zoe.notes()).isEqualTo("Likes\nmornings");
    assertThat(zoe.address().lines())
        .containsExactly("1 Wharf St", "Unit 2", "Manly NSW 2095", "Australia");
    assertThat(zoe.externalReference()).isEqualTo("101");
  }

  @Test
  void aThirdPhoneIsKeptAsANote() {
    importFile(
        "Name,Home phone,Work phone,Mobile\nZoe Ray,02 5550 1234,02 5550 4321,0491 570 156\n");
    ClientDetails zoe = search("zoe").getFirst().details();
    assertThat(zoe.mobile()).isEqualTo("0491 570 156");
    assertThat(zoe.phone()).isEqualTo("02 5550 1234");
    assertThat(zoe.notes()).isEqualTo("Work phone: 02 5550 4321");
  }

  @Test
  void tellsOrganisationsFromPeople() {
    importFile(CsvExamples.XERO_CONTACTS.bytes());
    ClientDetails club = search("mosman").getFirst().details();
    assertThat(club.kind()).isEqualTo(ClientKind.ORGANISATION);
    assertThat(club.name()).isEqualTo("Mosman Rowing Club");
    assertThat(club.familyName()).as("its contact person").isEqualTo("Lee");
    assertThat(search("zoe").getFirst().details().kind()).isEqualTo(ClientKind.PERSON);
  }

  @Test
  void takesTheFilledAddressOfSeveral() {
    importFile(CsvExamples.OUTLOOK_UTF16_TABS.bytes());
    assertThat(search("zoe").getFirst().details().address().line1()).isEqualTo("1 Wharf St");
  }

  @ParameterizedTest
  @EnumSource(CsvExamples.class)
  void theSameFileAgainAddsAndChangesNothing(CsvExamples example) {
    ClientImportView first = importFile(example.bytes());
    List<ClientView> before = everyone();
    ClientImportView second = importFile(example.bytes());
    assertThat(second.counts())
        .isEqualTo(new Counts(first.counts().read(), 0, first.counts().read(), 0, 0));
    assertThat(everyone()).isEqualTo(before);
  }

  @Test
  void theSameFileAgainDoesNotUndoWhatWasEditedHere() {
    importFile(CsvExamples.CLINIKO.bytes());
    ClientView zoe = search("zoe").getFirst();
    in(
        () ->
            clients.change(
                zoe.id(), 1, zoe.details().with(Map.of(ClientField.EMAIL, "new@example.com"))));
    assertThat(importFile(CsvExamples.CLINIKO.bytes()).counts().changed()).isZero();
    assertThat(search("zoe").getFirst().details().email()).isEqualTo("new@example.com");
  }

  @Test
  void anEditedFileChangesWhatItSaysAndTakesNothingAway() {
    importFile("Id,Name,E-mail,City\n1,Ann Lee,ann@example.com,Manly\n");
    ClientImportView second = importFile("Id,Name,E-mail,City\n1,Ann Lee,lee@example.com,\n");
    assertThat(second.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
    ClientDetails ann = search("ann").getFirst().details();
    assertThat(ann.email()).isEqualTo("lee@example.com");
    assertThat(ann.address().city()).isEqualTo("Manly");
  }

  @Test
  void theSamePersonTwiceInAFileIsOneAndGapsAreFilled() {
    String file =
        "First name,Last name,E-mail,Mobile\n"
            + "José,O’Brien,jose@example.com,\n"
            + "JOSE,OBRIEN,Jose@Example.com,0491 570 156\n"
            + "José,O’Brien,jose@example.com,\n";
    assertThat(importFile(file).counts()).isEqualTo(new Counts(3, 1, 2, 0, 0));
    ClientView jose = everyone().getFirst();
    assertThat(jose.name()).as("the first way of writing stays").isEqualTo("José O’Brien");
    assertThat(jose.mobileE164()).isEqualTo("+61491570156");
    assertThat(importFile(file).counts()).isEqualTo(new Counts(3, 0, 3, 0, 0));
  }

  @Test
  void aFatherAndASonWhoShareAllButTheirBirthDateAreTwo() {
    String file =
        "Name,Phone,DOB\nJohn Lee,0491 570 156,1950-01-01\nJohn Lee,0491 570 156,1980-01-01\n";
    assertThat(importFile(file).counts().added()).isEqualTo(2);
  }

  @Test
  void aReferenceOfAnotherSystemNeverOverwritesSomebodyElse() {
    importFile("Id,Name,E-mail\n1,Ann Lee,ann@example.com\n2,Bob Ray,bob@example.com\n");
    ClientImportView other =
        importFile("Id,Name,E-mail\n1,Cy Fox,cy@example.com\n2,Bob Ray-Fox,\n");
    assertThat(other.counts()).isEqualTo(new Counts(2, 0, 0, 1, 1));
    assertThat(search("ann")).hasSize(1);
    assertThat(in(() -> imports.errors(other.id(), 5)).getFirst().reason()).contains("reference");
  }

  @Test
  void meetsWhomWasAddedByHandAndFillsGapsOnly() {
    in(
        () ->
            clients.add(
                ClientDetails.person("Ann", "Lee")
                    .with(
                        Map.of(ClientField.EMAIL, "ann@example.com", ClientField.CITY, "Mosman"))));
    importFile("Id,Name,E-mail,City,Mobile\n1,Ann Lee,ANN@example.com,Manly,0491 570 156\n");
    assertThat(everyone()).hasSize(1);
    ClientDetails ann = everyone().getFirst().details();
    assertThat(ann.address().city()).isEqualTo("Mosman");
    assertThat(ann.mobile()).isEqualTo("0491 570 156");
    assertThat(ann.externalReference()).isEqualTo("1");
  }

  @Test
  void rowsInErrorComeBackAsAFileThatCanBeCorrectedAndImported() throws IOException {
    String file =
        "Name,E-mail,DOB\n"
            + "Ann Lee,ann@example.com,29/02/1984\n"
            + "Bob Ray,bob at home,01/02/1990\n"
            + "\n"
            + ",nobody@example.com,\n"
            + "Cy Fox,,31/02/1990\n"
            + "=cmd(),cmd at home,\n";
    ClientImportView done = importFile(file);
    assertThat(done.counts()).isEqualTo(new Counts(5, 1, 0, 0, 4));
    var out = new ByteArrayOutputStream();
    Practices.in(
        practice,
        () -> {
          imports.writeErrors(done.id(), out);
          return 0;
        });
    String errors = out.toString(StandardCharsets.UTF_8);
    assertThat(errors)
        .contains("Name,E-mail,DOB,Reason", "Bob Ray,bob at home,01/02/1990,")
        .contains("31/02/1990", "'=cmd()");
    String corrected =
        errors
            .replace("bob at home", "bob@example.com")
            .replace("31/02/1990", "28/02/1990")
            .replaceFirst(",nobody@example.com", "No Body,nobody@example.com");
    assertThat(importFile(corrected).counts()).isEqualTo(new Counts(4, 3, 0, 0, 1));
    assertThat(importFile(file).counts())
        .as("the first file again")
        .isEqualTo(new Counts(5, 0, 1, 0, 4));
  }

  @Test
  void asksWhereDatesCouldBeReadTwoWaysAndTakesTheAnswer() {
    byte[] file = bytes("Name,DOB\nAnn Lee,03/04/1990\n");
    ClientImportId id = upload(file);
    assertThat(find(id).dateOrders()).containsExactly("", "?");
    ImportPlan guessed = find(id).plan();
    assertThat(guessed.dateOrder()).as("by the practice's country").isEqualTo(DateOrder.DAY_FIRST);
    var corrected = new ImportPlan(true, guessed.targets(), DateOrder.MONTH_FIRST);
    assertThat(in(() -> imports.preview(id, corrected)).rows().getFirst().details().birthDate())
        .isEqualTo(LocalDate.of(1990, 3, 4));
    in(() -> start(id, corrected));
    assertThat(search("ann").getFirst().details().birthDate()).isEqualTo(LocalDate.of(1990, 3, 4));
  }

  @Test
  void refusesAPlanWithoutANameAndAnEmptyFile() {
    ClientImportId id = upload(bytes("Colour,Size\nred,4\n"));
    var plan =
        new ImportPlan(true, List.of(ImportTarget.IGNORE, ImportTarget.NOTES), DateOrder.DAY_FIRST);
    assertThatThrownBy(() -> in(() -> start(id, plan))).hasMessageContaining("mapping");
    assertThatThrownBy(() -> upload(bytes("\n\n"))).isInstanceOf(Refused.class);
  }

  @Test
  void goesOnWhereAKilledWorkerStopped() {
    ClientImportId id = upload(people(1_250));
    in(
        () -> {
          imports.start(id, find(id).plan());
          return worker.work(id, new StopsAfter(1)::next);
        });
    assertThat(find(id).counts().read()).isEqualTo(500);
    assertThat(in(() -> worker.work(id, () -> true))).isEqualTo(Outcome.FINISHED);
    assertThat(find(id).counts()).isEqualTo(new Counts(1_250, 1_250, 0, 0, 0));
  }

  @Test
  void anotherWorkerWaitsUntilTheFirstIsSurelyDead() {
    ClientImportId id = upload(people(1_250));
    in(
        () -> {
          imports.start(id, find(id).plan());
          // Dies in the middle of its second chunk, without a word.
          assertThatThrownBy(() -> worker.work(id, new DiesAfter(1)::next))
              .isInstanceOf(Killed.class);
          assertThat(worker.work(id, () -> true)).isEqualTo(Outcome.TAKEN);
          clock.advance(ImportRepository.LEASE.plus(Duration.ofSeconds(1)));
          return worker.work(id, () -> true);
        });
    assertThat(find(id).counts()).isEqualTo(new Counts(1_250, 1_250, 0, 0, 0));
    assertThat(total()).isEqualTo(1_250);
  }

  @Test
  void theSameFileAfterAKillAddsTheRestOnly() {
    byte[] file = people(1_250);
    ClientImportId killed = upload(file);
    in(
        () -> {
          imports.start(killed, find(killed).plan());
          return worker.runOnce(killed);
        });
    assertThat(importFile(file).counts()).isEqualTo(new Counts(1_250, 750, 500, 0, 0));
    assertThat(total()).isEqualTo(1_250);
  }

  @Test
  void cancelledItKeepsWhatItHasAndStops() {
    ClientImportId id = upload(people(1_250));
    in(
        () -> {
          imports.start(id, find(id).plan());
          worker.runOnce(id);
          imports.cancel(id);
          return worker.work(id, () -> true);
        });
    assertThat(find(id).state()).isEqualTo(State.CANCELLED);
    assertThat(total()).isEqualTo(500);
  }

  @Test
  void aDryRunCountsAndLeavesNothingBehind() {
    byte[] file = bytes("Name,E-mail\nAnn Lee,ann@example.com\nAnn Lee,ann@example.com\nBob,bad\n");
    ClientImportId id = upload(file);
    var errors = new ByteArrayOutputStream();
    Counts counts = in(() -> imports.dryRun(id, find(id).plan(), errors));
    assertThat(counts).isEqualTo(new Counts(3, 1, 1, 0, 1));
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("Bob,bad,");
    assertThat(everyone()).isEmpty();
    assertThat(find(id).state()).isEqualTo(State.UPLOADED);
  }

  @Test
  void fiftyThousandRowsNeedLittleMemory() {
    int rows = 50_000;
    ClientImportId id = in(() -> imports.upload("many.csv", new ManyPeople(rows)));
    long before = usedMemory();
    long[] most = {0};
    int[] chunk = {0};
    in(
        () -> {
          imports.start(id, find(id).plan());
          return worker.work(
              id,
              () -> {
                if (chunk[0]++ % 25 == 24) {
                  most[0] = Math.max(most[0], usedMemory() - before);
                }
                return true;
              });
        });
    assertThat(find(id).counts()).isEqualTo(new Counts(rows, rows, 0, 0, 0));
    assertThat(find(id).bytes()).as("the file is large").isGreaterThan(20_000_000);
    assertThat(most[0]).as("memory on top of before").isLessThan(8_000_000);
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A wide file, made as it is read. */
  private static final class ManyPeople extends InputStream {

    private static final String PADDING = "something to remember ".repeat(20);
    private final InputStream all;

    ManyPeople(int rows) {
      var lines = IntStream.rangeClosed(0, rows).mapToObj(ManyPeople::line).iterator();
      this.all =
          new SequenceInputStream(
              new java.util.Enumeration<>() {
                @Override
                public boolean hasMoreElements() {
                  return lines.hasNext();
                }

                @Override
                public InputStream nextElement() {
                  return new ByteArrayInputStream(bytes(lines.next()));
                }
              });
    }

    private static String line(int number) {
      return number == 0
          ? "Id,First name,Last name,E-mail,Mobile,Notes\n"
          : "%1$d,Given%1$d,Family%1$d,p%1$d@example.com,0491 57%1$05d,%2$s\n"
              .formatted(number, PADDING);
    }

    @Override
    public int read() throws IOException {
      return all.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return all.read(buffer, offset, length);
    }
  }

  private static final class Killed extends RuntimeException {}

  private record StopsAfter(int[] left) {

    StopsAfter(int chunks) {
      this(new int[] {chunks});
    }

    boolean next() {
      return left[0]-- > 0;
    }
  }

  private record DiesAfter(int[] left) {

    DiesAfter(int chunks) {
      this(new int[] {chunks});
    }

    boolean next() {
      if (left[0]-- == 0) {
        throw new Killed();
      }
      return true;
    }
  }

  private static byte[] people(int count) {
    var text = new StringBuilder("First name,Last name,E-mail\n");
    for (int i = 0; i < count; i++) {
      text.append("Given%1$d,Family%1$d,p%1$d@example.com\n".formatted(i));
    }
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ClientImportView importFile(String text) {
    return importFile(bytes(text));
  }

  private ClientImportView importFile(byte[] file) {
    ClientImportId id = upload(file);
    return in(() -> start(id, find(id).plan()));
  }

  private ClientImportView start(ClientImportId id, ImportPlan plan) {
    imports.start(id, plan);
    assertThat(worker.work(id, () -> true)).isEqualTo(Outcome.FINISHED);
    return imports.find(id);
  }

  private ClientImportId upload(byte[] file) {
    return in(() -> imports.upload("people.csv", new ByteArrayInputStream(file)));
  }

  private ClientImportView find(ClientImportId id) {
    return Practices.find().isPresent() ? imports.find(id) : in(() -> imports.find(id));
  }

  private List<ClientView> search(String text) {
    return in(() -> clients.search(ClientSearch.forText(text))).clients();
  }

  private List<ClientView> everyone() {
    return search("");
  }

  private long total() {
    return in(() -> clients.search(new ClientSearch("", Status.ALL, Order.NAME, 1, 1))).total();
  }

  private <T> T in(Supplier<T> work) {
    return Practices.in(practice, work::get);
  }
}
