package dev.tandem.practice.notices;

import dev.tandem.shared.Ids;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.staff.Permission;
import dev.tandem.staff.StaffId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The current practice's rows of {@code practice.notice} and who wants mail. */
@Repository
@Transactional
class NoticeRepository {

  private final JdbcClient db;
  private final Clock clock;

  NoticeRepository(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Locks it, so that two who raise it at once do not both. */
  Optional<NoticeView> open(String cause) {
    return db.sql("select * from practice.notice where cause = ? and ended_at is null for update")
        .param(cause)
        .query((row, _) -> read(row))
        .optional();
  }

  /** A statement of its own, so that the next one sees what whoever was before has done. */
  void alone(String cause) {
    db.sql(
            """
            select pg_advisory_xact_lock(
              hashtextextended('notice ' || house.here() || ' ' || ?, 0))""")
        .param(cause)
        .query((_, _) -> true)
        .list();
  }

  NoticeView add(NewNotice told) {
    var id = new NoticeId(Ids.next(clock));
    db.sql(
            """
            insert into practice.notice (id, cause, concerns, title, body, path, revision, raised_at, changed_at)
            values (?, ?, ?, ?, ?, ?, 1, ?, ?)
            """)
        .params(
            id.value(),
            told.cause(),
            told.concerns().name(),
            told.title(),
            told.text(),
            told.path(),
            now(),
            now())
        .update();
    return find(id);
  }

  NoticeView change(NoticeView it, String title, String text, String path, boolean ended) {
    db.sql(
            """
            update practice.notice set title = ?, body = ?, path = ?, revision = revision + 1,
              changed_at = ?, ended_at = ?
            where id = ?
            """)
        .param(title)
        .param(text)
        .param(path)
        .param(now())
        .param(ended ? now() : null)
        .param(it.id().value())
        .update();
    return find(it.id());
  }

  NoticeView find(NoticeId id) {
    return db.sql("select * from practice.notice where id = ?")
        .param(id.value())
        .query((row, _) -> read(row))
        .optional()
        .orElseThrow(() -> new NoSuchRecord("notice", id));
  }

  NoticeView find(NoticeId id, Collection<Permission> held) {
    NoticeView found = find(id);
    if (!held.contains(found.concerns())) {
      throw new NoSuchRecord("notice", id);
    }
    return found;
  }

  /** Asked by every page: those few that are open. */
  List<NoticeView> open(Collection<Permission> held) {
    return db.sql(
            """
            select * from practice.notice where ended_at is null and concerns = any (:held)
            order by changed_at desc, id limit 20
            """)
        .param("held", words(held))
        .query((row, _) -> read(row))
        .list();
  }

  /** However many there are. */
  List<NoticeView> openUnder(String causes) {
    return db.sql(
            "select * from practice.notice where ended_at is null and starts_with(cause, ?) order by id")
        .param(causes)
        .query((row, _) -> read(row))
        .list();
  }

  List<NoticeView> ended(Collection<Permission> held, int most) {
    return db.sql(
            """
            select * from practice.notice where ended_at is not null and concerns = any (:held)
            order by ended_at desc, id limit :most
            """)
        .param("held", words(held))
        .param("most", most)
        .query((row, _) -> read(row))
        .list();
  }

  private static String[] words(Collection<Permission> held) {
    return held.stream().map(Enum::name).toArray(String[]::new);
  }

  /** With the mails about them. */
  void forgetEnded(Instant before) {
    db.sql("delete from practice.notice where ended_at < ?").param(Timestamp.from(before)).update();
  }

  List<UndeliveredMail> undelivered(NoticeId id) {
    return db.sql(
            """
            select s.name, m.problem, m.state from practice.notice_mail m
            join practice.notice n on n.id = m.notice_id and n.revision = m.revision
            join house.staff_member s on s.id = m.staff_id
            where m.notice_id = ? and m.problem is not null order by s.name
            """)
        .param(id.value())
        .query(
            (row, _) ->
                new UndeliveredMail(
                    row.getString(1), row.getString(2), !row.getString(3).equals("waiting")))
        .list();
  }

  int giveAnotherChance(NoticeId id, int revision) {
    return db.sql(
            """
            update practice.notice_mail set state = 'waiting', attempts = 0, settled_at = null
            where notice_id = ? and revision = ? and state = 'failed'
            """)
        .params(id.value(), revision)
        .update();
  }

  boolean byMail(StaffId person) {
    return db.sql("select by_mail from practice.notice_choice where staff_id = ?")
        .param(person.value())
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  void choose(StaffId person, boolean byMail) {
    db.sql(
            """
            insert into practice.notice_choice (staff_id, by_mail) values (?, ?)
            on conflict (practice_id, staff_id) do update set by_mail = excluded.by_mail
            """)
        .params(person.value(), byMail)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static NoticeView read(ResultSet row) throws SQLException {
    @Nullable Timestamp ended = row.getTimestamp("ended_at");
    return new NoticeView(
        new NoticeId(row.getObject("id", UUID.class)),
        row.getString("cause"),
        Permission.valueOf(row.getString("concerns")),
        row.getString("title"),
        row.getString("body"),
        row.getString("path"),
        row.getInt("revision"),
        row.getTimestamp("raised_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
