package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/** {@code ./tandem fetch-invoice}: where no application runs, it looks by itself. */
@TandemTest
class FetchInvoiceCommandTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private NobodyRuns nobody;

  @BeforeEach
  void nobodyRuns() throws SQLException {
    nobody = NobodyRuns.on(house, database);
  }

  @AfterEach
  void putBack() {
    nobody.close();
    clock.reset();
  }

  @Test
  void looksForOneInvoiceAndSaysWhatThatShowed() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    assertThat(run(books, 0, "INV-0001"))
        .contains("Xero has nothing new of INV-0001: approved, 110.00 AUD of 110.00 left to pay");
    clock.advance(Duration.ofSeconds(30));
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?reference=Deposit",
        "");
    assertThat(run(books, 0, "INV-0001"))
        .contains("INV-0001 had changed in Xero: paid, 0.00 AUD of 110.00 left to pay");
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(run(books, 1, "INV-9999")).contains("There is no invoice INV-9999.");
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    assertThat(run(books, 3, "INV-0001", "--wait", "0"))
        .contains("INV-0001 waits to be looked at.", "are paused");
  }

  /** The older one has the number, too, and is not in Xero. */
  @Test
  void whatCannotBeLookedAtIsNamedAndKeepsNoOtherFromIt() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId older = books.draft();
    books.invoice();
    books.settle();
    try (var connection = database.connectAsSuperuser();
        var statement =
            connection.prepareStatement(
                "update practice.invoice set number = 'INV-0001' where id = ?")) {
      statement.setObject(1, older.value());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    String name = books.in(() -> books.bean(Setup.class).practice().name());
    assertThat(run(books, 1, "INV-0001"))
        .contains(name + ": This is not in Xero yet", name + ": Xero has nothing new of INV-0001");
  }

  private String run(BooksRoom books, int exit, String... arguments) {
    var all = new String[arguments.length + 2];
    all[0] = "--practice";
    all[1] = books.practice().toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    var printed = new ByteArrayOutputStream();
    var to = new PrintStream(printed, true, StandardCharsets.UTF_8);
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(to);
    System.setErr(to);
    try {
      assertThat(new CommandLine(house.getBean(FetchInvoiceCommand.class)).execute(all))
          .isEqualTo(exit);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
