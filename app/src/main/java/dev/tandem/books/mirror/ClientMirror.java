package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKind;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.clients.ErasedName;
import dev.tandem.practice.clients.Erasures;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A client here is a contact over there. */
@Component
class ClientMirror implements RecordMirror {

  /** A person's display name and its parts: one of them alone would be made of the others again. */
  private static final Set<String> NAMES =
      Set.of(Fields.NAME, Fields.GIVEN_NAME, Fields.FAMILY_NAME);

  private static final Map<String, ClientField> PLAIN =
      Map.ofEntries(
          Map.entry(Fields.GIVEN_NAME, ClientField.GIVEN_NAME),
          Map.entry(Fields.FAMILY_NAME, ClientField.FAMILY_NAME),
          Map.entry(Fields.EMAIL, ClientField.EMAIL),
          Map.entry(Fields.PHONE, ClientField.PHONE),
          Map.entry(Fields.MOBILE, ClientField.MOBILE),
          Map.entry(Fields.LINE1, ClientField.ADDRESS_LINE1),
          Map.entry(Fields.LINE2, ClientField.ADDRESS_LINE2),
          Map.entry(Fields.CITY, ClientField.CITY),
          Map.entry(Fields.REGION, ClientField.REGION),
          Map.entry(Fields.POSTCODE, ClientField.POSTCODE),
          Map.entry(Fields.COUNTRY, ClientField.COUNTRY));

  private final Clients clients;
  private final Erasures erasures;
  private final NeutralContacts neutral;

  ClientMirror(Clients clients, Erasures erasures, NeutralContacts neutral) {
    this.clients = clients;
    this.erasures = erasures;
    this.neutral = neutral;
  }

  @Override
  public Kind kind() {
    return Kind.CLIENT;
  }

  @Override
  public void hold(Collection<UUID> records) {
    clients.holdAll(records.stream().map(ClientId::new).toList());
  }

  @Override
  public Set<UUID> holdFree(Collection<UUID> records) {
    return clients.holdFree(records.stream().map(ClientId::new).toList()).stream()
        .map(ClientId::value)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    Map<ClientId, ClientView> found = clients.byIds(records.stream().map(ClientId::new).toList());
    Set<UUID> erased =
        found.values().stream()
            .filter(ClientView::erased)
            .map(it -> it.id().value())
            .collect(Collectors.toSet());
    Set<UUID> needed = neutral.needed(tenant, erased);
    return found.values().stream()
        .collect(
            Collectors.toMap(
                it -> it.id().value(),
                it -> ours(it, it.archived() && !needed.contains(it.id().value()))));
  }

  private static Ours ours(ClientView client, boolean archived) {
    var fields = new HashMap<String, String>();
    Map<ClientField, String> facts = client.details().fields();
    PLAIN.forEach((name, field) -> fields.put(name, facts.getOrDefault(field, "")));
    if (client.phoneE164() != null) {
      fields.put(Fields.PHONE, client.phoneE164());
    }
    if (client.mobileE164() != null) {
      fields.put(Fields.MOBILE, client.mobileE164());
    }
    fields.put(Fields.NAME, client.name());
    fields.put(Fields.ARCHIVED, archived ? "yes" : "no");
    return new Ours(client.id().toString(), fields, !archived, null, null);
  }

  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {
    var id = new ClientId(record);
    if (ErasedName.of(id).equals(theirs.get(Fields.NAME))) {
      // The ledger remembers it, a database that was put back does not.
      erasures.eraseAgain(id);
      return;
    }
    ClientDetails details = clients.find(id).details();
    if (ErasedName.of(id).equals(details.name())) {
      return;
    }
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    PLAIN.forEach(
        (name, field) -> {
          if (theirs.containsKey(name)) {
            fields.put(field, theirs.getOrDefault(name, ""));
          }
        });
    takeName(details, theirs, fields);
    if (!fields.isEmpty()) {
      clients.takeFromLedger(id, fields);
    }
    takeArchived(id, theirs);
  }

  @Override
  public void correct(UUID tenant, UUID record, Map<String, String> values) {
    var id = new ClientId(record);
    ClientView now = clients.find(id);
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    PLAIN.forEach(
        (name, field) -> {
          if (values.containsKey(name)) {
            fields.put(field, values.getOrDefault(name, ""));
          }
        });
    clients.change(id, now.version(), now.details().with(fields));
  }

