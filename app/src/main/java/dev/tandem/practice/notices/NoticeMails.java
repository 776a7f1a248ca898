package dev.tandem.practice.notices;

import dev.tandem.staff.StaffId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who is mailed which revision of a notice, word for word, and how that went. */
@Repository
@Transactional
class NoticeMails {

  private final JdbcClient db;
  private final Clock clock;

  NoticeMails(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** One mail, with the words of its first try: a carrier knows it again by its bytes. */
  record Waiting(StaffId person, String address, String subject, String body, int attempts) {}

  boolean written(NoticeView notice) {
    return db.sql(
            "select exists (select from practice.notice_mail where notice_id = ? and revision = ?)")
        .params(notice.id().value(), notice.revision())
        .query(Boolean.class)
        .single();
  }

  void write(NoticeView notice, StaffId person, String subject, String body) {
    insert(notice, person, subject, body, "waiting", null);
  }

  /** Not to be mailed, for this reason. */
  void withhold(NoticeView notice, StaffId person, String subject, String body, String problem) {
    insert(notice, person, subject, body, "withheld", problem);
  }

  private void insert(
      NoticeView notice,
      StaffId person,
      String subject,
      String body,
      String state,
      @Nullable String problem) {
    db.sql(
            """
            insert into practice.notice_mail
              (notice_id, revision, staff_id, subject, body, state, attempts, problem)
            values (:notice, :revision, :person, :subject, :body, :state, 0, :problem)
            on conflict do nothing
            """)
        .param("notice", notice.id().value())
        .param("revision", notice.revision())
        .param("person", person.value())
        .param("subject", subject)
        .param("body", body)
        .param("state", state)
        .param("problem", problem)
        .update();
  }

  List<Waiting> waiting(NoticeView notice) {
    return db.sql(
            """
            select m.staff_id, s.email, m.subject, m.body, m.attempts from practice.notice_mail m
            join house.staff_member s on s.id = m.staff_id
            where m.notice_id = ? and m.revision = ? and m.state = 'waiting' order by s.name
            """)
        .params(notice.id().value(), notice.revision())
        .query(
            (row, _) ->
                new Waiting(
                    new StaffId(row.getObject(1, UUID.class)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5)))
        .list();
  }

  /** Those who have read of it by mail, whichever revision. */
  List<UUID> told(NoticeId id) {
    return db.sql(
            "select distinct staff_id from practice.notice_mail where notice_id = ? and state = 'sent'")
        .param(id.value())
        .query(UUID.class)
        .list();
  }

  void sent(NoticeView notice, StaffId person) {
    settle(notice, person, "sent", null);
  }

  void failed(NoticeView notice, StaffId person, String problem) {
    settle(notice, person, "failed", problem);
  }

  private void settle(NoticeView notice, StaffId person, String state, @Nullable String problem) {
    db.sql(
            """
            update practice.notice_mail set state = ?, problem = ?, attempts = attempts + 1, settled_at = ?
            where notice_id = ? and revision = ? and staff_id = ?
            """)
        .param(state)
        .param(problem)
        .param(Timestamp.from(clock.instant()))
        .param(notice.id().value())
        .param(notice.revision())
        .param(person.value())
        .update();
  }

  void postponed(NoticeView notice, StaffId person, String problem) {
    db.sql(
            """
            update practice.notice_mail set problem = ?, attempts = attempts + 1
            where notice_id = ? and revision = ? and staff_id = ?
            """)
        .params(problem, notice.id().value(), notice.revision(), person.value())
        .update();
  }

  /** Of those who still wait, only these are mailed. */
  void keepOnly(NoticeView notice, List<StaffId> people) {
    db.sql(
            """
            delete from practice.notice_mail
            where notice_id = ? and revision = ? and state = 'waiting' and not staff_id = any (?)
            """)
        .param(notice.id().value())
        .param(notice.revision())
        .param(people.stream().map(StaffId::value).toArray(UUID[]::new))
        .update();
  }

  /** Something newer is to be said: what still waits of an older revision is not. */
  void dropOlder(NoticeView notice) {
    db.sql(
            "delete from practice.notice_mail where notice_id = ? and revision < ? and state ="
                + " 'waiting'")
        .params(notice.id().value(), notice.revision())
        .update();
  }
}
