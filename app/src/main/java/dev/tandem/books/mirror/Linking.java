package dev.tandem.books.mirror;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and undoes links between clients and contacts that were in the ledger before. */
@Component
@Transactional
public class Linking {

  private final RecordMirrors mirrors;
  private final Pairing pairing;
  private final Links links;
  private final Choices choices;
  private final LedgerContacts contacts;
  private final Conflicts conflicts;
  private final Adoption adoption;
  private final GivenToStrangers strangers;
  private final Story story;
  private final AuditTrail trail;
  private final Changes changes;

  Linking(
      RecordMirrors mirrors,
      Pairing pairing,
      Links links,
      Choices choices,
      LedgerContacts contacts,
      Conflicts conflicts,
      Adoption adoption,
      GivenToStrangers strangers,
      Story story,
      AuditTrail trail,
      Changes changes) {
    this.mirrors = mirrors;
    this.pairing = pairing;
    this.links = links;
    this.choices = choices;
    this.contacts = contacts;
    this.conflicts = conflicts;
    this.adoption = adoption;
    this.strangers = strangers;
    this.story = story;
    this.trail = trail;
    this.changes = changes;
  }

  /** The ids over there of clients that are linked with this organisation. */
  @Transactional(readOnly = true)
  public Map<UUID, String> contactsOf(UUID tenant, Collection<UUID> clients) {
    return links.ledgerIds(Kind.CLIENT, tenant, clients);
  }

  /** Whether we made this contact for this client: it carries the client's id. */
  @Transactional(readOnly = true)
  public boolean madeByUs(UUID tenant, String contact, UUID client) {
    return contacts.carries(tenant, contact, client);
  }

  /** Those of these invoices that the organisation has. */
  @Transactional(readOnly = true)
  public Set<UUID> invoicesThere(UUID tenant, Collection<UUID> invoices) {
    return links.ledgerIds(Kind.INVOICE, tenant, invoices).keySet();
  }

  /**
   * @throws Refused if the contact is linked with a record of ours
   */
  @Transactional(readOnly = true)
  public void refuseTaken(UUID tenant, String contact) {
    if (!links.times(Kind.CLIENT, tenant, List.of(contact)).isEmpty()) {
      throw new Refused("This contact is linked with another record already.");
    }
  }

  /**
   * Links as chosen, by a full reading of the contacts. What cannot be linked says so in its
   * choice.
   *
   * @param seq the lane's count of the call that read
   * @return the clients that are linked now; what of them differs is to be sent
   */
  public List<UUID> link(UUID tenant, long seq, List<Chosen> chosen, List<LedgerRecord> read) {
    contacts.note(tenant, read);
    Map<String, LedgerRecord> found =
        read.stream().collect(Collectors.toMap(LedgerRecord::id, Function.identity()));
    List<UUID> clients = chosen.stream().map(Chosen::client).toList();
    // What they say now is paired; and before what waits of them, as whoever changes one does.
    mirrors.of(Kind.CLIENT).hold(clients);
    links.lockWaiting(Kind.CLIENT, tenant, clients);
    List<String> wanted = chosen.stream().map(it -> Objects.requireNonNull(it.contact())).toList();
    Map<String, UUID> taken = new HashMap<>();
    links.lock(Kind.CLIENT, tenant, wanted).forEach((id, link) -> taken.put(id, link.record()));
    Set<UUID> beingMade = links.beingCreated(Kind.CLIENT, tenant, clients);
    Map<UUID, String> linked = links.ledgerIds(Kind.CLIENT, tenant, clients);
    Map<UUID, Ours> ours = mirrors.of(Kind.CLIENT).ours(tenant, clients);
    var done = new ArrayList<UUID>();
    for (Chosen it : chosen) {
      LedgerRecord contact = found.get(it.contact());
      String trouble =
          beingMade.contains(it.client())
              ? "A contact is just being made for it. If it is this one all the same, undo that link in a minute."
              : trouble(it, contact, taken.get(it.contact()), linked.get(it.client()));
      Ours our = ours.get(it.client());
      if (trouble != null) {
        choices.trouble(tenant, it.client(), trouble);
      } else if (our != null && contact != null) {
        link(tenant, seq, it, our, contact);
        taken.put(contact.id(), it.client());
        done.add(it.client());
      }
    }
    choices.forget(tenant, done);
    if (!done.isEmpty()) {
      strangers.readAgain(tenant);
    }
    changes.announce(done.stream().map(it -> new RecordRef("client", it)).toList());
    return done;
  }

