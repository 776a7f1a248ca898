package dev.tandem.books.mirror;

import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Why a client that the ledger does not have is not made there yet: it looks like somebody who is,
 * or a person left it out. Asked at each claim, in a handful of statements for fifty clients.
 */
@Component
class Doubts {

  /** The beginning of what is said of a client with a twin. */
  static final String LOOKS_LIKE = "Looks like ";

  static final String LEFT_OUT = "Left out for now by a person.";

  private final Matching matching;
  private final Choices choices;
  private final Clients clients;

  Doubts(Matching matching, Choices choices, Clients clients) {
    this.matching = matching;
    this.choices = choices;
    this.clients = clients;
  }

  /** In words for a person; those without a doubt are left out. */
  Map<UUID, String> about(UUID tenant, Collection<UUID> unlinked) {
    if (unlinked.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Chosen> chosen = choices.of(tenant, unlinked);
    var doubts = new HashMap<UUID, String>();
    chosen.forEach(
        (client, it) -> {
          String doubt = of(it);
          if (doubt != null) {
            doubts.put(client, doubt);
          }
        });
    List<ClientView> undecided =
        List.copyOf(
            clients
                .byIds(
                    unlinked.stream()
                        .filter(it -> !chosen.containsKey(it))
                        .map(ClientId::new)
                        .toList())
                .values());
    matching
        .twins(tenant, undecided)
        .forEach(
            (client, twins) -> {
              // What carries our own id is ours: the write will find that out and adopt it.
              if (!twins.getFirst().evidence().contains(Twin.Evidence.NUMBER)) {
                doubts.put(client, of(twins.getFirst(), twins.size() - 1));
              }
            });
    return doubts;
  }

  private static @Nullable String of(Chosen it) {
    return switch (it.choice()) {
      case CREATE -> null;
      case LEAVE -> LEFT_OUT;
      case LINK ->
          Objects.requireNonNullElse(it.trouble(), "Is being linked with its contact in Xero.");
    };
  }

  private static String of(Twin it, int others) {
    return LOOKS_LIKE
        + it.name()
        + " in Xero: "
        + it.because()
        + (it.archived() ? ", archived there" : "")
        + (others == 0 ? "" : others == 1 ? ", and one more" : ", and " + others + " more")
        + ". Say whether it is the same.";
  }
}
