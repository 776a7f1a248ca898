package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §4.4 of the fact sheet: contact groups. */
class SimContactGroupsTest extends SimulatorTest {
  private String group(String name) {
    return xero.put("ContactGroups", "{'ContactGroups':[{'Name':'" + name + "'}]}")
        .json()
        .at("/ContactGroups/0/ContactGroupID")
        .asString();
  }

  private Xero.Reply add(String group, String... contacts) {
    return xero.put(
        "ContactGroups/" + group + "/Contacts",
        "{'Contacts':[{'ContactID':'" + String.join("'},{'ContactID':'", contacts) + "'}]}");
  }

  private Xero.Reply delete(String path) {
    return xero.send("DELETE", "/api.xro/2.0/ContactGroups/" + path, "");
  }

  private JsonNode members(String group) {
    return xero.get("ContactGroups/" + group).json().at("/ContactGroups/0/Contacts");
  }

  private static String message(Xero.Reply reply) {
    return reply.json().at("/Elements/0/ValidationErrors/0/Message").asString();
  }

  @Test
  void aGroupIsCreatedRenamedAndDeleted() {
    String id = group("VIPs");
    JsonNode renamed =
        xero.post("ContactGroups/" + id, "{'Name':'Regulars'}").json().at("/ContactGroups/0");
    assertThat(renamed.path("Name").asString()).isEqualTo("Regulars");
    JsonNode deleted =
        xero.post("ContactGroups/" + id, "{'Status':'DELETED'}").json().at("/ContactGroups/0");
    assertThat(deleted.path("Status").asString()).isEqualTo("DELETED");
    assertThat(xero.get("ContactGroups").json().path("ContactGroups")).isEmpty();
    assertThat(xero.get("ContactGroups/" + id).status()).isEqualTo(404);
    assertThat(group("Regulars")).isNotEqualTo(id);
  }

  @Test
  void aGroupNeedsANameOfItsOwn() {
    group("VIPs");
    assertThat(message(xero.put("ContactGroups", "{'Name':'vips'}")))
        .isEqualTo("A Contact Group already exists with this name");
    assertThat(xero.put("ContactGroups", "{'Status':'ACTIVE'}").status()).isEqualTo(400);
  }

  @Test
  void onlyASingleGroupTellsItsMembers() {
    String id = group("VIPs");
    String ada = contact("Ada Byron");
    String eve = contact("Eve Moss");
    var added = add(id, ada, eve);
    assertThat(added.json().path("Contacts").findValuesAsString("ContactID"))
        .containsExactly(ada, eve);
    assertThat(members(id).findValuesAsString("Name")).containsExactly("Ada Byron", "Eve Moss");
    assertThat(xero.get("ContactGroups").json().at("/ContactGroups/0/Contacts")).isEmpty();
    assertThat(xero.get("ContactGroups").json().at("/ContactGroups/0").has("UpdatedDateUTC"))
        .isFalse();
  }

  @Test
  void aContactAddedTwiceIsInOnce() {
    String id = group("VIPs");
    String ada = contact("Ada Byron");
    add(id, ada);
    add(id, ada);
    assertThat(members(id)).hasSize(1);
  }

  @Test
  void aContactShowsItsGroupsWithoutMovingItsDate() {
    String id = group("VIPs");
    String ada = contact("Ada Byron");
    String before = xero.get("Contacts/" + ada).json().at("/Contacts/0/UpdatedDateUTC").asString();
    add(id, ada);
    JsonNode contact = xero.get("Contacts/" + ada).json().at("/Contacts/0");
    assertThat(contact.at("/ContactGroups/0/Name").asString()).isEqualTo("VIPs");
    assertThat(contact.path("UpdatedDateUTC").asString()).isEqualTo(before);
    assertThat(xero.get("Contacts?page=1").json().at("/Contacts/0/ContactGroups")).hasSize(1);
    assertThat(xero.get("Contacts").json().at("/Contacts/0/ContactGroups")).isEmpty();
  }

  @Test
  void anArchivedContactIsNotAssigned() {
    String id = group("VIPs");
    String ada = contact("Ada Byron");
    xero.post("Contacts/" + ada, "{'ContactStatus':'ARCHIVED'}");
    assertThat(message(add(id, ada))).isEqualTo("Unable to assign an Archived contact.");
    assertThat(members(id)).isEmpty();
  }

  @Test
  void whoIsArchivedLeavesTheGroups() {
    String id = group("VIPs");
    String ada = contact("Ada Byron");
    add(id, ada);
    xero.post("Contacts/" + ada, "{'ContactStatus':'ARCHIVED'}");
    assertThat(members(id)).isEmpty();
  }

  @Test
  void oneWhoIsUnknownKeepsTheOthersOut() {
    String id = group("VIPs");
    assertThat(add(id, contact("Ada Byron"), Xero.AU).status()).isEqualTo(400);
    assertThat(members(id)).isEmpty();
  }

  @Test
  void membersLeaveOneByOneOrAllAtOnceWithoutAWord() {
    String id = group("VIPs");
    String ada = contact("Ada Byron");
    add(id, ada, contact("Eve Moss"), contact("Kit Lowe"));
    var one = delete(id + "/Contacts/" + ada);
    assertThat(one.status()).isEqualTo(204);
    assertThat(one.body()).isEmpty();
    assertThat(members(id)).hasSize(2);
    assertThat(delete(id + "/Contacts").status()).isEqualTo(204);
    assertThat(members(id)).isEmpty();
    assertThat(delete(id + "/Contacts/" + Xero.AU).status()).isEqualTo(404);
  }

  @Test
  void aHundredGroupsAreTheMost() {
    var body = new StringBuilder("{'ContactGroups':[");
    for (int i = 0; i < 100; i++) {
      body.append(i == 0 ? "" : ",").append("{'Name':'Group ").append(i).append("'}");
    }
    xero.put("ContactGroups", body + "]}");
    assertThat(message(xero.put("ContactGroups", "{'Name':'One more'}")))
        .isEqualTo("You’ve reached the limit of 100 contact groups.");
  }

  @Test
  void groupsAreFilteredAndOrdered() {
    group("Beta");
    group("Alpha");
    assertThat(
            xero.get("ContactGroups?order=Name")
                .json()
                .path("ContactGroups")
                .findValuesAsString("Name"))
        .containsExactly("Alpha", "Beta");
    assertThat(
            xero.get("ContactGroups?where=" + Xero.encode("Name==\"Beta\""))
                .json()
                .path("ContactGroups"))
        .hasSize(1);
  }
}
