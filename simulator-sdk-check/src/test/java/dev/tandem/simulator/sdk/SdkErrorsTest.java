package dev.tandem.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.HttpResponseException;
import com.xero.api.XeroAppMinuteRateLimitException;
import com.xero.api.XeroBadRequestException;
import com.xero.api.XeroDailyRateLimitException;
import com.xero.api.XeroException;
import com.xero.api.XeroForbiddenException;
import com.xero.api.XeroMinuteRateLimitException;
import com.xero.api.XeroNotAvailableException;
import com.xero.api.XeroNotFoundException;
import com.xero.api.XeroRateLimitException;
import com.xero.api.XeroServerErrorException;
import com.xero.api.XeroUnauthorizedException;
import com.xero.api.client.AccountingApi;
import com.xero.models.accounting.Contact;
import com.xero.models.accounting.Contacts;
import com.xero.models.accounting.Invoices;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import dev.tandem.simulator.limits.Allowances;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Errors as xero-java tells of them: §6 of the fact sheet. */
class SdkErrorsTest extends SdkTest {
  private void fault(String query) throws IOException {
    URI uri = URI.create(simulator.uri() + "/_simulator/faults?" + query);
    try (HttpClient control = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build();
      var answer = control.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void organisations() throws IOException {
    xero.getOrganisations(token, TENANT);
  }

  private static <T extends XeroException> T thrown(Class<T> type, ThrowingCallable call) {
    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(call);
    assertThat(thrown).isExactlyInstanceOf(type);
    return type.cast(thrown);
  }

  @Test
  void aValidationErrorCarriesTheElementsAndNoMessage() throws IOException {
    contact("Ada");
    Contacts sent = new Contacts().addContactsItem(new Contact().name("Ada"));
    XeroBadRequestException refused =
        thrown(
            XeroBadRequestException.class,
            () -> xero.createContacts(token, TENANT, sent, null, true));
    assertThat(refused.getMessage()).isNull();
    assertThat(refused.getStatusCode()).isEqualTo(400);
    assertThat(refused.getElements()).hasSize(1);
    assertThat(refused.getElements().getFirst().getValidationErrors().getFirst().getMessage())
        .contains("already assigned to another contact");
  }

  @Test
  void anInvoiceErrorCarriesItsMessages() throws IOException {
    Contact ada = contact("Ada");
    Invoices sent =
        new Invoices().addInvoicesItem(sales(ada, "S-1", line("Visit", 1).accountCode("99999")));
    XeroBadRequestException refused =
        thrown(
            XeroBadRequestException.class,
            () -> xero.createInvoices(token, TENANT, sent, null, true, null));
    assertThat(refused.getElements().getFirst().getValidationErrors().getFirst().getMessage())
        .contains("99999");
  }

  @Test
  void aQueryErrorHasNoElementsAndItsTextIsInTheCause() {
    XeroBadRequestException refused =
        thrown(
            XeroBadRequestException.class,
            () -> xero.getAccounts(token, TENANT, null, "Nonsense==1", null));
    assertThat(refused.getElements()).isNullOrEmpty();
    assertThat(((HttpResponseException) refused.getCause()).getContent())
        .contains("QueryParseException")
        .contains("No property or field 'Nonsense' exists in type 'Account'");
  }

  @Test
  void anUnknownIdIsNotFound() {
    thrown(XeroNotFoundException.class, () -> xero.getInvoice(token, TENANT, new UUID(1, 2), null));
  }

  @Test
  void aWrongTokenIsUnauthorizedAndAForeignTenantForbidden() {
    thrown(XeroUnauthorizedException.class, () -> xero.getOrganisations("nonsense", TENANT));
    thrown(
        XeroForbiddenException.class,
        () -> xero.getOrganisations(token, "3c9d1e74-6b28-4f90-8e15-7a4c2f8b9d02"));
  }

  @Test
  void theMinuteLimitIsTheSdksOwnKindOfException() throws IOException {
    XeroMinuteRateLimitException limited =
        thrown(
            XeroMinuteRateLimitException.class,
            () -> {
              for (int i = 0; i < 61; i++) {
                organisations();
              }
            });
    assertThat(limited.getRetryAfterSeconds()).isBetween(1L, 60L);
    assertThat(limited.getMinuteLimitRemaining()).isZero();
    assertThat(limited.getDayLimitRemaining()).isPositive();
  }

  @Test
  void theOtherLimitsAreToldApartByTheirHeaders() throws IOException {
    thrown(XeroDailyRateLimitException.class, () -> twice(new Allowances(5, 60, 1, 10_000)));
    thrown(XeroAppMinuteRateLimitException.class, () -> twice(new Allowances(5, 60, 5_000, 1)));
    fault("kind=429&problem=concurrent");
    thrown(XeroRateLimitException.class, this::organisations);
  }

  private static void twice(Allowances allowances) throws IOException {
    SimulatorSettings settings = SimulatorSettings.defaults().allowances(allowances);
    try (XeroSimulator other = XeroSimulator.start(settings)) {
      String token = new Consent(other.uri()).connect(TENANT).getAccessToken();
      AccountingApi xero = new AccountingApi(client(other.uri() + "/api.xro/2.0"));
      xero.getOrganisations(token, TENANT);
      xero.getOrganisations(token, TENANT);
    }
  }

  @Test
  void xerosOwnTroubleIsToldApart() throws IOException {
    fault("kind=500");
    thrown(XeroServerErrorException.class, this::organisations);
    fault("kind=503");
    thrown(XeroNotAvailableException.class, this::organisations);
    organisations();
  }

  @Test
  void aReusedIdempotencyKeyIsABadRequestWithoutElements() throws IOException {
    Contacts ada = new Contacts().addContactsItem(new Contact().name("Ada"));
    Contacts bob = new Contacts().addContactsItem(new Contact().name("Bob"));
    UUID first =
        xero.createContacts(token, TENANT, ada, "key", true)
            .getContacts()
            .getFirst()
            .getContactID();
    UUID again =
        xero.createContacts(token, TENANT, ada, "key", true)
            .getContacts()
            .getFirst()
            .getContactID();
    assertThat(again).isEqualTo(first);
    assertThatThrownBy(() -> xero.createContacts(token, TENANT, bob, "key", true))
        .isInstanceOf(XeroBadRequestException.class);
  }
}
