package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.5 of the fact sheet: tracking categories and options. */
class SimTrackingTest extends SettingsTest {
  private String category(String name) {
    return xero.put("TrackingCategories", "{'Name':'" + name + "'}")
        .json()
        .at("/TrackingCategories/0/TrackingCategoryID")
        .asString();
  }

  private String option(String category, String name) {
    return xero.put("TrackingCategories/" + category + "/Options", "{'Name':'" + name + "'}")
        .json()
        .at("/Options/0/TrackingOptionID")
        .asString();
  }

  private JsonNode region() {
    return xero.get("TrackingCategories").json().at("/TrackingCategories/0");
  }

  private Xero.Reply delete(String path) {
    return xero.send("DELETE", "/api.xro/2.0/TrackingCategories/" + path, "");
  }

  private void track(String option) {
    xero.put(
        "Invoices",
        invoiceBody("C-1", "100")
            .replace(
                "'AccountCode'",
                "'Tracking':[{'Name':'Region','Option':'" + option + "'}],'AccountCode'"));
  }

  @Test
  void aCategoryIsCreatedWithItsOptions() {
    JsonNode category =
        xero.put("TrackingCategories", "{'Name':'Team','Options':[{'Name':'Red'},{'Name':'Blue'}]}")
            .json()
            .at("/TrackingCategories/0");
    assertThat(category.path("Status").asString()).isEqualTo("ACTIVE");
    assertThat(category.path("Options").findValuesAsString("Name")).containsExactly("Red", "Blue");
  }

  @Test
  void twoActiveCategoriesAreTheMost() {
    category("Team");
    assertThat(xero.put("TrackingCategories", "{'Name':'Third'}").status()).isEqualTo(400);
  }

  @Test
  void fourCategoriesInAllAreTheMost() {
    for (String name : new String[] {"A", "B", "C"}) {
      xero.post("TrackingCategories/" + category(name), "{'Status':'ARCHIVED'}");
    }
    String region = region().path("TrackingCategoryID").asString();
    xero.post("TrackingCategories/" + region, "{'Status':'ARCHIVED'}");
    assertThat(xero.put("TrackingCategories", "{'Name':'Fifth'}").status()).isEqualTo(400);
    assertThat(xero.get("TrackingCategories").json().path("TrackingCategories")).isEmpty();
    assertThat(
            xero.get("TrackingCategories?includeArchived=true").json().path("TrackingCategories"))
        .hasSize(4);
  }

  @Test
  void namesHaveAHundredCharactersAndAreUnique() {
    assertThat(xero.put("TrackingCategories", "{'Name':'" + "x".repeat(101) + "'}").status())
        .isEqualTo(400);
    assertThat(xero.put("TrackingCategories", "{'Name':'region'}").status()).isEqualTo(400);
  }

  @Test
  void aCategoryAndAnOptionAreRenamed() {
    String id = region().path("TrackingCategoryID").asString();
    String north = region().at("/Options/1/TrackingOptionID").asString();
    xero.post("TrackingCategories/" + id, "{'Name':'Area'}");
    xero.post("TrackingCategories/" + id + "/Options/" + north, "{'Name':'Nord'}");
    assertThat(region().path("Name").asString()).isEqualTo("Area");
    assertThat(region().path("Options").findValuesAsString("Name")).contains("Nord");
  }

  @Test
  void anOptionIsAnsweredAlone() {
    String id = region().path("TrackingCategoryID").asString();
    JsonNode answer = xero.put("TrackingCategories/" + id + "/Options", "{'Name':' Far '}").json();
    assertThat(answer.path("Options")).hasSize(1);
    assertThat(answer.at("/Options/0/Name").asString()).isEqualTo("Far");
    assertThat(answer.at("/Options/0/IsActive").asBoolean()).isTrue();
    assertThat(region().path("Options")).hasSize(5);
  }

  @Test
  void anOptionsNameIsUniqueInItsCategory() {
    String id = region().path("TrackingCategoryID").asString();
    assertThat(message(xero.put("TrackingCategories/" + id + "/Options", "{'Name':'north'}")))
        .isEqualTo("For each specified tracking option the name must be unique.");
    assertThat(region().path("Options")).hasSize(4);
  }

  @Test
  void anArchivedOptionIsShownWhenAskedFor() {
    String id = region().path("TrackingCategoryID").asString();
    String east = region().at("/Options/0/TrackingOptionID").asString();
    xero.post("TrackingCategories/" + id + "/Options/" + east, "{'Status':'ARCHIVED'}");
    assertThat(region().path("Options")).hasSize(3);
    assertThat(
            xero.get("TrackingCategories?includeArchived=true")
                .json()
                .at("/TrackingCategories/0/Options"))
        .hasSize(4);
  }

  @Test
  void unusedOnesAreDeleted() {
    String id = category("Team");
    String option = option(id, "Red");
    JsonNode gone = delete(id + "/Options/" + option).json();
    assertThat(gone.at("/Options/0/Status").asString()).isEqualTo("DELETED");
    assertThat(gone.at("/Options/0/IsDeleted").asBoolean()).isTrue();
    assertThat(delete(id).json().at("/TrackingCategories/0/Status").asString())
        .isEqualTo("DELETED");
    assertThat(xero.get("TrackingCategories/" + id).status()).isEqualTo(404);
  }

  @Test
  void usedOnesAreArchivedInstead() {
    track("North");
    String id = region().path("TrackingCategoryID").asString();
    String north = region().at("/Options/1/TrackingOptionID").asString();
    assertThat(delete(id + "/Options/" + north).json().at("/Options/0/Status").asString())
        .isEqualTo("ARCHIVED");
    assertThat(delete(id).json().at("/TrackingCategories/0/Status").asString())
        .isEqualTo("ARCHIVED");
    assertThat(xero.get("TrackingCategories/" + id).status()).isEqualTo(200);
  }

  @Test
  void unknownOnesAreNotFound() {
    assertThat(xero.get("TrackingCategories/" + Xero.AU).status()).isEqualTo(404);
    assertThat(delete(Xero.AU).status()).isEqualTo(404);
    String id = region().path("TrackingCategoryID").asString();
    assertThat(delete(id + "/Options/" + Xero.AU).status()).isEqualTo(404);
  }
}
