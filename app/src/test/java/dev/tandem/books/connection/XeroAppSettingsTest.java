package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.shared.doctor.Finding;
import org.junit.jupiter.api.Test;

class XeroAppSettingsTest {

  private static final String ORGANISATION = "3c9d1e74-6b28-4f90-8e15-7a4c2f8b9d02";

  @Test
  void anOrganisationMakesItACustomConnection() {
    assertThat(settings("", ORGANISATION, "").custom()).isTrue();
    assertThat(settings("", " ", "").custom()).isFalse();
    assertThat(finding(settings("", ORGANISATION, ""))).contains(ORGANISATION);
  }

  @Test
  void granularUnlessSaidOtherwise() {
    assertThat(settings("", "", "").broad()).isFalse();
    assertThat(settings("", "", " Broad ").broad()).isTrue();
    assertThat(finding(settings("", "", "broad"))).contains("2027");
  }

  @Test
  void refusesInWordsWhatItCannotUse() {
    assertThatThrownBy(() -> settings("", "our-company", ""))
        .hasMessageContaining("XERO_TENANT_ID");
    assertThatThrownBy(() -> settings("", "", "all")).hasMessageContaining("XERO_SCOPES");
    for (String address :
        new String[] {"desk.example/callback", "ftp://desk.example/x", "http://"}) {
      assertThatThrownBy(() -> settings(address, "", "")).hasMessageContaining("XERO_REDIRECT_URI");
    }
  }

  @Test
  void aFeatureIsCoveredByEitherFamilyAndWritingCoversReading() {
    var broad = java.util.Set.of("accounting.transactions", "accounting.settings");
    assertThat(Feature.PAYMENTS.coveredBy(broad)).isTrue();
    assertThat(Feature.REFERENCE.coveredBy(broad)).isTrue();
    assertThat(Feature.CLIENTS.coveredBy(broad)).isFalse();
    assertThat(Feature.PAYMENTS.coveredBy(java.util.Set.of("accounting.payments.read"))).isFalse();
  }

  private static String finding(XeroAppSettings settings) {
    return new AppExamination(settings)
        .examine().stream().map(Finding::toString).reduce("", String::concat);
  }

  private static XeroAppSettings settings(String redirect, String tenant, String scopes) {
    return new XeroAppSettings("an-id", "a-secret", redirect, "", "", tenant, scopes);
  }
}
