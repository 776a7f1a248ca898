package dev.tandem.books.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.mirror.Matching;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten thousand clients are held against ten thousand contacts without a call. */
@TandemTest
class ManyClientsPlanTest {

  private static final int MANY = 10_000;

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Comparison comparison;
  @Autowired Plans plans;
  @Autowired Clients clients;
  @Autowired Matching matching;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private BooksRoom books;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void tenThousandAgainstTenThousand() {
    books = BooksRoom.openUndecided(house);
    fill();
    books.forgetCalls();
    long began = System.nanoTime();
    Practices.run(books.practice(), () -> comparison.compare(books.binding(), BooksRoom.TENANT));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf(
        "%,d clients held against %,d contacts in %,d ms%n", MANY, MANY, took.toMillis());
    Plan plan = books.in(() -> plans.of(books.binding()));
    // One in ten has another address there, one in ten is not there at all.
    assertThat(plan.sure().all()).isEqualTo(8_000);
    assertThat(plan.likely().all()).isEqualTo(1_000);
    assertThat(plan.none().all()).as("with Ann Lee, who is everywhere").isEqualTo(1_001);
    assertThat(books.calls("", "/api.xro/")).isZero();
    fiftyAtAClaim();
    assertThat(took).as("more than a person waits for").isLessThan(Duration.ofMinutes(1));
  }

  /** What a claim of fifty new clients costs more. */
  private void fiftyAtAClaim() {
    List<ClientId> some =
        books.in(
            () ->
                IntStream.range(0, 50)
                    .mapToObj(i -> clients.add(ClientDetails.person("New" + i, "Comer" + i)))
                    .toList());
    var views = books.in(() -> clients.byIds(some).values());
    books.in(() -> matching.twins(BooksRoom.TENANT, views));
    long began = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      books.in(() -> matching.twins(BooksRoom.TENANT, views));
    }
    System.out.printf(
        "50 new clients against %,d contacts: %.1f ms%n", MANY, (System.nanoTime() - began) / 20e6);
  }

  /** Straight into the tables: the comparison is what is looked at. */
  private void fill() {
    Practices.run(
        books.practice(),
        () ->
            transaction.executeWithoutResult(
                _ -> {
                  jdbc.sql(
                          """
                          insert into practice.client (id, kind, given_name, family_name, email, created_at,
                            changed_at, name_key, family_key, email_key, phone_key)
                          select gen_random_uuid(), 'PERSON', p.given, p.family, p.email, now(), now(),
                                 p.given || ' ' || p.family, p.family || ' ' || p.given, p.email, ''
                            from unnest(:givens, :families, :emails) as p (given, family, email)""")
                      .param("givens", words(i -> "given" + word(i)))
                      .param("families", words(i -> "family" + word(i / 100)))
                      .param("emails", words("c%05d@example.com"::formatted))
                      .update();
                  jdbc.sql(
                          """
                          insert into practice.pending_push (kind, record, document, tenant, revision, queued_at)
                          select 'client', id, id, :tenant, 1, now() from practice.client
                              on conflict do nothing""")
                      .param("tenant", BooksRoom.TENANT)
                      .update();
                  jdbc.sql(
                          """
                          insert into practice.ledger_contact
                            (tenant, ledger_id, name, email, name_key, match_key, loose_key, email_key, noted_at)
                          select :tenant, gen_random_uuid()::text, c.given_name || ' ' || c.family_name,
                                 m.email, c.name_key, c.name_key, c.family_key, m.email, now()
                            from (select c.*, row_number() over (order by email_key) - 1 as nth
                                    from practice.client c where email_key <> '') c
                           cross join lateral (select case when c.nth % 10 = 1 then 'other' || c.email_key
                                                           else c.email_key end as email) m
                           where c.nth % 10 <> 0""")
                      .param("tenant", BooksRoom.TENANT)
                      .update();
                }));
  }

  private static String[] words(IntFunction<String> each) {
    return IntStream.range(0, MANY).mapToObj(each).toArray(String[]::new);
  }

  /** Letters only: numbers behind a name do not tell people apart. */
  private static String word(int number) {
    var word = new StringBuilder();
    for (int i = number; i > 0 || word.isEmpty(); i /= 26) {
      word.append((char) ('a' + i % 26));
    }
    return word.toString();
  }
}
