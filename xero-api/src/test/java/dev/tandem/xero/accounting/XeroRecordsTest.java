package dev.tandem.xero.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.xero.ScriptedXero;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.accounting.BatchResult.Accepted;
import dev.tandem.xero.accounting.BatchResult.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XeroRecordsTest {

  private static final UUID ID = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000002");

  private ScriptedXero script;

  @BeforeEach
  void start() throws IOException {
    script = new ScriptedXero();
  }

  @AfterEach
  void stop() {
    script.close();
  }

  @Test
  void readsAnInvoiceWithAllItsForms() {
    script.then(
        200,
        """
        {"Id":"x","Status":"OK","pagination":{"page":1,"pageSize":100,"pageCount":3,"itemCount":205},
         "Invoices":[{"InvoiceID":"%s","InvoiceNumber":"INV-1","Type":"ACCREC","Status":"FLOATING","Invented":{"a":[1]},
          "Contact":{"ContactID":"%s","Name":"Ann"},"Date":"/Date(1518652800000+0000)/","DueDate":"2018-02-28T00:00:00",
          "LineAmountTypes":"Exclusive","LineItems":[{"LineItemID":"%s","Quantity":1.5000,"UnitAmount":"33.3333","Tracking":[]}],
          "Total":87.74,"AmountDue":"0.10","CurrencyRate":1.000000,"Payments":[{"PaymentID":"%s","Amount":5,"Date":"/Date(1518652800000)/"}],
          "UpdatedDateUTC":"/Date(1518685950940+0000)/"}]}
        """
            .formatted(ID, OTHER, ID, OTHER));

    var page = script.ledger().invoices().byIds(List.of(ID, OTHER));

    assertThat(page.itemCount()).isEqualTo(205);
    assertThat(page.pageCount()).isEqualTo(3);
    XeroInvoice invoice = page.records().getFirst();
    assertThat(invoice.invoiceId()).isEqualTo(ID);
    assertThat(invoice.status()).isEqualTo(new XeroStatus("FLOATING"));
    assertThat(invoice.date()).isEqualTo(LocalDate.of(2018, 2, 15));
    assertThat(invoice.dueDate()).isEqualTo(LocalDate.of(2018, 2, 28));
    assertThat(invoice.updatedDateUtc()).isEqualTo(Instant.parse("2018-02-15T09:12:30.940Z"));
    assertThat(invoice.total()).isEqualByComparingTo("87.74");
    assertThat(invoice.amountDue()).isEqualTo(new BigDecimal("0.10"));
    assertThat(invoice.lineItems().getFirst().unitAmount()).isEqualTo(new BigDecimal("33.3333"));
    assertThat(invoice.lineItems().getFirst().lineItemId()).isEqualTo(ID);
    assertThat(invoice.payments().getFirst().paymentId()).isEqualTo(OTHER);
    assertThat(invoice.reference()).isNull();
    assertThat(script.last().uri().toString())
        .startsWith("/api.xro/2.0/Invoices?")
        .contains("page=1", "IDs=" + ID + "%2C" + OTHER, "unitdp=4");
    assertThat(script.last().header("Authorization")).isEqualTo("Bearer access-token");
    assertThat(script.last().header("Xero-tenant-id")).isEqualTo(ScriptedXero.TENANT.toString());
    assertThat(script.last().header("Accept")).isEqualTo("application/json");
  }

  @Test
  void oneElementThatCannotBeReadSaysNothingOfTheOthers() {
    script.then(
        200,
        """
        {"Invoices":[{"InvoiceID":"%s","Total":"a lot"},{"InvoiceID":"%s","Total":1.00},{"Date":"never"}]}
        """
            .formatted(ID, OTHER));

    var page = script.ledger().invoices().byIds(List.of(ID, OTHER));

    assertThat(page.records()).extracting(XeroInvoice::invoiceId).containsExactly(OTHER);
    assertThat(page.unreadable()).containsExactly(ID.toString(), "");
    assertThatThrownBy(page::whole).isInstanceOf(XeroAway.class);
    var failing =
        page.map(
            it -> {
              throw new IllegalStateException("not in our form");
            });
    assertThat(failing.records()).isEmpty();
    assertThat(failing.unreadable()).containsExactly(ID.toString(), "", OTHER.toString());
  }

  /** Then it is Xero's form that has changed. */
  @Test
  void severalElementsOfWhichNoneCanBeReadAreABrokenAnswer() {
    script.then(200, "{\"Invoices\":[{\"Total\":\"a lot\"},{\"Total\":\"more\"}]}");

    assertThatThrownBy(() -> script.ledger().invoices().byIds(List.of(ID, OTHER)))
        .isInstanceOf(XeroAway.class);
  }

  @Test
  void asksForChangesInWholeSecondsUtc() {
    script.then(200, "{\"Contacts\":[]}");

    script
        .ledger()
        .contacts()
        .find(
            XeroQuery.changedSince(Instant.parse("2026-02-03T04:05:06.999Z"))
                .page(2)
                .pageSize(1000)
                .includeArchived()
                .summaryOnly()
                .order("UpdatedDateUTC DESC"));

    assertThat(script.last().header("If-modified-since")).isEqualTo("2026-02-03T04:05:06");
    assertThat(script.last().uri().getRawQuery())
        .contains(
            "page=2",
            "pageSize=1000",
            "includeArchived=true",
            "summaryOnly=true",
            "order=UpdatedDateUTC%20DESC");
  }

  @Test
  void takesNotModifiedForNothing() {
    script.then(304, "");

    assertThat(script.ledger().payments().changedSince(Instant.EPOCH).records()).isEmpty();
  }

  @Test
  void findsPaymentsByTheirInvoices() {
    script.then(
        200,
        """
        {"Payments":[{"PaymentID":"%s","Status":"DELETED","Amount":"12.50","Reference":"T-1",
          "Invoice":{"InvoiceID":"%s"},"Account":{"Code":"090"},"UpdatedDateUTC":"/Date(1)/"}]}
        """
            .formatted(ID, OTHER));

    var payment = script.ledger().payments().onInvoices(List.of(OTHER)).records().getFirst();

    assertThat(payment.status()).isEqualTo(XeroStatus.DELETED);
    assertThat(payment.invoiceId()).isEqualTo(OTHER);
    assertThat(script.last().uri().getQuery())
        .contains("where=Invoice.InvoiceID==guid(\"" + OTHER + "\")");
  }

  @Test
  void findsAContactByOurNumberHoweverItIsSpelled() {
    script.then(200, "{\"Contacts\":[{\"ContactID\":\"%s\"}]}".formatted(ID));

    assertThat(script.ledger().contacts().byNumber("a/b c").value().contactId()).isEqualTo(ID);
    assertThat(script.last().uri().getRawPath()).isEqualTo("/api.xro/2.0/Contacts/a%2Fb%20c");
  }

  @Test
  void createsWithPutAndSendsOnlyWhatWasSet() {
    var write =
        script
            .ledger()
            .contacts()
            .prepareCreate(List.of(ContactDraft.create().number("n-1").name("Ann").email(null)));

    assertThat(write.verb()).isEqualTo("PUT");
    assertThat(write.path()).isEqualTo("/api.xro/2.0/Contacts?summarizeErrors=false");
    assertThat(write.body())
        .asString()
        .isEqualTo("{\"Contacts\":[{\"ContactNumber\":\"n-1\",\"Name\":\"Ann\"}]}");
  }

  @Test
  void clearsFieldsAndListsInAnUpdate() {
    var write =
        script
            .ledger()
            .contacts()
            .prepareUpdate(List.of(ContactDraft.update(ID).email("").phones(List.of())));

    assertThat(write.verb()).isEqualTo("POST");
    assertThat(write.body())
        .asString()
        .isEqualTo(
            "{\"Contacts\":[{\"ContactID\":\"%s\",\"EmailAddress\":\"\",\"Phones\":[]}]}"
                .formatted(ID));
  }

  @Test
  void writesInvoicesWithPlainNumbersAndDays() {
    var line =
        XeroLine.of("Visit", new BigDecimal("1E+1"), new BigDecimal("33.3333"), "200", "OUTPUT")
            .withTracking(List.of(XeroTracking.of("Location", "North")));
    var write =
        script
            .ledger()
            .invoices()
            .prepareCreate(
                List.of(
                    InvoiceDraft.sale()
                        .contact(ID)
                        .date(LocalDate.of(2026, 11, 20))
                        .status(XeroStatus.AUTHORISED)
                        .lines(List.of(line))));

    assertThat(write.path()).isEqualTo("/api.xro/2.0/Invoices?summarizeErrors=false&unitdp=4");
    assertThat(write.body())
        .asString()
        .isEqualTo(
            "{\"Invoices\":[{\"Type\":\"ACCREC\",\"Contact\":{\"ContactID\":\"%s\"},".formatted(ID)
                + "\"Date\":\"2026-11-20\",\"Status\":\"AUTHORISED\",\"LineItems\":[{\"Description\":\"Visit\","
                + "\"Quantity\":10,\"UnitAmount\":33.3333,\"AccountCode\":\"200\",\"TaxType\":\"OUTPUT\","
                + "\"Tracking\":[{\"Name\":\"Location\",\"Option\":\"North\"}]}]}]}");
  }

  @Test
  void neverUpdatesWithoutAnIdNorCreatesWithOne() {
    var contacts = script.ledger().contacts();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contacts.prepareUpdate(List.of(ContactDraft.create().name("Ann"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contacts.prepareCreate(List.of(ContactDraft.update(ID))));
    assertThatIllegalArgumentException().isThrownBy(() -> contacts.prepareCreate(List.of()));
  }

  @Test
  void tellsTheOutcomeOfEveryElement() {
    script.then(
        200,
        """
        {"Contacts":[
          {"ContactID":"%s","Name":"Ann Lee","StatusAttributeString":"OK","ValidationErrors":[]},
          {"ContactID":"00000000-0000-0000-0000-000000000000","HasValidationErrors":true,"StatusAttributeString":"ERROR",
           "ValidationErrors":[{"Message":"The contact name Bo is already assigned to another contact."}]},
          {"ContactID":"%s","StatusAttributeString":"WARNING","Warnings":[{"Message":"careful"}]}]}
        """
            .formatted(ID, OTHER));
    var contacts = script.ledger().contacts();
    var write =
        contacts.prepareCreate(
            List.of(
                ContactDraft.create().name("Ann  Lee "),
                ContactDraft.create().name("Bo"),
                ContactDraft.create().name("Cy")));

    var result = contacts.send(write, "key-1");

    assertThat(result.outcomes().get(0))
        .isInstanceOfSatisfying(
            Accepted.class,
            ok -> assertThat(((XeroContact) ok.record()).name()).isEqualTo("Ann Lee"));
    assertThat(result.outcomes().get(1))
        .isInstanceOfSatisfying(
            Refused.class,
            no -> assertThat(no.reasons().getFirst().toString()).contains("already assigned"));
    assertThat(result.outcomes().get(2))
        .isInstanceOfSatisfying(
            Accepted.class, ok -> assertThat(ok.warnings()).isEqualTo(List.of("careful")));
    assertThat(result.toString()).doesNotContain("Ann").doesNotContain("Bo ");
    assertThat(script.last().header("Idempotency-key")).isEqualTo("key-1");
    assertThat(script.last().header("Content-type")).isEqualTo("application/json");
  }

  @Test
  void takesEveryMarkOfARefusal() {
    for (String mark :
        List.of(
            "\"StatusAttributeString\":\"ERROR\"",
            "\"HasErrors\":true",
            "\"HasValidationErrors\":true",
            "\"ValidationErrors\":[{\"Message\":\"m\"}]",
            "\"InvoiceID\":\"00000000-0000-0000-0000-000000000000\"",
            "\"StatusAttributeString\":\"ERROR\",\"Date\":\"not one\"")) {
      script.then(200, "{\"Invoices\":[{\"InvoiceID\":\"%s\",%s}]}".formatted(ID, mark));
      var invoices = script.ledger().invoices();
      var write = invoices.prepareUpdate(List.of(InvoiceDraft.update(ID).reference("r")));

      assertThat(invoices.send(write, "k").outcomes().getFirst())
          .as(mark)
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void readsEmptyTextsAsAbsentValues() {
    script.then(
        200,
        """
        {"Payments":[{"PaymentID":"%s","Amount":"","Date":"","IsReconciled":null,"CurrencyRate":1.000000,"Reference":""}]}
        """
            .formatted(ID));

    var payment = script.ledger().payments().byIds(List.of(ID)).records().getFirst();

    assertThat(payment.amount()).isNull();
    assertThat(payment.date()).isNull();
    assertThat(payment.currencyRate()).isEqualByComparingTo("1");
    assertThat(payment.reference()).isEmpty();
  }

  @Test
  void showsWhoChangedARecord() {
    script.then(
        200,
        """
        {"HistoryRecords":[{"Changes":"Edited","DateUTCString":"2026-02-03T04:05:06","DateUTC":"/Date(1518685950940)/",
          "User":"Pat","Details":"Reference changed"}]}
        """);

    var entry = script.ledger().invoices().history(ID).value().getFirst();

    assertThat(entry.changes()).isEqualTo("Edited");
    assertThat(entry.dateUtc()).isEqualTo(Instant.parse("2018-02-15T09:12:30.940Z"));
    assertThat(entry.toString()).doesNotContain("Pat");
    assertThat(script.last().uri().getPath()).isEqualTo("/api.xro/2.0/Invoices/" + ID + "/History");
  }

  @Test
  void asksForNoMoreThanFitsOneCall() {
    var tooMany = Stream.generate(UUID::randomUUID).limit(41).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> script.ledger().contacts().byIds(tooMany));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> script.ledger().payments().onInvoices(tooMany));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> script.ledger().invoices().byNumbers(List.of("INV-1,INV-2")));
    assertThatIllegalArgumentException().isThrownBy(() -> XeroQuery.all().pageSize(1001));
  }

  @Test
  void replaysAStoredWriteByteByByte() {
    var answer =
        "{\"Invoices\":[{\"InvoiceID\":\"%s\",\"StatusAttributeString\":\"OK\"}]}".formatted(ID);
    script.then(200, answer).then(200, answer);
    var invoices = script.ledger().invoices();
    var write = invoices.prepareUpdate(List.of(InvoiceDraft.update(ID).reference("Zoë, “ok”")));
    invoices.send(write, "k");
    var first = script.last();

    var stored = new PreparedWrite(write.verb(), write.path(), write.body());
    script.ledger().invoices().send(stored, "k");

    assertThat(stored).isEqualTo(write);
    assertThat(script.last().body()).isEqualTo(first.body()).isEqualTo(write.body());
    assertThat(script.last().uri()).isEqualTo(first.uri());
    assertThat(script.last().verb()).isEqualTo("POST");
    assertThat(script.last().header("Idempotency-key")).isEqualTo("k");
  }

  @Test
  void preparesTheSameBytesForTheSameDraft() {
    var invoices = script.ledger().invoices();
    assertThat(invoices.prepareCreate(List.of(InvoiceDraft.sale().number("INV-1").contact(ID))))
        .isEqualTo(
            invoices.prepareCreate(List.of(InvoiceDraft.sale().number("INV-1").contact(ID))));
  }

  @Test
  void deletesOnePayment() {
    script.then(
        200, "{\"Payments\":[{\"PaymentID\":\"%s\",\"Status\":\"DELETED\"}]}".formatted(ID));
    var payments = script.ledger().payments();

    var result = payments.send(payments.prepareDelete(ID), "k");

    assertThat(result.outcomes().getFirst()).isInstanceOf(Accepted.class);
    assertThat(script.last().uri().getPath()).isEqualTo("/api.xro/2.0/Payments/" + ID);
    assertThat(script.last().text()).isEqualTo("{\"Status\":\"DELETED\"}");
  }

  @Test
  void doesNotGuessWhichElementIsMissing() {
    script.then(200, "{\"Contacts\":[]}");
    var contacts = script.ledger().contacts();
    var write = contacts.prepareCreate(List.of(ContactDraft.create().name("Ann")));

    assertThatThrownBy(() -> contacts.send(write, "k"))
        .isInstanceOfSatisfying(
            XeroAway.class,
            away -> {
              assertThat(away.reason()).isEqualTo(XeroAway.Reason.WRONG_COUNT);
              assertThat(away.notExecuted()).isFalse();
            });
  }

  @Test
  void refusesAWriteOfAnotherKind() {
    var write =
        script.ledger().contacts().prepareCreate(List.of(ContactDraft.create().name("Ann")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> script.ledger().invoices().send(write, "k"));
    assertThat(script.calls()).isZero();
  }

  @Test
  void showsNoPersonalDetailInTexts() {
    var draft = ContactDraft.create().name("Ann").email("ann@example.com");
    var write = script.ledger().contacts().prepareCreate(List.of(draft));
    assertThat(draft.toString() + write).doesNotContain("Ann", "example.com");
  }

  @Test
  void readsOrganisationAccountsAndTaxRates() {
    script
        .then(
            200,
            """
            {"Organisations":[{"OrganisationID":"%s","Name":"North","Class":"DEMO","IsDemoCompany":true,
              "PeriodLockDate":"/Date(1222732800000+0000)/"}]}
            """
                .formatted(ID))
        .then(
            200,
            """
            {"Accounts":[{"AccountID":"%s","Code":"200","Status":"ACTIVE","EnablePaymentsToAccount":false,"SystemAccount":""}]}
            """
                .formatted(ID))
        .then(
            200,
            "{\"TaxRates\":[{\"TaxType\":\"OUTPUT\",\"EffectiveRate\":10.0000,\"CanApplyToRevenue\":true}]}");

    var organisation = script.ledger().organisation().value();
    assertThat(organisation.organisationId()).isEqualTo(ID);
    assertThat(organisation.organisationClass()).isEqualTo("DEMO");
    assertThat(organisation.isDemoCompany()).isTrue();
    assertThat(organisation.periodLockDate()).isEqualTo(LocalDate.of(2008, 9, 30));
    assertThat(script.ledger().accounts().value().getFirst().accountId()).isEqualTo(ID);
    var rate = script.ledger().taxRates().value().getFirst();
    assertThat(rate.effectiveRate()).isEqualByComparingTo("10");
    assertThat(rate.canApplyToRevenue()).isTrue();
  }
}
