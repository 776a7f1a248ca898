package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.Beside;
import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.clients.ErasedName;
import dev.tandem.xero.accounting.ContactDraft;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroAddress;
import dev.tandem.xero.accounting.XeroContact;
import dev.tandem.xero.accounting.XeroPhone;
import dev.tandem.xero.accounting.XeroStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client as a Xero contact. Of Xero's lists we write the phones {@code DEFAULT} and {@code
 * MOBILE} and the address {@code POBOX}, which Xero prints on invoices. A list that is sent
 * replaces the stored one, so the other entries of the last reading are sent along.
 */
final class ContactTranslation {

  /** By our name of the field: Xero's of the entry. */
  private static final Map<String, String> PHONES =
      Map.of(Fields.PHONE, "DEFAULT", Fields.MOBILE, "MOBILE");

  private static final String ADDRESS = "POBOX";
  private static final List<String> ADDRESS_FIELDS =
      List.of(
          Fields.LINE1, Fields.LINE2, Fields.CITY, Fields.REGION, Fields.POSTCODE, Fields.COUNTRY);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is dialled before a country code, in Australia, in North America and elsewhere. */
  private static final Pattern DIALLED_ABROAD = Pattern.compile("^(0011|011|00+)(?=[1-9])");

  private ContactTranslation() {}

  /** The lists as they stood, entry by entry. */
  private record Lists(List<XeroPhone> phones, List<XeroAddress> addresses) {
    static final Lists NONE = new Lists(List.of(), List.of());
  }

  static PreparedWrite prepare(List<Draft> drafts) {
    List<ContactDraft> contacts = drafts.stream().map(ContactTranslation::draft).toList();
    return drafts.getFirst().creation()
        ? Paper.LEDGER.contacts().prepareCreate(contacts)
        : Paper.LEDGER.contacts().prepareUpdate(contacts);
  }

  private static ContactDraft draft(Draft it) {
    Map<String, String> fields = it.fields();
    ContactDraft draft =
        it.ledgerId() == null
            ? ContactDraft.create().number(it.marker())
            : ContactDraft.update(UUID.fromString(it.ledgerId()));
    draft
        .name(fields.get(Fields.NAME))
        .firstName(fields.get(Fields.GIVEN_NAME))
        .lastName(fields.get(Fields.FAMILY_NAME))
        .email(fields.get(Fields.EMAIL));
    if (ErasedName.is(text(fields.get(Fields.NAME)))) {
      return ended(draft, it);
    }
    Lists kept = it.kept() == null ? Lists.NONE : JSON.readValue(it.kept(), Lists.class);
    if (PHONES.keySet().stream().anyMatch(fields::containsKey)) {
      draft.phones(phones(kept.phones(), fields));
    }
    if (ADDRESS_FIELDS.stream().anyMatch(fields::containsKey)) {
      draft.addresses(addresses(kept.addresses(), fields));
    }
    return status(draft, it);
  }

  private static ContactDraft status(ContactDraft draft, Draft it) {
    String archived = it.fields().get(Fields.ARCHIVED);
    return it.creation() || archived == null
        ? draft
        : draft.status("yes".equals(archived) ? XeroStatus.ARCHIVED : XeroStatus.ACTIVE);
  }

  /**
   * An erased client: the lists go with all their entries, not only with ours, and so do the
   * persons. Xero leaves out no type: the others come back empty.
   */
  private static ContactDraft ended(ContactDraft draft, Draft it) {
    draft
        .phones(
            Stream.of("DEFAULT", "DDI", "FAX", "MOBILE")
                .map(type -> new XeroPhone(type, "", "", ""))
                .toList())
        .addresses(
            Stream.of("POBOX", "STREET")
                .map(type -> new XeroAddress(type, "", "", "", "", "", "", "", "", ""))
                .toList())
        .persons(List.of());
    return status(draft, it);
  }

  private static List<XeroPhone> phones(List<XeroPhone> kept, Map<String, String> fields) {
    List<XeroPhone> ours =
        PHONES.entrySet().stream()
            .filter(it -> fields.containsKey(it.getKey()))
            .map(it -> new XeroPhone(it.getValue(), text(fields.get(it.getKey())), "", ""))
            .toList();
    return Stream.concat(
            kept.stream()
                .filter(it -> ours.stream().noneMatch(o -> o.phoneType().equals(it.phoneType()))),
            ours.stream())
        .toList();
  }

