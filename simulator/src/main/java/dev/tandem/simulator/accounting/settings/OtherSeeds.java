package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.call.Dates;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.identity.XeroUser;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tracking, branding themes and users, with which every organisation begins. */
final class OtherSeeds {
  private final String tenantId;
  private final String moment;

  OtherSeeds(String tenantId, String moment) {
    this.tenantId = tenantId;
    this.moment = moment;
  }

  /** The category that Xero's own demo company has. */
  ObjectNode tracking() {
    ObjectNode category =
        Json.object()
            .put("TrackingCategoryID", OrganisationSeed.id(tenantId, "tracking Region"))
            .put("Name", "Region")
            .put("Status", "ACTIVE")
            .put("UpdatedDateUTC", moment);
    ArrayNode options = category.putArray("Options");
    for (String option : new String[] {"Eastside", "North", "South", "West Coast"}) {
      options
          .addObject()
          .put("TrackingOptionID", OrganisationSeed.id(tenantId, "tracking Region " + option))
          .put("Name", option)
          .put("Status", "ACTIVE");
    }
    return category;
  }

  List<ObjectNode> brandingThemes() {
    return List.of(theme("Standard", 0), theme("Special Projects", 1));
  }

  private ObjectNode theme(String name, int order) {
    ObjectNode theme =
        Json.object()
            .put("BrandingThemeID", OrganisationSeed.id(tenantId, "theme " + name))
            .put("Name", name)
            .put("Type", "INVOICE")
            .put("SortOrder", order)
            .put("CreatedDateUTC", Dates.wire(Instant.parse(moment)))
            .put("UpdatedDateUTC", moment);
    theme.putArray("_services");
    return theme;
  }

  /** Whoever consents in the simulator is the subscriber; the colleagues only show in the list. */
  List<ObjectNode> users() {
    XeroUser me = XeroUser.DEMO;
    return List.of(
        user("STANDARD", me.id(), me.email(), me.givenName(), me.familyName())
            .put("IsSubscriber", true),
        colleague("FINANCIALADVISER", "Robin", "Ames"),
        colleague("INVOICEONLY", "Sam", "Okoye"),
        colleague("READONLY", "Kim", "Weiss"));
  }

  private ObjectNode colleague(String role, String first, String last) {
    String email = (first + "." + last + "@example.com").toLowerCase(Locale.ROOT);
    return user(role, OrganisationSeed.id("", email), email, first, last);
  }

  private ObjectNode user(String role, String id, String email, String first, String last) {
    return Json.object()
        .put("UserID", id)
        .put("EmailAddress", email)
        .put("FirstName", first)
        .put("LastName", last)
        .put("UpdatedDateUTC", moment)
        .put("IsSubscriber", false)
        .put("OrganisationRole", role);
  }
}
