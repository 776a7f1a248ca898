package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.staff.Role;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a contact has in Xero beside what travels stands on the client's page, to be read. */
@TandemTest
class AlsoInXeroTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aStreetAddressAndAFaxAreShownWithoutACall() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    Browser reception = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    String part = "/ledger/beside/client/" + ann;
    assertThat(reception.get("/clients/" + ann).body()).contains(part);
    assertThat(reception.get(part).body()).contains("hidden").doesNotContain("Also in Xero");
    inXero(
        books,
        ann,
        """
        {"Addresses":[{"AddressType":"STREET","AddressLine1":"7 Lark Rise","City":"Hobart"},
           {"AddressType":"POBOX","AddressLine1":"PO Box 12"}],
         "Phones":[{"PhoneType":"FAX","PhoneNumber":"9000 9999","PhoneAreaCode":"02"},
           {"PhoneType":"DEFAULT","PhoneNumber":"9000 0001","PhoneAreaCode":"02"}]}""");
    books.forgetCalls();
    assertThat(reception.get(part).body())
        .contains("Also in Xero", "Street address", "7 Lark Rise, Hobart", "Fax", "02 9000 9999")
        .contains("data-live=\"client:" + ann)
        .doesNotContain("PO Box 12", "9000 0001");
    assertThat(books.calls("GET", "/api.xro")).isZero();
  }

  private void inXero(BooksRoom books, ClientId client, String json) {
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()), json);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }
}
