package dev.tandem.practice.notices;

import dev.tandem.practice.clients.ClientErased;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices and their mails say what happened, to nobody by name any more. */
@Component
class EraseNamesOnClientErased {

  private static final List<String> TEXTS =
      List.of(
          "notice set title = replace(title, :value, 'an erased client'), body = replace(body, :value, 'an erased client')"
              + " where position(:value in title || body) > 0",
          "notice_mail set subject = replace(subject, :value, 'an erased client'), body = replace(body, :value, 'an erased client')"
              + " where position(:value in subject || body) > 0");

  private final JdbcClient jdbc;

  EraseNamesOnClientErased(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void on(ClientErased event) {
    for (String value : event.values()) {
      TEXTS.forEach(it -> jdbc.sql("update practice." + it).param("value", value).update());
    }
  }
}
