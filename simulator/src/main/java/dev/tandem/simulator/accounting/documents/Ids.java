package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Ids in what a client sent. Xero: one that is no GUID makes the body unreadable. */
public final class Ids {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  /** The id under that name; one of zeros counts as none. */
  public static Optional<String> guid(JsonNode sent, String name) {
    Optional<String> id = Fields.said(sent, name);
    if (id.isPresent() && !GUID.matcher(id.get()).matches()) {
      throw ApiErrors.postData("The value of " + name + " is not a GUID: " + id.get());
    }
    return id.filter(each -> !each.equals("00000000-0000-0000-0000-000000000000"));
  }
}
