package dev.tandem.practice.notices;

import dev.tandem.practice.clients.ClientErased;
import dev.tandem.practice.clients.WholeWords;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices and their mails say what happened, to nobody by name any more. */
@Component
class EraseNamesOnClientErased {

  private static final List<String> TEXTS =
      List.of(
          """
          notice set title = regexp_replace(title, :named, 'an erased client', 'gi'),
                     body = regexp_replace(body, :named, 'an erased client', 'gi')
           where title ~* :named or body ~* :named""",
          """
          notice_mail set subject = regexp_replace(subject, :named, 'an erased client', 'gi'),
                          body = regexp_replace(body, :named, 'an erased client', 'gi')
           where subject ~* :named or body ~* :named""");

  private final JdbcClient jdbc;

  EraseNamesOnClientErased(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void on(ClientErased event) {
    for (String value : event.values()) {
      TEXTS.forEach(
          it ->
              jdbc.sql("update practice." + it).param("named", WholeWords.pattern(value)).update());
    }
  }
}
