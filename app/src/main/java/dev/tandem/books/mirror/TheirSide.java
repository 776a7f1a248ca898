package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Fingerprint;
import dev.tandem.shared.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the ledger last showed of a record, for the fields that were changed here and could not go:
 * a person may give the change up and take theirs.
 */
@Component
@Transactional
public class TheirSide {

  private final Links links;
  private final RecordMirrors mirrors;
  private final Story story;

  TheirSide(Links links, RecordMirrors mirrors, Story story) {
    this.links = links;
    this.mirrors = mirrors;
    this.story = story;
  }

  /** A field that differs, each side in its own form. */
  public record Field(String name, String ours, String theirs) {}

  /** The fields that wait to go; empty if the record is not linked there. */
  @Transactional(readOnly = true)
  public List<Field> waiting(Kind kind, UUID tenant, UUID record) {
    return waiting(
        kind, tenant, record, links.ofRecords(kind, tenant, List.of(record)).get(record));
  }

  private List<Field> waiting(Kind kind, UUID tenant, UUID record, @Nullable LinkRow link) {
    Ours ours = mirrors.of(kind).ours(tenant, List.of(record)).get(record);
    if (link == null || ours == null) {
      return List.of();
    }
    var fields = new ArrayList<Field>();
    link.agreed()
        .forEach(
            (name, pair) -> {
              String now = ours.fields().get(name);
              if (now != null && pair.theirs() != null && !now.equals(pair.ours())) {
                fields.add(new Field(name, now, pair.theirs()));
              }
            });
    return fields;
  }

  /** Of exactly these fields and values. */
  public static String seen(List<Field> fields) {
    var print = new Fingerprint();
    fields.stream()
        .sorted(Comparator.comparing(Field::name))
        .forEach(it -> print.add(it.name()).add(it.ours()).add(it.theirs()));
    return HexFormat.of().formatHex(print.end(), 0, 16);
  }

  /**
   * Gives our change of these fields up: our record says what the ledger last showed, and nothing
   * of them is left to send.
   *
   * @param seen what {@link #seen} said of the fields when a person looked at both sides
   * @throws Refused if nothing waits, if something else does by now, a write of the record is under
   *     way, or our record cannot say what the ledger says
   */
  public void take(Kind kind, UUID tenant, UUID record, String seen) {
    LinkRow link = links.lockRecords(kind, tenant, List.of(record)).get(record);
    mirrors.of(kind).hold(List.of(record));
    List<Field> fields = waiting(kind, tenant, record, link);
    if (!fields.isEmpty() && !seen(fields).equals(seen)) {
      throw new Refused(
          "One of the two sides has changed since you looked. Nothing was given up: look at both again.");
    }
    if (link == null || fields.isEmpty() || link.writing()) {
      throw new Refused("Nothing of it waits for Xero just now. Look at it again in a minute.");
    }
    var theirs = new HashMap<String, String>();
    var before = new HashMap<String, String>();
    fields.forEach(
        it -> {
          theirs.put(it.name(), it.theirs());
          before.put(it.name(), it.ours());
        });
    RecordMirror mirror = mirrors.of(kind);
    mirror.giveUp(tenant, record, theirs);
    Ours now = Objects.requireNonNull(mirror.ours(tenant, List.of(record)).get(record));
    fields.forEach(it -> requireTaken(mirror, it, now.fields().get(it.name())));
    var pairs = new HashMap<String, Pair>();
    theirs.forEach((field, value) -> pairs.put(field, new Pair(now.fields().get(field), value)));
    links.save(kind, tenant, List.of(link.with(pairs)));
    story.note(
        kind,
        tenant,
        null,
        List.of(
            new Story.Event(
                record, "Our change was given up for what Xero has", theirs, before, Map.of())));
  }

  /**
   * What is noted as agreed is never looked at again: it has to be true. A form of our own (a name
   * that is shortened, say) may differ from theirs, but what stands and what does not is one word.
   */
  static void requireTaken(RecordMirror mirror, Field field, @Nullable String now) {
    if (now == null || mirror.keepsOwn(field.name())) {
      return;
    }
    boolean same =
        Objects.equals(
            mirror.canonical(field.name(), now), mirror.canonical(field.name(), field.theirs()));
    if (!same && (now.equals(field.ours()) || field.name().equals(Fields.STATUS))) {
      throw new Refused(
          "Nothing was given up: what Xero has (%s) cannot be taken here, so both sides would still differ. Put it right in Xero, or try it again."
              .formatted(field.name()));
    }
  }
}