  private static @Nullable String trouble(
      Chosen it, @Nullable LedgerRecord contact, @Nullable UUID taken, @Nullable String linked) {
    if (linked != null && !linked.equals(it.contact())) {
      return "It is linked with another contact already.";
    }
    if (taken != null && !taken.equals(it.client())) {
      return "The contact is linked with another record of ours already.";
    }
    return contact == null ? "Xero has no such contact any more. Choose another one." : null;
  }

  private void link(UUID tenant, long seq, Chosen chosen, Ours ours, LedgerRecord contact) {
    UUID client = chosen.client();
    Pairing.Pairs pairs = pairing.of(ours.fields(), contact, chosen.wins());
    var agreed = new HashMap<>(pairs.agreed());
    links.save(Kind.CLIENT, tenant, List.of(row(client, contact, agreed, seq)));
    if (!pairs.take().isEmpty()) {
      RecordMirror mirror = mirrors.of(Kind.CLIENT);
      mirror.take(tenant, client, pairs.take());
      Ours now = Objects.requireNonNull(mirror.ours(tenant, List.of(client)).get(client));
      pairs
          .take()
          .forEach((field, their) -> agreed.put(field, new Pair(now.fields().get(field), their)));
      links.save(Kind.CLIENT, tenant, List.of(row(client, contact, agreed, seq)));
    }
    story.note(
        Kind.CLIENT,
        tenant,
        null,
        List.of(
            new Story.Event(
                client, "Linked with a contact that was in Xero already", pairs.different())));
    trail.note(
        new RecordRef("client", client), client, "linked", "was linked with a contact in Xero");
  }

  /**
   * Ends a link that was wrong. Nothing changes over there; what was taken over from one another
   * stays on both sides and in the record's story.
   *
   * @return the ledger's id of the contact
   * @throws Refused if there is no link, or a call about the record is under way
   */
  public String unlink(UUID tenant, UUID client) {
    return unlink(tenant, client, "The link was undone: it was the wrong contact");
  }

  /** The same for another reason, as the record's story tells it. */
  String unlink(UUID tenant, UUID client, String why) {
    links.lockWaiting(Kind.CLIENT, tenant, List.of(client));
    String known = links.ledgerIds(Kind.CLIENT, tenant, List.of(client)).get(client);
    LinkRow link =
        known == null ? null : links.lock(Kind.CLIENT, tenant, List.of(known)).get(known);
    if (link == null || !link.record().equals(client)) {
      throw new Refused("This record is not linked with a contact there.");
    }
    if (link.writing()) {
      throw new Refused("A call about this record is under way. Try again in a minute.");
    }
    links.remove(Kind.CLIENT, tenant, client);
    conflicts.close(tenant, Kind.CLIENT.text(), client);
    if (contacts.carries(tenant, link.ledgerId(), client)) {
      // We made it; without this it would be taken for lost and linked again.
      adoption.leaveAlone(Kind.CLIENT, tenant, link.ledgerId());
    }
    story.note(Kind.CLIENT, tenant, null, List.of(new Story.Event(client, why, Map.of())));
    trail.note(
        new RecordRef("client", client), client, "unlinked", "undid the link with a contact");
    changes.announce(new RecordRef("client", client));
    return link.ledgerId();
  }

  private static LinkRow row(
      UUID client, LedgerRecord contact, Map<String, Pair> agreed, long seq) {
    return new LinkRow(
        client, contact.id(), agreed, contact.kept(), null, contact.changedAt(), null, seq, false);
  }
}