  private static List<XeroAddress> addresses(List<XeroAddress> kept, Map<String, String> fields) {
    XeroAddress stored =
        kept.stream().filter(it -> it.addressType().equals(ADDRESS)).findFirst().orElse(null);
    Map<String, String> parts = new HashMap<>(stored == null ? Map.of() : parts(stored));
    ADDRESS_FIELDS.stream()
        .filter(fields::containsKey)
        .forEach(it -> parts.put(it, text(fields.get(it))));
    var all =
        new ArrayList<>(kept.stream().filter(it -> !it.addressType().equals(ADDRESS)).toList());
    all.add(
        new XeroAddress(
            ADDRESS,
            text(parts.get(Fields.LINE1)),
            text(parts.get(Fields.LINE2)),
            stored == null ? null : stored.addressLine3(),
            stored == null ? null : stored.addressLine4(),
            text(parts.get(Fields.CITY)),
            text(parts.get(Fields.REGION)),
            text(parts.get(Fields.POSTCODE)),
            text(parts.get(Fields.COUNTRY)),
            stored == null ? null : stored.attentionTo()));
    return all;
  }

  static LedgerRecord read(XeroContact it) {
    var fields = new HashMap<String, String>();
    if (it.name() != null) {
      fields.put(Fields.NAME, it.name());
      fields.put(Fields.GIVEN_NAME, text(it.firstName()));
      fields.put(Fields.FAMILY_NAME, text(it.lastName()));
      fields.put(Fields.EMAIL, text(it.emailAddress()));
    }
    if (it.contactStatus() != null) {
      fields.put(Fields.ARCHIVED, it.contactStatus().equals(XeroStatus.ACTIVE) ? "no" : "yes");
    }
    // An empty list proves nothing: a whole contact lists all its types, mostly empty.
    List<XeroPhone> phones = it.phones() == null ? List.of() : it.phones();
    PHONES.forEach(
        (field, type) ->
            phones.stream()
                .filter(phone -> phone.phoneType().equals(type))
                .forEach(phone -> fields.put(field, number(phone))));
    List<XeroAddress> addresses = it.addresses() == null ? List.of() : it.addresses();
    addresses.stream()
        .filter(address -> address.addressType().equals(ADDRESS))
        .forEach(address -> fields.putAll(parts(address)));
    return new LedgerRecord(
        Kind.CLIENT,
        Objects.requireNonNull(it.contactId()).toString(),
        it.contactNumber(),
        fields,
        it.mergedToContactId() == null
            ? Map.of()
            : Map.of(Fields.MERGED_TO, it.mergedToContactId().toString()),
        null,
        kept(phones, addresses),
        it.updatedDateUtc());
  }

  /** Only a whole contact is kept: a summary shows its phones and leaves out its addresses. */
  private static @Nullable String kept(List<XeroPhone> phones, List<XeroAddress> addresses) {
    return phones.isEmpty() || addresses.isEmpty()
        ? null
        : JSON.writeValueAsString(new Lists(phones, addresses));
  }

  /** The entries that we do not write, as they stood. */
  static List<Beside> beside(String kept) {
    Lists lists = JSON.readValue(kept, Lists.class);
    Stream<Beside> addresses =
        lists.addresses().stream()
            .filter(it -> !it.addressType().equals(ADDRESS))
            .map(it -> new Beside(words(it.addressType()) + " address", oneLine(it)));
    Stream<Beside> phones =
        lists.phones().stream()
            .filter(it -> !PHONES.containsValue(it.phoneType()))
            .map(it -> new Beside(words(it.phoneType()), number(it)));
    return Stream.concat(addresses, phones).filter(it -> !it.value().isBlank()).toList();
  }

  private static String words(String type) {
    return type.equals("DDI") ? "direct dial" : type.toLowerCase(Locale.ROOT);
  }

  private static String oneLine(XeroAddress it) {
    return Stream.of(
            it.attentionTo(),
            it.addressLine1(),
            it.addressLine2(),
            it.addressLine3(),
            it.addressLine4(),
            it.city(),
            it.region(),
            it.postalCode(),
            it.country())
        .map(XeroBooks::text)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(", "));
  }

  /**
   * What has a country code is international, however the code is written over there: joined with
   * the rest as it stands, it would be dialled inside the practice's own country.
   */
  private static String number(XeroPhone it) {
    String number = text(it.phoneNumber()).strip();
    if (number.startsWith("+")) {
      return number;
    }
    String local = joined(it.phoneAreaCode(), number);
    String code = DIALLED_ABROAD.matcher(digits(it.phoneCountryCode())).replaceFirst("");
    if (code.isEmpty() || code.startsWith("0")) {
      return joined(it.phoneCountryCode(), local);
    }
    // A code alone is no number.
    return local.isEmpty() ? "" : "+" + code + " " + local;
  }

  private static String digits(@Nullable String part) {
    return text(part).replaceAll("\\D", "");
  }

  private static String joined(@Nullable String... parts) {
    return Stream.of(parts)
        .map(XeroBooks::text)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static Map<String, String> parts(XeroAddress it) {
    return Map.of(
        Fields.LINE1, text(it.addressLine1()),
        Fields.LINE2, text(it.addressLine2()),
        Fields.CITY, text(it.city()),
        Fields.REGION, text(it.region()),
        Fields.POSTCODE, text(it.postalCode()),
        Fields.COUNTRY, text(it.country()));
  }
}
