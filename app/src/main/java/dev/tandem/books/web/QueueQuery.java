package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody asks of the records that wait, as the address says it; what is not understood is
 * not asked.
 *
 * @param q the beginning of a name or of an invoice's number
 * @param kind {@code client}, {@code invoice} and the like
 * @param stage of {@link Stage}, in lower case
 * @param organisation its tenant id
 * @param reason the words of a refusal
 */
public record QueueQuery(String q, String kind, String stage, String organisation, String reason) {

  static QueueQuery of(Map<String, String> asked) {
    return new QueueQuery(
        asked.getOrDefault("q", "").strip(),
        asked.getOrDefault("kind", ""),
        asked.getOrDefault("stage", ""),
        asked.getOrDefault("organisation", ""),
        asked.getOrDefault("reason", ""));
  }

  public boolean filtered() {
    return !equals(of(Map.of()));
  }

  /**
   * @param among the records that the text means; null without a text
   */
  Question question(@Nullable Collection<UUID> among, @Nullable Stage fixed) {
    return new Question(
        tenant(),
        Kind.named(kind).orElse(null),
        fixed == null ? one(Stage.values(), stage) : fixed,
        reason.isEmpty() ? null : reason,
        among);
  }

  private @Nullable UUID tenant() {
    try {
      return organisation.isEmpty() ? null : UUID.fromString(organisation);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static <E extends Enum<E>> @Nullable E one(E[] all, String word) {
    return Arrays.stream(all)
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(null);
  }

  /** The page with this question behind it, without what is empty. */
  public String at(String path) {
    var url = UriComponentsBuilder.fromPath(path);
    Map<String, String> fields = fields();
    fields.keySet().forEach(it -> url.queryParam(it, "{" + it + "}"));
    return url.encode().buildAndExpand(fields).toUriString();
  }

  /** What a form has to carry to mean the same, without what is empty. */
  public SortedMap<String, String> fields() {
    var fields =
        new TreeMap<>(
            Map.of(
                "q",
                q,
                "kind",
                kind,
                "stage",
                stage,
                "organisation",
                organisation,
                "reason",
                reason));
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  /** Ends where a page's number goes. */
  public String pages(String path) {
    String url = at(path);
    return url + (url.contains("?") ? "&" : "?") + "page=";
  }

  public QueueQuery ofKind(String other) {
    return new QueueQuery(q, other, stage, organisation, reason);
  }

  public QueueQuery ofStage(String other) {
    return new QueueQuery(q, kind, other, organisation, reason);
  }

  public QueueQuery ofOrganisation(String other) {
    return new QueueQuery(q, kind, stage, other, reason);
  }

  public QueueQuery because(String other) {
    return new QueueQuery(q, kind, stage, organisation, other);
  }
}
