package dev.tandem.practice.clients;

import dev.tandem.practice.clients.ClientImportView.Counts;
import dev.tandem.shared.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a chunk of rows together with the clients that are there: who is new, who is known, what of
 * it changes. Plain memory; what it has decided is then stored in sets.
 *
 * <p>Three cases for somebody known. The same row as last time: nothing, even if the client was
 * edited here since. Another row than last time: the file was edited, its values are taken. Met for
 * the first time (added by hand, or a second row about them in this file): only gaps are filled,
 * for nobody said that the file is right and we are wrong.
 */
final class ImportMerge {

  private final ClientImportId importId;
  private final ImportStock stock;
  private final Clock clock;
  private final Map<ClientId, ClientDetails> now = new LinkedHashMap<>();
  private final Map<ClientId, ClientDetails> added = new LinkedHashMap<>();
  private final Map<ClientId, ClientDetails> changed = new LinkedHashMap<>();
  private final Map<String, Trace> traces = new LinkedHashMap<>();
  private final Map<String, List<ClientId>> byName = new LinkedHashMap<>();
  private final Map<String, ClientId> byReference = new LinkedHashMap<>();
  private long alreadyThere;
  private long changedRows;

  /**
   * What we remember of a row: the client it led to, its fingerprint, the import that saw it last.
   */
  record Trace(ClientId client, String fingerprint, ClientImportId importId) {}

  ImportMerge(ClientImportId importId, ImportStock stock, Clock clock) {
    this.importId = importId;
    this.stock = stock;
    this.clock = clock;
    stock.clients().forEach(it -> know(it.id(), it.details()));
  }

  /**
   * Returns false, having done nothing, if the row's reference belongs to somebody who shares
   * nothing else with it: two systems both count from 1, and one must not overwrite the other.
   */
  boolean accept(ImportedRow row) {
    String identity = row.identity();
    Trace trace = traces.getOrDefault(identity, stock.traces().get(identity));
    ClientId client = trace != null ? trace.client() : find(row.details());
    ClientDetails known = client == null ? null : now.get(client);
    if (known != null && !sharesAnything(row.details(), known)) {
      return false;
    }
    if (client == null) {
      client = add(row.details());
    } else {
      count(merge(client, row, trace));
    }
    boolean secondSight = trace != null && trace.importId().equals(importId);
    traces.put(identity, secondSight ? trace : new Trace(client, row.fingerprint(), importId));
    return true;
  }

  Map<ClientId, ClientDetails> added() {
    return added;
  }

  Map<ClientId, ClientDetails> changed() {
    return changed;
  }

  Map<String, Trace> traces() {
    return traces;
  }

  Counts counts(int rows) {
    long read = added.size() + alreadyThere + changedRows;
    return new Counts(rows, added.size(), alreadyThere, changedRows, rows - read);
  }

  private boolean merge(ClientId client, ImportedRow row, @Nullable Trace trace) {
    if (trace != null && trace.fingerprint().equals(row.fingerprint())) {
      return false;
    }
    ClientDetails before = now.get(client);
    if (before == null) {
      return false;
    }
    boolean fileWasEdited = trace != null && !trace.importId().equals(importId);
    ClientDetails after = before.with(news(before, row.details(), fileWasEdited));
    if (after.equals(before)) {
      return false;
    }
    know(client, after);
    (added.containsKey(client) ? added : changed).put(client, after);
    return !added.containsKey(client);
  }

  /** What the row says beyond what is known; an empty cell never takes anything away. */
  private static Map<ClientField, String> news(
      ClientDetails before, ClientDetails row, boolean fileWins) {
    Map<ClientField, String> ours = before.fields();
    var news = new EnumMap<ClientField, String>(ClientField.class);
    row.fields()
        .forEach(
            (field, value) -> {
              boolean wanted = fileWins || ours.getOrDefault(field, "").isEmpty();
              if (wanted && !value.isEmpty()) {
                news.put(field, value);
              }
            });
    return news;
  }

  private ClientId add(ClientDetails details) {
    var id = new ClientId(Ids.next(clock));
    added.put(id, details);
    know(id, details);
    return id;
  }

  private void know(ClientId id, ClientDetails details) {
    now.put(id, details);
    List<ClientId> namesakes =
        byName.computeIfAbsent(ClientRow.nameKey(details), _ -> new ArrayList<>());
    if (!namesakes.contains(id)) {
      namesakes.add(id);
    }
    if (!details.externalReference().isEmpty()) {
      byReference.putIfAbsent(details.externalReference(), id);
    }
  }

  private @Nullable ClientId find(ClientDetails row) {
    ClientId referenced =
        row.externalReference().isEmpty() ? null : byReference.get(row.externalReference());
    if (referenced != null) {
      return referenced;
    }
    Optional<ClientId> namesake =
        byName.getOrDefault(ClientRow.nameKey(row), List.of()).stream()
            .filter(id -> isSame(row, Objects.requireNonNull(now.get(id))))
            .findFirst();
    return namesake.orElse(null);
  }

  /**
   * Whether two of the same name are one. Two ids of the old system, or two birth dates, part even
   * a father from a son who share telephone and e-mail.
   */
  private static boolean isSame(ClientDetails row, ClientDetails known) {
    LocalDate born = row.birthDate();
    if (born != null && known.birthDate() != null) {
      return born.equals(known.birthDate());
    }
    boolean bothReferenced =
        !row.externalReference().isEmpty() && !known.externalReference().isEmpty();
    return !bothReferenced
        && (same(Folding.email(row.email()), Folding.email(known.email()))
            || shareNumber(row, known));
  }

  /** One word of the name, the birth date, the e-mail address or the telephone. */
  private static boolean sharesAnything(ClientDetails row, ClientDetails known) {
    LocalDate born = row.birthDate();
    return !Collections.disjoint(words(row), words(known))
        || born != null && born.equals(known.birthDate())
        || same(Folding.email(row.email()), Folding.email(known.email()))
        || shareNumber(row, known);
  }

  private static boolean shareNumber(ClientDetails one, ClientDetails other) {
    return !Collections.disjoint(numbers(one), numbers(other));
  }

  private static Set<String> numbers(ClientDetails details) {
    return Stream.of(details.phone(), details.mobile())
        .map(Phone::digits)
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Set<String> words(ClientDetails details) {
    String all =
        details.givenName() + " " + details.familyName() + " " + details.organisationName();
    return new HashSet<>(List.of(Folding.name(all).split(" ")));
  }

  private static boolean same(String one, String other) {
    return !one.isEmpty() && one.equals(other);
  }

  private void count(boolean didChange) {
    if (didChange) {
      changedRows++;
    } else {
      alreadyThere++;
    }
  }
}
