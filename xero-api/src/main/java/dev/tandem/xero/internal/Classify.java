package dev.tandem.xero.internal;

import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroAccessLost.Why;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroAway.Reason;
import dev.tandem.xero.XeroBusy;
import dev.tandem.xero.XeroException;
import dev.tandem.xero.XeroNotFound;
import dev.tandem.xero.XeroRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns an answer that is no success into the error named by its remedy. Any body will do, also
 * none.
 */
public final class Classify {

  private static final int LONGEST_REASON = 500;
  private static final UUID NO_ID = new UUID(0, 0); // stands where a record was not created

  private Classify() {}

  /** The answer itself when it is a success (or 304), else its error thrown. */
  public static Answer orThrow(Answer answer) {
    if (answer.status() / 100 == 2 || answer.status() == 304) return answer;
    throw error(answer);
  }

  static XeroException error(Answer answer) {
    return switch (answer.status()) {
      case 401, 403 -> denied(answer);
      case 404, 410 -> new XeroNotFound(answer.facts());
      case 429 -> new XeroBusy(answer.facts());
      case 408 -> new XeroAway(Reason.SERVER_ERROR, answer.facts(), null);
      case 501 -> refused(answer);
      default ->
          switch (answer.status() / 100) {
            case 4 -> refused(answer);
            case 5 -> away(answer);
            default -> new XeroAway(Reason.UNREADABLE, answer.facts(), null);
          };
    };
  }

  private static XeroException denied(Answer answer) {
    JsonNode body = Json.treeOrEmpty(answer.body());
    String first = body.path("Detail").stringValue("").split("[:\\s]", 2)[0];
    String word = first.isEmpty() ? null : first;
    if (first.equals("AuthorizationUnsuccessful")) {
      return new XeroAccessLost(Why.SCOPE_MISSING, word, answer.facts());
    }
    if (answer.status() == 401) {
      return new XeroAccessLost(Why.TOKEN_EXPIRED, word, answer.facts());
    }
    // A page of HTML comes from something between us and Xero and says nothing of the organisation.
    return answer.text().stripLeading().startsWith("<")
        ? new XeroAway(Reason.UNREADABLE, answer.facts(), null)
        : new XeroAccessLost(Why.DISCONNECTED, word, answer.facts());
  }

  private static XeroException away(Answer answer) {
    boolean oneOnly = answer.text().toLowerCase(Locale.ROOT).contains("organisation is offline");
    return new XeroAway(
        oneOnly ? Reason.ORGANISATION_OFFLINE : Reason.SERVER_ERROR, answer.facts(), null);
  }

  private static XeroException refused(Answer answer) {
    JsonNode body = Json.treeOrEmpty(answer.body());
    List<XeroRefused.Element> elements = new ArrayList<>();
    for (JsonNode element : body.path("Elements")) {
      elements.add(
          new XeroRefused.Element(
              elements.size(), id(element), number(element), Json.reasons(element)));
    }
    return new XeroRefused(
        body.path("ErrorNumber").asInt(0),
        body.path("Type").stringValue(""),
        reasons(answer, body, elements),
        elements,
        answer.facts());
  }

  /**
   * The elements' own reasons say more than the message above them; plain text is better than
   * nothing.
   */
  private static List<String> reasons(
      Answer answer, JsonNode body, List<XeroRefused.Element> elements) {
    List<String> named = elements.stream().flatMap(e -> e.reasons().stream()).distinct().toList();
    if (!named.isEmpty()) return named;
    for (String field : List.of("Message", "Detail", "Title")) {
      String text = body.path(field).stringValue("");
      if (!text.isBlank()) return List.of(text);
    }
    String plain = answer.text().strip();
    boolean readable = !plain.isEmpty() && !plain.startsWith("<") && !plain.startsWith("{");
    return readable
        ? List.of(plain.substring(0, Math.min(plain.length(), LONGEST_REASON)))
        : List.of();
  }

  private static @Nullable UUID id(JsonNode element) {
    for (String field : List.of("InvoiceID", "PaymentID", "ContactID")) {
      UUID id = Json.uuidOrNull(element.path(field).stringValue(""));
      if (id != null && !id.equals(NO_ID)) return id;
    }
    return null;
  }

  private static @Nullable String number(JsonNode element) {
    for (String field : List.of("InvoiceNumber", "ContactNumber", "Reference")) {
      String text = element.path(field).stringValue("");
      if (!text.isBlank()) return text;
    }
    return null;
  }
}