  /** Adds a client again as the ledger has it; false if there is nothing to call it by. */
  boolean bringBack(UUID record, LedgerRecord theirs) {
    Map<String, String> shown = theirs.fields();
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    PLAIN.forEach((name, field) -> fields.put(field, shown.getOrDefault(name, "")));
    boolean person =
        !(shown.getOrDefault(Fields.GIVEN_NAME, "") + shown.getOrDefault(Fields.FAMILY_NAME, ""))
            .isBlank();
    String name = canonical(Fields.NAME, shown.getOrDefault(Fields.NAME, ""));
    String parts = fields.get(ClientField.GIVEN_NAME) + " " + fields.get(ClientField.FAMILY_NAME);
    // The name of a person is made of its parts; where it is another, they are a contact person's.
    if (!person || !canonical(Fields.NAME, parts).equals(name)) {
      fields.put(ClientField.KIND, ClientKind.ORGANISATION.name());
      fields.put(ClientField.ORGANISATION_NAME, name);
    }
    boolean archived = "yes".equals(shown.get(Fields.ARCHIVED));
    return clients.bringBack(new ClientId(record), fields, archived);
  }

  /**
   * Of a person's display name and its parts only what was changed there is news: the other half is
   * what it was before.
   */
  @Override
  public Set<String> madeOfOthers(
      UUID record, Map<String, String> theirs, Map<String, Pair> agreed) {
    Set<String> shown =
        NAMES.stream().filter(theirs::containsKey).collect(Collectors.toUnmodifiableSet());
    if (!shown.contains(Fields.NAME)
        || shown.size() == 1
        || !isPerson(clients.find(new ClientId(record)).details())) {
      return Set.of();
    }
    Set<String> changed =
        shown.stream()
            .filter(
                it -> !Objects.equals(theirs.get(it), agreed.getOrDefault(it, Pair.NONE).theirs()))
            .collect(Collectors.toSet());
    if (!changed.contains(Fields.NAME)) {
      return changed.isEmpty() ? Set.of() : Set.of(Fields.NAME);
    }
    return changed.size() == 1
        ? shown.stream().filter(it -> !it.equals(Fields.NAME)).collect(Collectors.toSet())
        : Set.of();
  }

  private static boolean isPerson(ClientDetails it) {
    return it.kind() == ClientKind.PERSON && !it.name().equals(it.organisationName());
  }

  /**
   * The ledger has a display name besides the parts of a person's name; here a person's name is
   * made of its parts. If only the display name was changed, its last word is the family name.
   */
  private static void takeName(
      ClientDetails ours, Map<String, String> theirs, Map<ClientField, String> fields) {
    String name = theirs.get(Fields.NAME);
    if (name == null) {
      return;
    }
    if (!isPerson(ours)) {
      fields.put(ClientField.ORGANISATION_NAME, name);
    } else if (!fields.containsKey(ClientField.GIVEN_NAME)
        && !fields.containsKey(ClientField.FAMILY_NAME)) {
      int cut = name.lastIndexOf(' ');
      fields.put(ClientField.GIVEN_NAME, cut < 0 ? "" : name.substring(0, cut));
      fields.put(ClientField.FAMILY_NAME, name.substring(cut + 1));
    }
  }

  private void takeArchived(ClientId id, Map<String, String> theirs) {
    String archived = theirs.get(Fields.ARCHIVED);
    if ("yes".equals(archived)) {
      clients.archive(id);
    } else if ("no".equals(archived)) {
      clients.restore(id);
    }
  }

  @Override
  public String canonical(String field, String value) {
    String tidy = value.strip().replaceAll("\\s+", " ");
    return switch (field) {
      case Fields.PHONE, Fields.MOBILE -> tidy.replaceAll("[^0-9]", "");
      case Fields.EMAIL -> tidy.toLowerCase(java.util.Locale.ROOT);
      case Fields.NAME -> tidy.replaceFirst(" \\(\\d+\\)$", "");
      default -> tidy;
    };
  }

  /** Both sides may write a contact's facts: where they differ, a person decides. */
  @Override
  public Owner owner(String field) {
    return field.equals(Fields.ARCHIVED) ? Owner.OURS : Owner.NOBODY;
  }

  @Override
  public Set<String> together(String field) {
    if (NAMES.contains(field)) {
      return NAMES;
    }
    return partOfWhole(field) ? Fields.ADDRESS : Set.of(field);
  }

  /** The street of one side and the town of the other are where nobody lives. */
  @Override
  public boolean partOfWhole(String field) {
    return Fields.ADDRESS.contains(field);
  }
}
