package dev.tandem.bench.model;

import dev.tandem.bench.Control;
import dev.tandem.bench.model.Edits.Side;
import dev.tandem.bench.push.Practice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Unarchiving;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Some are not served any more, and come back. */
final class Archive {

  static final String FIELD = "archived";

  /** With more of them there would be nobody left to work for. */
  private static final int MOST = 3;

  private final Practice practice;
  private final Control xero;
  private final Cast cast;
  private final Edits edits;
  private final Clockwork clockwork;
  private final Random random;
  private final Clients clients;
  private final Outbox outbox;

  Archive(
      Practice practice, Control xero, Cast cast, Edits edits, Clockwork clockwork, Random random) {
    this.practice = practice;
    this.xero = xero;
    this.cast = cast;
    this.edits = edits;
    this.clockwork = clockwork;
    this.random = random;
    this.clients = practice.world().bean(Clients.class);
    this.outbox = practice.world().bean(Outbox.class);
  }

  static String said(boolean archived) {
    return archived ? "yes" : "no";
  }

  static boolean isArchived(JsonNode contact) {
    return !contact.path("ContactStatus").asString("").equals("ACTIVE");
  }

  /** Whether it is because its client is archived there that something was refused. */
  static boolean isRefused(Outbox.Standing it) {
    return Objects.requireNonNullElse(it.reason(), "").contains("un-archived");
  }

  void here() {
    practice.run(
        () -> {
          ClientId id = chosen(it -> clients.find(it).archived());
          boolean was = clients.find(id).archived();
          if (was) {
            clients.restore(id);
          } else {
            clients.archive(id);
          }
          accept(id, Side.HERE, !was, was);
        });
  }

  void inXero() {
    Map<String, JsonNode> contacts =
        Sides.byId(xero.books(practice.tenant()), "Contacts", "ContactID");
    ClientId id =
        chosen(
            it -> {
              JsonNode contact = contacts.get(there(it));
              return contact != null && isArchived(contact);
            });
    JsonNode now = contacts.get(there(id));
    if (now == null) {
      return;
    }
    boolean was = isArchived(now);
    xero.write(
        practice.tenant(),
        "POST",
        "Contacts/" + now.path("ContactID").asString(),
        Map.of("ContactStatus", was ? "ACTIVE" : "ARCHIVED"));
    accept(id, Side.XERO, !was, was);
  }

  /** As one does on the page of what was refused. */
  void bringBack(RecordRef refused) {
    ClientId id = practice.world().bean(Unarchiving.class).unarchive(refused);
    // It was refused because of what was said there.
    accept(id, Side.HERE, false, true);
  }

  private String there(ClientId id) {
    return Objects.requireNonNullElse(
        practice.in(() -> outbox.standing(new RecordRef("client", id.value())).ledgerId()), "");
  }

  /** Somebody who is archived where there are many of them, else anybody. */
  private ClientId chosen(Predicate<ClientId> archived) {
    List<ClientId> gone = cast.clients().stream().filter(archived).toList();
    return gone.size() >= MOST ? gone.get(random.nextInt(gone.size())) : cast.client(random);
  }

  private void accept(ClientId id, Side side, boolean now, boolean saw) {
    edits.accept(
        new RecordRef("client", id.value()), FIELD, clockwork.edit(side, said(now), said(saw)));
  }
}
