package dev.tandem.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

@TandemTest
class PracticeSwitchTest {

  @Autowired private ApplicationContext house;
  @Autowired private Setup setup;
  @Autowired private TransactionTemplate inPractice;

  private TestPractice here;
  private TestPractice there;
  private Browser browser;

  @BeforeEach
  void workForTwo() {
    here = TestPractice.open(house);
    there = TestPractice.open(house);
    there.add(here.email(Role.OWNER), Role.RECEPTIONIST);
    browser = here.browser(Role.OWNER);
    browser.get("/account");
  }

  @Test
  void goesOverAndTakesTheRoleOfThatPractice() {
    switchTo(here);
    assertThat(browser.get("/setup/locations").status()).isEqualTo(200);
    switchTo(there);
    assertThat(browser.get("/account").body()).contains("Receptionist");
    assertThat(browser.get("/setup/locations").status()).isEqualTo(403);
  }

  @Test
  void refusesAFormThatWasDrawnForTheOtherPractice() {
    there.add("both" + there.id() + "@example.com", Role.OWNER);
    here.add("both" + there.id() + "@example.com", Role.OWNER);
    browser = here.browser();
    browser.signIn("both" + there.id() + "@example.com", TestPractice.PASSWORD);
    browser.get("/account");
    switchTo(here);
    browser.get("/setup/locations/new");
    Map<String, String> drawnHere = browser.hiddenFields("/setup/locations");
    browser.get("/account");
    switchTo(there);
    var fields = new java.util.HashMap<>(drawnHere);
    fields.put("name", "Wrong place");
    var refused = browser.post("/setup/locations", fields);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("open for another practice", "nothing was saved");
    assertThat(Practices.in(there.id(), setup::locations)).isEmpty();
    assertThat(Practices.in(here.id(), setup::locations)).isEmpty();
  }

  @Test
  void staysOutOfPracticesWithoutAPlaceThere() {
    TestPractice strange = TestPractice.open(house);
    browser.get("/account");
    var answer = browser.submit("/practice-switch", Map.of("practice", strange.id().toString()));
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void showsOnlyTheChosenPracticesRecords() {
    Practices.run(here.id(), () -> setup.add(LocationDetails.named("Only here")));
    switchTo(here);
    assertThat(browser.get("/setup/locations").body()).contains("Only here");
    assertThat(there.browser(Role.OWNER).get("/setup/locations").body())
        .doesNotContain("Only here");
  }

  @Test
  void theInnerPracticeCannotHideInAnOuterTransaction() {
    assertThatThrownBy(
            () ->
                Practices.run(
                    here.id(),
                    () ->
                        inPractice.executeWithoutResult(
                            _ -> Practices.run(there.id(), () -> setup.locations()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("while a transaction is open");
  }

  @Test
  void workOnAnotherThreadWithoutAPracticeIsRefused() throws InterruptedException {
    var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
    Practices.in(
        here.id(),
        () -> {
          Thread other =
              Thread.ofVirtual()
                  .start(
                      () -> {
                        try {
                          setup.locations();
                        } catch (RuntimeException e) {
                          failure.set(e);
                        }
                      });
          other.join();
          return true;
        });
    assertThat(failure.get()).isInstanceOf(CannotCreateTransactionException.class);
  }

  private void switchTo(TestPractice practice) {
    assertThat(
            browser
                .submit("/practice-switch", Map.of("practice", practice.id().toString()))
                .redirect())
        .isEqualTo("/");
    browser.get("/account");
  }
}
