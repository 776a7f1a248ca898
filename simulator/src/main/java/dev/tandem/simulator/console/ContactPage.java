package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One contact, edited by the organisation's user. */
final class ContactPage {
  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("Name", "Name");
    FIELDS.put("FirstName", "First name");
    FIELDS.put("LastName", "Last name");
    FIELDS.put("EmailAddress", "Email");
  }

  private final LedgerChoice choice;
  private final Function<Ledger, UserDesk> desks;

  ContactPage(LedgerChoice choice, Function<Ledger, UserDesk> desks) {
    this.choice = choice;
    this.desks = desks;
  }

  Response show(Request request) {
    Ledger ledger = choice.of(request);
    ObjectNode contact =
        new BookPages(ledger)
            .contact(request.variable("id"))
            .orElseThrow(() -> new Refusal(Response.text(404, "There is no such contact")));
    boolean archived = contact.path("ContactStatus").asString().equals("ARCHIVED");
    return Frame.page(
        request,
        contact.path("Name").asString(),
        Markup.of(
            """
            <p class="quiet">{} · <a href="/console/{}/contacts">All contacts</a></p>
            <form method="post" action="{}" class="card fields">
              {}
              <label>Phone <input name="Phone" value="{}"></label>
              <button>Save contact</button>
            </form>
            <form method="post" action="{}/status" class="card">
              <p>This contact is <span class="status {}">{}</span>.</p>
              <button class="plain" name="status" value="{}">{}</button>
            </form>
            """,
            ledger.name(),
            ledger.tenantId(),
            page(ledger, request),
            Markup.join(FIELDS.entrySet().stream().map(each -> field(each, contact))),
            phone(contact),
            page(ledger, request),
            contact.path("ContactStatus").asString(),
            contact.path("ContactStatus").asString(),
            archived ? "ACTIVE" : "ARCHIVED",
            archived ? "Restore contact" : "Archive contact"));
  }

  private static Markup field(Map.Entry<String, String> field, ObjectNode contact) {
    return Markup.of(
        "<label>{} <input name=\"{}\" value=\"{}\"></label>",
        field.getValue(),
        field.getKey(),
        contact.path(field.getKey()).asString(""));
  }

  private static String phone(ObjectNode contact) {
    for (JsonNode phone : contact.path("Phones")) {
      if (phone.path("PhoneType").asString().equals("DEFAULT")) {
        return phone.path("PhoneNumber").asString("");
      }
    }
    return "";
  }

  Response save(Request request) {
    Parameters form = request.form();
    ObjectNode changes = Json.object();
    FIELDS.keySet().forEach(name -> changes.put(name, form.get(name, "")));
    Ledger ledger = choice.of(request);
    ObjectNode known = new BookPages(ledger).contact(request.variable("id")).orElse(Json.object());
    if (!form.get("Phone", "").equals(phone(known))) {
      changes.set("Phones", phones(known, form.get("Phone", "")));
    }
    return acting(request, changes, "The contact was saved.");
  }

  private static JsonNode phones(ObjectNode contact, String number) {
    JsonNode phones = contact.path("Phones").deepCopy();
    for (JsonNode phone : phones) {
      if (phone.path("PhoneType").asString().equals("DEFAULT")) {
        ((ObjectNode) phone)
            .put("PhoneNumber", number)
            .put("PhoneAreaCode", "")
            .put("PhoneCountryCode", "");
      }
    }
    return phones;
  }

  Response changeStatus(Request request) {
    String status = request.form().get("status", "ARCHIVED");
    return acting(
        request, Json.object().put("ContactStatus", status), "The contact is now " + status + ".");
  }

  private Response acting(Request request, ObjectNode changes, String done) {
    Ledger ledger = choice.of(request);
    String here = page(ledger, request);
    try {
      desks.apply(ledger).editContact(request.variable("id"), changes);
      return Frame.done(here, done);
    } catch (UserDesk.Refused refused) {
      return Frame.problem(here, String.valueOf(refused.getMessage()));
    }
  }

  private static String page(Ledger ledger, Request request) {
    return "/console/" + ledger.tenantId() + "/contacts/" + request.variable("id");
  }
}
