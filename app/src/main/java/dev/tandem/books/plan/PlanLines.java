package dev.tandem.books.plan;

import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Matching;
import dev.tandem.books.mirror.Twin;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKeys;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clients of a plan as people see them, some at a time. */
@Component
class PlanLines {

  private final PlanRepository plans;
  private final Choices choices;
  private final Matching matching;
  private final Clients clients;

  PlanLines(PlanRepository plans, Choices choices, Matching matching, Clients clients) {
    this.plans = plans;
    this.choices = choices;
    this.matching = matching;
    this.clients = clients;
  }

  List<PlanLine> of(UUID tenant, @Nullable Standing standing, String text, int page, int size) {
    String from = ClientKeys.of(text, "", "", "AU").name();
    List<PlanRepository.Line> lines = plans.lines(tenant, standing, from, page, size);
    List<UUID> ids = lines.stream().map(PlanRepository.Line::client).toList();
    Map<UUID, Chosen> chosen = choices.of(tenant, ids);
    Map<ClientId, ClientView> views = clients.byIds(ids.stream().map(ClientId::new).toList());
    Map<String, Twin> contacts =
        matching.contacts(
            tenant,
            Stream.concat(
                    lines.stream().map(PlanRepository.Line::contact),
                    chosen.values().stream().map(Chosen::contact))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    var all = new ArrayList<PlanLine>();
    for (PlanRepository.Line it : lines) {
      ClientView view = views.get(new ClientId(it.client()));
      if (view != null) {
        all.add(line(it, view, chosen.get(it.client()), contacts));
      }
    }
    return all;
  }

  private static PlanLine line(
      PlanRepository.Line it,
      ClientView client,
      @Nullable Chosen chosen,
      Map<String, Twin> contacts) {
    String wanted = chosen != null && chosen.contact() != null ? chosen.contact() : it.contact();
    Twin contact = wanted == null ? null : contacts.get(wanted);
    boolean found = Objects.equals(wanted, it.contact());
    Twin twin =
        contact == null || !found || it.evidence().isEmpty()
            ? contact
            : contact.with(EnumSet.copyOf(it.evidence()));
    return new PlanLine(client, it.standing(), twin, it.others(), it.contested(), chosen);
  }
}
