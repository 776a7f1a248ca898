package dev.tandem.practice.appointments;

import dev.tandem.practice.clients.ClientErased;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ErasureTrace;
import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.clients.ErasureTraces;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why somebody came is theirs; when somebody came is the practice's. */
@Component
class EraseReasonsOnClientErased implements ErasureTraces {

  private final JdbcClient jdbc;
  private final Clock clock;

  EraseReasonsOnClientErased(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public List<ErasureTrace> traces(ClientId client) {
    var traces = new ArrayList<ErasureTrace>();
    int booked = count("client_id = ? and status = 'BOOKED' and starts_at > ?", client, true);
    if (booked > 0) {
      traces.add(
          new ErasureTrace(
              What.FIRST,
              booked == 1
                  ? "An appointment is still to come: cancel it."
                  : booked + " appointments are still to come: cancel them."));
    }
    int all = count("client_id = ?", client, false);
    if (all > 0) {
      String many = all == 1 ? "1 appointment" : all + " appointments";
      traces.add(new ErasureTrace(What.ERASED, "What is noted about the reasons of " + many + "."));
      traces.add(
          new ErasureTrace(
              What.STAYS,
              many + " with day, time, service and practitioner: invoices refer to them."));
    }
    return traces;
  }

  private int count(String condition, ClientId client, boolean now) {
    var asked =
        jdbc.sql("select count(*) from practice.appointment where " + condition)
            .param(client.value());
    return (now ? asked.param(Timestamp.from(clock.instant())) : asked)
        .query(Integer.class)
        .single();
  }

  @EventListener
  void on(ClientErased event) {
    jdbc.sql("update practice.appointment set reason = '', status_reason = '' where client_id = ?")
        .param(event.client().value())
        .update();
  }
}
