package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Which kind of connection fits, and what it costs. */
@TandemTest
class WaysTest {

  @Autowired ApplicationContext house;

  @Test
  void aPersonWithASignInGetsTheFreeOne() {
    assertThat(new Way("one", "AU", "yes", "").custom()).isFalse();
    assertThat(new Way("one", "AU", "yes", "").reasons()).anyMatch(it -> it.contains("free"));
  }

  @Test
  void nobodyToSignInAndOneOrganisationIsACustomConnection() {
    var way = new Way("one", "GB", "no", "");
    assertThat(way.custom()).isTrue();
    assertThat(way.reasons()).anyMatch(it -> it.contains("GBP 5 a month"));
  }

  @Test
  void severalOrganisationsOrAnotherCountryNeedAStandardApp() {
    assertThat(new Way("several", "AU", "no", "").custom()).isFalse();
    assertThat(new Way("one", "other", "no", "").custom()).isFalse();
    assertThat(new Way("one", "other", "no", "").reasons())
        .anyMatch(it -> it.contains("Australia, New Zealand"));
  }

  @Test
  void aPersonMayChooseTheOther() {
    assertThat(new Way("one", "AU", "yes", "custom").custom()).isTrue();
    assertThat(new Way("one", "GB", "no", "standard").custom()).isFalse();
  }

  @Test
  void thePageHoldsTheExactRedirectAddressAndTheTemplate() {
    var owner = TestPractice.open(house).browser(Role.OWNER);
    String standard = owner.get("/ledger/ways").body();
    String port = house.getEnvironment().getRequiredProperty("local.server.port");
    assertThat(standard)
        .contains(
            "http://localhost:" + port + "/ledger/connection/callback",
            "XERO_REDIRECT_URI=",
            "data-copy",
            "developer.xero.com");
    assertThat(owner.get("/ledger/ways?kind=custom").body())
        .contains("XERO_TENANT_ID=", "accounting.settings.read", "needs no redirect URI")
        .doesNotContain("XERO_REDIRECT_URI=");
  }
}
