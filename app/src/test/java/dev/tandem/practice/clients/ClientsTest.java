package dev.tandem.practice.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestDatabase;
import dev.tandem.practice.clients.ClientSearch.Order;
import dev.tandem.practice.clients.ClientSearch.Status;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TandemTest
class ClientsTest {

  @Autowired Clients clients;
  @Autowired ClientRepository repository;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired TestDatabase database;
  PracticeId practice;

  @BeforeEach
  void makePractice() {
    practice = PracticeExamples.practiceIn(database, "AU");
  }

  @Test
  void keepsWhatWasTypedAndFindsTheInternationalForm() {
    ClientView ann = find(add(ann()));
    assertThat(ann.name()).isEqualTo("Ann-Marie O’Brien");
    assertThat(ann.details()).isEqualTo(ann());
    assertThat(ann.phoneE164()).isEqualTo("+61491570156");
    assertThat(ann.phoneDoubtful()).isFalse();
    assertThat(ann.version()).isEqualTo(1);
  }

  @Test
  void keepsAPhoneThatCannotBeDialledButSaysSo() {
    ClientView view = find(add(ann().with(Map.of(ClientField.PHONE, "ask her sister, 12"))));
    assertThat(view.details().phone()).isEqualTo("ask her sister, 12");
    assertThat(view.phoneDoubtful()).isTrue();
  }

