package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Waits;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.PushClaim.Claimed;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A link is made, or undone, in the very moment in which a call about the client is prepared, or in
 * which its outcome is found out.
 */
@TandemTest
class LinkBesideClaimTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired PushClaim claim;
  @Autowired Linking linking;
  @Autowired Choices choices;
  @Autowired TransactionTemplate inPractice;

  private BooksRoom books;
  private LaneScope beside;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    beside = books.guest();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void undoingALinkWaitsForTheCallThatIsBeingPrepared() throws Exception {
    ClientId ann = books.room().client();
    String contact = books.ledgerId("client", ann.value());
    books.change(ann, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofSeconds(3));
    var unlinking =
        new FutureTask<>(() -> books.in(() -> linking.unlink(BooksRoom.TENANT, ann.value())));
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  assertThat(claimed()).isInstanceOf(Claimed.Batch.class);
                  begin(unlinking);
                }));
    assertThatThrownBy(unlinking::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(Refused.class)
        .hasMessageContaining("under way");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.ledgerId("client", ann.value())).isEqualTo(contact);
    assertThat(books.in(() -> linking.unlink(BooksRoom.TENANT, ann.value()))).isEqualTo(contact);
  }

  /** Whoever undid it by whatever way: what a change brings makes no link. */
  @Test
  void theOutcomeOfAChangeDoesNotBringALinkBack() throws Exception {
    ClientId ann = books.room().client();
    books.change(ann, ClientField.CITY, "Hobart");
    books.fault("drop-after-commit", "POST", "Contacts");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    execute("delete from practice.link where kind = 'client' and record = '%s'".formatted(ann));
    execute(
        "update practice.pending_push set held = 'Left out.', revision = revision + 1 where record = '%s'"
            .formatted(ann));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.in(() -> books.bean(PushBatches.class).anyOpen(BooksRoom.TENANT))).isFalse();
    assertThat(books.ledgerId("client", ann.value())).isNull();
  }

  /** Held up where it has read the links, and not yet what people decided. */
  @Test
  void aLinkMadeWhileACallIsPreparedLeavesTheClientOut() throws Exception {
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOff(books.binding()));
    String twin = contact("Zed Zulu");
    books.settle();
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    ClientId zed = books.add("Zed", "Zulu");
    Practices.run(
        books.practice(), () -> choices.link(BooksRoom.TENANT, zed.value(), twin, Wins.OURS));
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    clock.advance(Duration.ofSeconds(3));
    try (Connection other = database.connectAsSuperuser()) {
      other.setAutoCommit(false);
      execute(other, "lock table practice.ledger_choice in access exclusive mode");
      var claiming = new FutureTask<>(() -> books.in(this::claimed));
      begin(claiming);
      execute(
          other,
          """
          insert into practice.link
            (practice_id, kind, record, tenant, ledger_id, agreed, linked_at)
          values ('%s', 'client', '%s', '%s', '%s', '{}', now())"""
              .formatted(books.practice(), zed, BooksRoom.TENANT, twin));
      execute(other, "delete from practice.ledger_choice where client = '%s'".formatted(zed));
      other.commit();
      assertThat(claiming.get()).isInstanceOf(Claimed.Again.class);
    }
    books.settle();
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
    assertThat(books.ledgerId("client", zed.value())).isEqualTo(twin);
  }

  @Test
  void aClientThatIsJustBeingMadeIsNotLinked() {
    String twin = contact("Zed Zulu the Elder");
    ClientId zed = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(3));
    assertThat(books.in(this::claimed)).isInstanceOf(Claimed.Batch.class);
    Practices.run(
        books.practice(), () -> choices.link(BooksRoom.TENANT, zed.value(), twin, Wins.OURS));
    books.settle();
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
    assertThat(books.ledgerId("client", zed.value()))
        .isEqualTo(books.contacts("Zed Zulu").getFirst().path("ContactID").asString());
    assertThat(books.in(() -> choices.of(BooksRoom.TENANT, List.of(zed.value()))).get(zed.value()))
        .satisfies(it -> assertThat(it.trouble()).contains("just being made"));
  }

  /** Two people chose it in the same moment: each of their clients is told what became of it. */
  @Test
  void aContactThatWasChosenForTwoClientsIsLinkedWithOne() throws SQLException {
    String twin = contact("Zed Zulu the Elder");
    ClientId zed = books.add("Zed", "Zulu");
    ClientId yan = books.add("Yan", "Zulu");
    Practices.run(
        books.practice(), () -> choices.link(BooksRoom.TENANT, zed.value(), twin, Wins.OURS));
    execute(
        """
        insert into practice.ledger_choice
          (practice_id, tenant, client, choice, contact, wins, singly, chosen_at, chosen_by)
        select practice_id, tenant, '%s', choice, contact, wins, singly, chosen_at, 'Jo'
          from practice.ledger_choice where client = '%s'"""
            .formatted(yan, zed));
    books.settle();
    assertThat(books.ledgerId("client", zed.value())).isEqualTo(twin);
    assertThat(books.ledgerId("client", yan.value())).isNull();
    assertThat(books.in(() -> choices.of(BooksRoom.TENANT, List.of(yan.value()))).get(yan.value()))
        .satisfies(
            it -> assertThat(it.trouble()).contains("linked with another record of ours already"));
  }

  /**
   * A list is replaced as a reading showed it: one that ends while a call is prepared comes too
   * late for that call.
   */
  @Test
  void aReadingThatEndsWhileACallIsPreparedIsNotTakenForKnown() throws Exception {
    ClientId ann = books.room().client();
    String contact = books.ledgerId("client", ann.value());
    books.change(ann, ClientField.POSTCODE, "7001");
    books.change(ann, ClientField.FAMILY_NAME, "Leigh");
    execute("update practice.link set kept = null where record = '%s'".formatted(ann));
    clock.advance(Duration.ofSeconds(3));
    try (Connection other = database.connectAsSuperuser()) {
      other.setAutoCommit(false);
      execute(other, "lock table practice.ledger_contact in access exclusive mode");
      var claiming = new FutureTask<>(() -> books.in(this::claimed));
      begin(claiming);
      books.bean(ReadThisTurn.class).add(beside, List.of(contact));
      other.commit();
      assertThat(claiming.get()).isInstanceOf(Claimed.ReadWhole.class);
    }
  }

  /**
   * A search for lost records has read the contact that a lost answer made, and waits; meanwhile
   * the outcome of that call is found out. What was edited here since is still to be sent.
   */
  @Test
  void aSearchThatComesSecondLeavesTheLinkAndTheEditAlone() throws Exception {
    ClientId zed = books.add("Zed", "Zulu");
    books.fault("drop-after-commit", "PUT", "Contacts");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    books.change(zed, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofMinutes(6));
    String made = books.contacts("Zed Zulu").getFirst().path("ContactID").asString();
    List<LedgerRecord> read = read(made);
    try (Connection readBack = database.connectAsSuperuser()) {
      readBack.setAutoCommit(false);
      execute(
          readBack,
          "select from practice.pending_push where record = '%s' for update".formatted(zed));
      var past = new Adoption.Past(Set.of(), null, clock.instant());
      var search =
          new FutureTask<>(
              () -> Practices.run(books.practice(), () -> search(read, past)), "searched");
      begin(search);
      execute(
          readBack,
          """
          insert into practice.link (practice_id, kind, record, tenant, ledger_id, agreed, linked_at, write_seq)
          select i.practice_id, i.kind, i.record, i.tenant, '%s',
                 (select jsonb_object_agg(key, jsonb_build_object('ours', value, 'theirs', value))
                    from jsonb_each_text(i.sent)), now(), 1
            from practice.push_item i where i.record = '%s'"""
              .formatted(made, zed));
      execute(
          readBack,
          "update practice.push_item set open = false where record = '%s'".formatted(zed));
      execute(
          readBack,
          "update practice.push_batch set state = 'resolved', closed_at = now(), next_at = null where closed_at is null");
      readBack.commit();
      search.get();
    }
    clock.advance(Duration.ofMinutes(1));
    books.settle();
    assertThat(books.in(() -> books.bean(Clients.class).find(zed)).details().address().city())
        .isEqualTo("Hobart");
    assertThat(books.contacts("Zed Zulu"))
        .singleElement()
        .satisfies(it -> assertThat(it.toString()).contains("Hobart"));
  }

  /** Blank here a moment ago, theirs would be taken: somebody has just filled it in. */
  @Test
  void whatIsSavedWhileALinkIsMadeIsNotOverwritten() throws Exception {
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOff(books.binding()));
    ClientId zed = books.add("Zed", "Zulu");
    execute("delete from practice.pending_push where record = '%s'".formatted(zed));
    String contact =
        books
            .control(
                books.organisation() + "/contacts",
                "{\"Name\": \"Zed Zulu\", \"EmailAddress\": \"theirs@example.com\"}")
            .path("ContactID")
            .asString();
    List<LedgerRecord> read = read(contact);
    var chosen =
        List.of(
            new Choices.Chosen(
                zed.value(), Choices.Choice.LINK, contact, Wins.OURS, clock.instant(), "Jo", null));
    var link =
        new FutureTask<>(() -> books.in(() -> linking.link(BooksRoom.TENANT, 1_000, chosen, read)));
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  var clients = books.bean(Clients.class);
                  var now = clients.find(zed);
                  clients.change(
                      zed,
                      now.version(),
                      now.details().with(Map.of(ClientField.EMAIL, "ours@example.com")));
                  begin(link);
                }));
    assertThat(link.get()).containsExactly(zed.value());
    assertThat(books.in(() -> books.bean(Clients.class).find(zed)).details().email())
        .isEqualTo("ours@example.com");
  }

  private void search(List<LedgerRecord> read, Adoption.Past past) {
    books.bean(Adoption.class).clients(BooksRoom.TENANT, 1_000, read, past);
  }

  private List<LedgerRecord> read(String contact) {
    return books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    it ->
                        it.call(
                                Operation.read(LaneClass.PERSON, "look", 1),
                                to -> to.byIds(Kind.CLIENT, List.of(contact)))
                            .value()));
  }

  private Claimed claimed() {
    return claim.claim(Kind.CLIENT, beside, false);
  }

  private void begin(FutureTask<?> task) {
    Waits.begin(database, task);
  }

  private String contact(String name) {
    return books
        .control(books.organisation() + "/contacts", "{\"Name\": \"%s\"}".formatted(name))
        .path("ContactID")
        .asString();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser()) {
      execute(connection, sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
