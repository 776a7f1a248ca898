package dev.tandem.staff;

import dev.tandem.shared.Ids;
import dev.tandem.shared.PracticeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People, their places in practices, and the links handed to them. */
@Component
class StaffRepository {

  private static final String MEMBERSHIPS =
      """
      select m.staff_id, s.name, s.email, m.practice_id, p.name practice_name, m.role,
        s.password_hash is not null has_password, m.active
      from house.membership m
      join house.staff_member s on s.id = m.staff_id
      join house.practice p on p.id = m.practice_id
      """;

  private final JdbcClient db;
  private final Clock clock;

  StaffRepository(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** What must match for a session to go on. */
  record Account(StaffId id, @Nullable String passwordHash, int generation) {}

  Optional<Account> account(String email) {
    return db.sql(
            "select id, password_hash, generation from house.staff_member where email_key = ?")
        .param(key(email))
        .query(
            (row, _) ->
                new Account(
                    new StaffId(row.getObject("id", UUID.class)),
                    row.getString("password_hash"),
                    row.getInt("generation")))
        .optional();
  }

  /** The person's places, provided that their sessions of this generation are still good. */
  List<Membership> ofSession(StaffId id, int generation) {
    return db.sql(
            MEMBERSHIPS
                + "where m.staff_id = ? and s.generation = ? and m.active order by p.name, p.id")
        .params(id.value(), generation)
        .query(StaffRepository::membership)
        .list();
  }

  List<Membership> ofStaff(StaffId id) {
    return db.sql(MEMBERSHIPS + "where m.staff_id = ? and m.active order by p.name, p.id")
        .param(id.value())
        .query(StaffRepository::membership)
        .list();
  }

  /** Those merely invited, too. */
  List<Membership> ofPractice(PracticeId practice) {
    return db.sql(MEMBERSHIPS + "where m.practice_id = ? order by s.name, s.id")
        .param(practice.value())
        .query(StaffRepository::membership)
        .list();
  }

  Optional<Membership> membership(PracticeId practice, StaffId id) {
    return db.sql(MEMBERSHIPS + "where m.practice_id = ? and m.staff_id = ?")
        .params(practice.value(), id.value())
        .query(StaffRepository::membership)
        .optional();
  }

  Optional<StaffId> findByEmail(String email) {
    return account(email).map(Account::id);
  }

  boolean nobodyYet() {
    return db.sql("select not exists (select from house.staff_member)")
        .query(Boolean.class)
        .single();
  }

  boolean hasPassword(StaffId id) {
    return passwordHash(id) != null;
  }

  @Nullable String passwordHash(StaffId id) {
    return db.sql("select password_hash from house.staff_member where id = ?")
        .param(id.value())
        .query((row, _) -> Optional.ofNullable(row.getString(1)))
        .single()
        .orElse(null);
  }

  StaffId add(String email, String name) {
    var id = new StaffId(Ids.next(clock));
    db.sql(
            """
            insert into house.staff_member (id, email, email_key, name, created_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(id.value(), email.strip(), key(email), name.strip(), now())
        .update();
    return id;
  }

  /** Links that one practice gave out must not open a place in another. */
  void join(PracticeId practice, StaffId id, Role role) {
    dropPasswordLinks(id);
    place(practice, id, role, true);
  }

  void invite(PracticeId practice, StaffId id, Role role) {
    place(practice, id, role, false);
  }

  private void place(PracticeId practice, StaffId id, Role role, boolean active) {
    db.sql(
            """
            insert into house.membership (practice_id, staff_id, role, since, active)
            values (?, ?, ?, ?, ?)
            """)
        .params(practice.value(), id.value(), role.name(), now(), active)
        .update();
  }

  /** The newest link replaces the older one. */
  void addInvitation(byte[] hash, PracticeId practice, StaffId id, Instant until) {
    db.sql(
            """
            update house.membership set invitation = ?, invitation_until = ?
            where practice_id = ? and staff_id = ? and not active
            """)
        .params(hash, Timestamp.from(until), practice.value(), id.value())
        .update();
  }

  Optional<Membership> invitation(byte[] hash) {
    return db.sql(MEMBERSHIPS + "where m.invitation = ? and m.invitation_until > ?")
        .params(hash, now())
        .query(StaffRepository::membership)
        .optional();
  }

  /**
   * @return false if the invitation is not theirs, was used or is too old
   */
  boolean accept(byte[] hash, PracticeId practice, StaffId id) {
    int accepted =
        db.sql(
                """
                update house.membership
                set active = true, since = ?, invitation = null, invitation_until = null
                where invitation = ? and invitation_until > ? and practice_id = ? and staff_id = ?
                """)
            .params(now(), hash, now(), practice.value(), id.value())
            .update();
    dropPasswordLinks(id);
    return accepted == 1;
  }

  void give(PracticeId practice, StaffId id, Role role) {
    db.sql("update house.membership set role = ? where practice_id = ? and staff_id = ?")
        .params(role.name(), practice.value(), id.value())
        .update();
  }

  void leave(PracticeId practice, StaffId id) {
    db.sql("delete from house.membership where practice_id = ? and staff_id = ?")
        .params(practice.value(), id.value())
        .update();
  }

  /** Locks them, so that two owners cannot remove each other at the same moment. */
  int owners(PracticeId practice) {
    return db.sql(
            """
            select staff_id from house.membership
            where practice_id = ? and role = 'OWNER' and active for update
            """)
        .param(practice.value())
        .query(UUID.class)
        .list()
        .size();
  }

  void setPassword(StaffId id, String hash) {
    db.sql(
            """
            update house.staff_member set password_hash = ?, generation = generation + 1 where id = ?
            """)
        .params(hash, id.value())
        .update();
    dropPasswordLinks(id);
  }

  /** Whoever knows the password, or holds a session, has nothing of it any more. */
  void forgetPassword(StaffId id) {
    db.sql(
            """
            update house.staff_member set password_hash = null, generation = generation + 1
            where id = ?
            """)
        .param(id.value())
        .update();
  }

  void signedIn(StaffId id) {
    db.sql("update house.staff_member set last_signed_in_at = ? where id = ?")
        .params(now(), id.value())
        .update();
  }

  /** The newest link replaces older ones. */
  void addPasswordLink(byte[] hash, StaffId id, Instant expires) {
    dropPasswordLinks(id);
    db.sql("insert into house.password_link (token_hash, staff_id, expires_at) values (?, ?, ?)")
        .params(hash, id.value(), Timestamp.from(expires))
        .update();
  }

  Optional<StaffId> staffOfLink(byte[] hash, Instant now) {
    return db.sql(
            "select staff_id from house.password_link where token_hash = ? and expires_at > ?")
        .params(hash, Timestamp.from(now))
        .query(UUID.class)
        .optional()
        .map(StaffId::new);
  }

  Optional<StaffId> takeLink(byte[] hash, Instant now) {
    return db.sql(
            """
            delete from house.password_link where token_hash = ? and expires_at > ?
            returning staff_id
            """)
        .params(hash, Timestamp.from(now))
        .query(UUID.class)
        .optional()
        .map(StaffId::new);
  }

  private void dropPasswordLinks(StaffId id) {
    db.sql("delete from house.password_link where staff_id = ?").param(id.value()).update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static Membership membership(ResultSet row, int number) throws SQLException {
    return new Membership(
        new StaffId(row.getObject("staff_id", UUID.class)),
        row.getString("name"),
        row.getString("email"),
        new PracticeId(row.getObject("practice_id", UUID.class)),
        row.getString("practice_name"),
        Role.valueOf(row.getString("role")),
        row.getBoolean("has_password"),
        row.getBoolean("active"));
  }
}