  @Test
  void refusesWhatCannotBeTakenFieldByField() {
    var wrong =
        ClientDetails.NOTHING_KNOWN.with(
            Map.of(ClientField.EMAIL, "ann at home", ClientField.BIRTH_DATE, "2999-01-01"));
    assertThatThrownBy(() -> add(wrong))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.errors()).containsOnlyKeys("givenName", "email", "birthDate"));
  }

  @Test
  void findsByTheBeginningOfNameEitherWayRoundEmailAndPhone() {
    ClientId ann = add(ann());
    add(ClientDetails.person("Bob", "Marley"));
    for (String text :
        List.of(
            "ann-m",
            "ANN MARIE OBR",
            "o'brien, Ann",
            "Obrien",
            "ann.obrien@",
            "0491 570",
            "+61 491",
            "0061491",
            "P-17")) {
      assertThat(ids(ClientSearch.forText(text))).as(text).containsExactly(ann);
    }
    assertThat(ids(ClientSearch.forText("arie"))).as("inside a name").containsExactly(ann);
    assertThat(ids(ClientSearch.forText("zoe"))).isEmpty();
  }

  @Test
  void listsByFamilyNameInPages() {
    for (String family : List.of("Čapek", "Adams", "O'Dea", "Zwei", "Óscar")) {
      add(ClientDetails.person("Kim", family));
    }
    add(ClientDetails.organisation("Mosman Rowing Club"));
    ClientPage first = search(new ClientSearch("", Status.ACTIVE, Order.NAME, 1, 4));
    assertThat(first.clients())
        .extracting(ClientView::name)
        .containsExactly("Kim Adams", "Kim Čapek", "Mosman Rowing Club", "Kim O'Dea");
    assertThat(first.total()).isEqualTo(6);
    assertThat(first.pages()).isEqualTo(2);
    ClientPage second = search(new ClientSearch("", Status.ACTIVE, Order.NAME, 2, 4));
    assertThat(second.clients())
        .extracting(ClientView::name)
        .containsExactly("Kim Óscar", "Kim Zwei");
    assertThat(second.from()).isEqualTo(5);
  }

  @Test
  void archivedClientsAreKeptApartUntilRestored() {
    ClientId ann = add(ann());
    Practices.run(practice, () -> clients.archive(ann));
    assertThat(ids(ClientSearch.forText("ann"))).isEmpty();
    assertThat(ids(new ClientSearch("ann", Status.ARCHIVED, Order.NAME, 1, 50)))
        .containsExactly(ann);
    Practices.run(practice, () -> clients.restore(ann));
    assertThat(ids(ClientSearch.forText("ann"))).containsExactly(ann);
  }

  @Test
  void refusesAChangeMadeOnAnOlderState() {
    ClientId ann = add(ann());
    in(() -> clients.change(ann, 1, ann().with(Map.of(ClientField.CITY, "Mosman"))));
    assertThatThrownBy(
            () -> in(() -> clients.change(ann, 1, ann().with(Map.of(ClientField.CITY, "Manly")))))
        .isInstanceOfSatisfying(
            ClientChangedMeanwhile.class,
            e -> assertThat(e.current().details().address().city()).isEqualTo("Mosman"));
  }

  @Test
  void savingTheSameChangesNothing() {
    ClientId ann = add(ann());
    assertThat(in(() -> clients.change(ann, 1, ann())).version()).isEqualTo(1);
  }

  @Test
  void takesTheLedgersWordEvenWhereAPersonWouldBeRefused() {
    ClientId ann = add(ann());
    boolean changed =
        in(
            () ->
                clients.takeFromLedger(
                    ann,
                    Map.of(
                        ClientField.EMAIL, "not an address",
                        ClientField.GIVEN_NAME, "",
                        ClientField.FAMILY_NAME, "")));
    assertThat(changed).isTrue();
    assertThat(find(ann).details().email()).isEqualTo("not an address");
    assertThat(find(ann).name()).as("a name is never lost").isEqualTo("Ann-Marie O’Brien");
  }

  @Test
  void aClientOfAnotherPracticeDoesNotExist() {
    ClientId ann = add(ann());
    PracticeId stranger = PracticeExamples.practiceIn(database, "NZ");
    assertThatThrownBy(() -> Practices.in(stranger, () -> clients.find(ann)))
        .isInstanceOf(NoSuchRecord.class);
    assertThat(Practices.in(stranger, () -> clients.byIds(List.of(ann)))).isEmpty();
    assertThatThrownBy(() -> in(() -> clients.find(new ClientId(UUID.randomUUID()))))
        .isInstanceOf(NoSuchRecord.class);
  }

  /** Only as the application's role: a policy hides indexes from operators that could leak. */
  @Test
  void searchUsesTheIndexAsTheApplicationRole() throws SQLException {
    in(
        () ->
            transaction.execute(
                _ -> {
                  repository.insert(IntStream.range(0, 5_000).mapToObj(this::somebody).toList());
                  return 0;
                }));
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("analyze practice.client");
    }
    assertThat(plan("ann")).contains("name_key >= 'ann'", "family_key >= 'ann'", "email_key >=");
    assertThat(plan("0491 5")).contains("phone_key >= '+614915'");
  }

  /** What the index conditions of the search are; a filter after a scan is not among them. */
  private String plan(String text) {
    var filter = ClientFilter.beginning(ClientSearch.forText(text), "AU");
    List<String> lines =
        in(
            () ->
                transaction.execute(
                    _ ->
                        jdbc.sql(
                                "explain select count(*) from practice.client c where "
                                    + filter.condition())
                            .params(filter.parameters())
                            .query(String.class)
                            .list()));
    return String.join("\n", lines.stream().filter(it -> it.contains("Index Cond")).toList());
  }

  private ClientRow somebody(int number) {
    var details =
        ClientDetails.person(UUID.randomUUID().toString(), UUID.randomUUID().toString())
            .with(
                Map.of(
                    ClientField.EMAIL,
                    number + "@example.com",
                    ClientField.PHONE,
                    "0412 %06d".formatted(number)));
    return new ClientRow(new ClientId(UUID.randomUUID()), details, "AU");
  }

  private static ClientDetails ann() {
    return ClientDetails.person("Ann-Marie", "O’Brien")
        .with(
            Map.of(
                ClientField.EMAIL, "Ann.OBrien@example.com",
                ClientField.PHONE, "0491 570 156",
                ClientField.BIRTH_DATE, "1984-02-29",
                ClientField.EXTERNAL_REFERENCE, "P-17"));
  }

  private ClientId add(ClientDetails details) {
    return in(() -> clients.add(details));
  }

  private ClientView find(ClientId id) {
    return in(() -> clients.find(id));
  }

  private ClientPage search(ClientSearch search) {
    return in(() -> clients.search(search));
  }

  private List<ClientId> ids(ClientSearch search) {
    return search(search).clients().stream().map(ClientView::id).toList();
  }

  private <T> T in(Supplier<T> work) {
    return Practices.in(practice, work::get);
  }
}
