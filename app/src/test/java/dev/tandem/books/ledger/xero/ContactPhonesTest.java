package dev.tandem.books.ledger.xero;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Fields;
import dev.tandem.xero.accounting.XeroContact;
import dev.tandem.xero.accounting.XeroPhone;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Xero keeps a number in three parts, which people fill in as they like. */
class ContactPhonesTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          64,       9,    5550123,        +64 9 5550123
          +64,      9,    5550123,        +64 9 5550123
          0064,     9,    5550123,        +64 9 5550123
          00 64,    09,   555 0123,       +64 09 555 0123
          (+64),    '',   9 5550123,      +64 9 5550123
          0011 64,  9,    5550123,        +64 9 5550123
          01164,    9,    5550123,        +64 9 5550123
          1,        415,  555 2671,       +1 415 555 2671
          '',       02,   5550 1234,      02 5550 1234
          ,         ,     5550 1234,      5550 1234
          0,        2,    5550 1234,      0 2 5550 1234
          02,       '',   9876 5432,      02 9876 5432
          AU,       02,   5550 1234,      AU 02 5550 1234
          64,       9,    +64 9 5550123,  +64 9 5550123
          64,       '',   '',             ''
          '',       '',   '',             ''
          """)
  void aCountryCodeMakesItInternational(
      String country, String area, String number, String expected) {
    assertThat(read(new XeroPhone("DEFAULT", number, area, country))).isEqualTo(expected);
  }

  private static String read(XeroPhone phone) {
    var contact =
        new XeroContact(
            UUID.randomUUID(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(phone),
            null,
            null,
            null,
            null,
            null,
            null);
    return ContactTranslation.read(contact).fields().get(Fields.PHONE);
  }
}
