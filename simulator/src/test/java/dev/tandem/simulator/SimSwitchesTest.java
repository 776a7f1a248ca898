package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The undocumented points, turned while the simulator runs. */
class SimSwitchesTest extends SimulatorTest {
  private JsonNode named(JsonNode list, Switch which) {
    return list.valueStream()
        .filter(each -> each.path("name").asString().equals(which.key()))
        .findFirst()
        .orElseThrow();
  }

  private String withoutDueDate() {
    return invoiceBody("W-1", "100").replace("'DueDate':'2026-11-16',", "");
  }

  @Test
  void eachIsListedWithWhatItMeans() {
    JsonNode list = xero.control("GET", "switches").json();
    assertThat(list).hasSize(Switch.values().length);
    JsonNode one = named(list, Switch.DUE_DATE_REQUIRED);
    assertThat(one.path("on").asBoolean()).isEqualTo(Switch.DUE_DATE_REQUIRED.byDefault());
    assertThat(one.path("sentence").asString()).isEqualTo(Switch.DUE_DATE_REQUIRED.sentence());
  }

  @Test
  void turningOneChangesTheNextCall() {
    assertThat(xero.put("Invoices", withoutDueDate()).status()).isEqualTo(400);
    JsonNode list = xero.control("POST", "switches?name=due-date-required&on=off").json();
    assertThat(named(list, Switch.DUE_DATE_REQUIRED).path("on").asBoolean()).isFalse();
    assertThat(xero.put("Invoices", withoutDueDate()).status()).isEqualTo(200);
  }

  @Test
  void theyGoBackToHowTheyStoodAtTheStart() {
    xero.control("POST", "switches?name=due-date-required&on=false");
    JsonNode list = xero.control("POST", "switches/reset").json();
    assertThat(named(list, Switch.DUE_DATE_REQUIRED).path("on").asBoolean()).isTrue();
  }

  @Test
  void oneThatDoesNotExistIsRefused() {
    assertThat(xero.control("POST", "switches?name=magic&on=on").status()).isEqualTo(400);
    assertThat(xero.control("POST", "switches?name=due-date-required&on=maybe").status())
        .isEqualTo(400);
  }

  @Test
  void aSettingTurnsOneFromTheStart() {
    SimulatorSettings settings = SimulatorSettings.defaults().with(Switch.DUE_DATE_REQUIRED, false);
    try (XeroSimulator turned = XeroSimulator.start(settings)) {
      turned.reset();
      assertThat(Xero.connected(turned).put("Invoices", withoutDueDate()).status()).isEqualTo(200);
    }
  }
}
