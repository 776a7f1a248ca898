package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was found again after a restore, over real HTTP. */
@TandemTest
class AdoptionPageTest {

  @Autowired ApplicationContext house;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  /** As a reading after a restore leaves them. */
  private void find(BooksRoom books, String verdict, int many) {
    books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            """
                            insert into practice.adoption (tenant, kind, ledger_id, verdict, record, number, reason, at)
                            select :tenant, 'invoice', gen_random_uuid(), :verdict,
                                   case when :verdict = 'returned' then gen_random_uuid() end,
                                   :verdict || '-' || lpad(n::text, 3, '0'),
                                   case when :verdict = 'person' then 'What to do about it.' end,
                                   now() - (n + :older) * interval '1 minute'
                              from generate_series(1, :many) n""")
                        .param("tenant", BooksRoom.TENANT)
                        .param("verdict", verdict)
                        .param("older", verdict.equals("person") ? 1 : 0)
                        .param("many", many)
                        .update()));
  }

  @Test
  void fiftyStandOnAPageAndWhatNeedsAPersonComesFirst() {
    BooksRoom books = BooksRoom.open(house);
    find(books, "person", 112);
    // The latest of all, and still behind what needs somebody.
    find(books, "returned", 1);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String brought = ">brought back<";
    assertThat(owner.get("/ledger/adoption").body())
        .contains("112 need you", "1 brought back", "Page 1", "person-001", "person-050")
        .doesNotContain("person-051", brought);
    String here = "?organisation=" + books.binding() + "&page=";
    String second = owner.get("/ledger/adoption" + here + 2).body().replace("&amp;", "&");
    assertThat(second)
        .contains("Page 2", "person-051", "person-100")
        .doesNotContain("person-050", "person-101")
        .as("an open page asks for what it shows, not for the first page")
        .contains("/ledger/adoption/findings" + here + 2);
    assertThat(owner.get("/ledger/adoption/findings" + here + 2).body())
        .contains("person-051")
        .doesNotContain("<html", "person-050");
    assertThat(owner.get("/ledger/adoption" + here + 3).body())
        .contains("person-112", brought)
        .doesNotContain("rel=\"next\"");
    assertThat(owner.get("/ledger/adoption" + here + 99).body()).contains("Page 3", "person-112");
  }

  @Test
  void whoeverMayNotDecideIsToldWhoDoes() {
    BooksRoom books = BooksRoom.open(house);
    find(books, "person", 1);
    var people = TestPractice.of(house, books.practice());
    String helper = "Or a bookkeeper, administrator or owner leaves it in Xero.";
    assertThat(people.browser(Role.RECEPTIONIST).get("/ledger/adoption").body())
        .contains("person-001", helper)
        .doesNotContain("Leave person-001 alone", "Look in Xero now");
    assertThat(people.browser(Role.BOOKKEEPER).get("/ledger/adoption").body())
        .contains("Leave person-001 alone")
        .doesNotContain(helper, "Look in Xero now");
  }
}
