package dev.tandem.practice.credits;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ErasureTrace;
import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.clients.ErasureTraces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Money that is owed to a client is settled before they are forgotten; what it was is kept. */
@Component
class ErasureLeavesAdvances implements ErasureTraces {

  private final Advances advances;

  ErasureLeavesAdvances(Advances advances) {
    this.advances = advances;
  }

  @Override
  public List<ErasureTrace> traces(ClientId client) {
    List<AdvanceView> all = advances.ofClient(client);
    var traces = new ArrayList<ErasureTrace>();
    Map<String, List<AdvanceView>> byWord =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.sort() == AdvanceSort.CREDIT ? it.word() : "deposit",
                    TreeMap::new,
                    Collectors.toList()));
    byWord.forEach(
        (word, some) -> {
          if (some.stream().anyMatch(it -> it.remaining().signum() > 0)) {
            traces.add(
                new ErasureTrace(
                    What.FIRST,
                    "A %s is not used up: use it for an invoice or give it back first."
                        .formatted(word)));
          }
          traces.add(
              new ErasureTrace(
                  What.STAYS,
                  "%d %s%s with day, amount and reference, here and in the ledger: tax law asks for them."
                      .formatted(some.size(), word, some.size() == 1 ? "" : "s")));
        });
    return traces;
  }
}
