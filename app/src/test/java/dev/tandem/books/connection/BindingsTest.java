package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.books.connection.LostConnections.Lost;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.staff.StaffId;
import dev.tandem.xero.oauth.TokenSet;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TandemTest
class BindingsTest {

  private static final StaffId PERSON = new StaffId(UUID.randomUUID());

  @Autowired Setup setup;
  @Autowired Grants grants;
  @Autowired Bindings bindings;
  @Autowired Connections connections;
  @Autowired PlacesExamination places;
  @Autowired LostConnections lost;
  @Autowired JdbcClient jdbc;

  private final String tenant = UUID.randomUUID().toString();
  private PracticeId practice;

  @BeforeEach
  void makePractice() {
    practice = open();
  }

  @Test
  void beginsWithSendingOff() {
    Binding binding = find(bind(practice, tenant));
    assertThat(binding.active()).isTrue();
    assertThat(binding.main()).isTrue();
    assertThat(binding.mayPush()).isFalse();
    Practices.run(practice, () -> connections.turnSendingOn(binding.id()));
    assertThat(find(binding.id()).mayPush()).isTrue();
  }

  @Test
  void leadsFromTheOrganisationToItsPractice() {
    BindingId id = bind(practice, tenant);
    assertThat(connections.route("xero", tenant)).contains(new Route("xero", tenant, practice, id));
    assertThat(connections.route("xero", UUID.randomUUID().toString())).isEmpty();
  }

  @Test
  void refusesAnOrganisationThatAnotherPracticeHas() {
    bind(open(), tenant);
    assertThatThrownBy(() -> bind(practice, tenant)).isInstanceOf(OrganisationHeldElsewhere.class);
    assertThat(Practices.in(practice, () -> bindings.all())).isEmpty();
  }

  @Test
  void aSecondOrganisationComesBesideTheMainOne() {
    BindingId first = bind(practice, tenant);
    BindingId second = bind(practice, UUID.randomUUID().toString());
    assertThat(find(first).main()).isTrue();
    assertThat(find(second).main()).isFalse();
    Practices.run(practice, () -> connections.makeMain(second));
    assertThat(find(first).main()).isFalse();
    assertThat(Practices.in(practice, () -> connections.main())).map(Binding::id).contains(second);
  }

  @Test
  void withTheMainOneGoneNothingIsMainUntilAPersonSaysSo() {
    BindingId first = bind(practice, tenant);
    BindingId second = bind(practice, UUID.randomUUID().toString());
    Practices.run(practice, () -> bindings.unbind(first));
    assertThat(Practices.in(practice, () -> connections.main())).isEmpty();
    assertThatThrownBy(() -> Practices.run(practice, () -> connections.makeMain(first)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Connect it again first");
    bind(practice, tenant);
    assertThat(find(first).main()).isTrue();
    assertThat(find(second).main()).isFalse();
  }

  @Test
  void aLocationFollowsTheMainOrganisationUnlessOneIsNamedForIt() {
    LocationId location =
        Practices.in(practice, () -> setup.add(LocationDetails.named("Auckland")));
    BindingId first = bind(practice, tenant);
    BindingId second = bind(practice, UUID.randomUUID().toString());
    assertThat(organisationOf(location)).contains(first);
    Practices.run(practice, () -> connections.assign(location, second));
    assertThat(organisationOf(location)).contains(second);
    Practices.run(practice, () -> bindings.unbind(second));
    assertThat(organisationOf(location)).isEmpty();
    assertThatThrownBy(() -> Practices.run(practice, () -> connections.assign(location, second)))
        .isInstanceOf(Refused.class);
    Practices.run(practice, () -> connections.assign(location, null));
    assertThat(organisationOf(location)).contains(first);
  }

  @Test
  void theDoctorSaysWhatHasNoBooksToGoTo() {
    assertThat(Practices.in(practice, () -> places.examine())).isEmpty();
    LocationId location =
        Practices.in(practice, () -> setup.add(LocationDetails.named("Auckland")));
    BindingId first = bind(practice, tenant);
    BindingId second = bind(practice, UUID.randomUUID().toString());
    Practices.run(practice, () -> connections.assign(location, first));
    assertThat(Practices.in(practice, () -> places.examine()))
        .extracting(Finding::level)
        .containsExactly(Finding.Level.FINE);
    Practices.run(practice, () -> bindings.unbind(first));
    assertThat(Practices.in(practice, () -> places.examine()))
        .extracting(Finding::seen)
        .anyMatch(it -> it.contains("main one"))
        .anyMatch(it -> it.contains("Auckland") && it.contains("disconnected"));
    Practices.run(practice, () -> connections.makeMain(second));
    Practices.run(practice, () -> connections.assign(location, null));
    assertThat(Practices.in(practice, () -> places.examine()))
        .extracting(Finding::level)
        .containsExactly(Finding.Level.FINE);
  }

  private Optional<BindingId> organisationOf(LocationId location) {
    return Practices.in(practice, () -> connections.organisationOf(location)).map(Binding::id);
  }

  @Test
  void comesBackUnderItsOldIdWithSendingOff() {
    BindingId id = bind(practice, tenant);
    Practices.run(practice, () -> connections.turnSendingOn(id));
    Practices.run(practice, () -> bindings.unbind(id));
    assertThat(find(id).status()).isEqualTo(Binding.Status.DISCONNECTED);
    assertThat(connections.route("xero", tenant)).isEmpty();
    assertThat(bind(practice, tenant)).isEqualTo(id);
    assertThat(find(id).mayPush()).isFalse();
  }

  @Test
  void aRepairKeepsSendingOn() {
    BindingId id = bind(practice, tenant);
    Practices.run(practice, () -> connections.turnSendingOn(id));
    Practices.run(practice, () -> connections.lost(id, LostReason.SCOPE_MISSING));
    assertThat(find(id).mayPush()).isFalse();
    bind(practice, tenant);
    assertThat(find(id).mayPush()).isTrue();
    assertThat(find(id).reason()).isNull();
  }

  @Test
  void nobodyLooksForWhatIsBoundAgainAndTheNextLossIsWatchedAnew() {
    BindingId id = bind(practice, tenant);
    Practices.run(practice, () -> connections.lost(id, LostReason.NO_ACCESS));
    assertThat(watched(id)).isPresent();
    bind(practice, tenant);
    assertThat(watched(id)).isEmpty();
    Practices.run(practice, () -> connections.lost(id, LostReason.NO_ACCESS));
    assertThat(watched(id)).isPresent();
  }

  @Test
  void aLossThatJoinsARowLeftOverIsNotForgotten() {
    BindingId id = bind(practice, tenant);
    jdbc.sql("insert into house.lost_connection values (?, ?, 0, now())")
        .params(id.value(), practice.value())
        .update();
    Lost seen = watched(id).orElseThrow();
    Practices.run(practice, () -> connections.lost(id, LostReason.NO_ACCESS));
    assertThat(watched(id)).as("the row is left as it is").contains(seen);
    assertThat(forgotten(seen)).isFalse();
    assertThat(watched(id)).isPresent();
    Practices.run(practice, () -> bindings.unbind(id));
    assertThat(forgotten(seen)).isTrue();
    assertThat(watched(id)).isEmpty();
  }

  private boolean forgotten(Lost seen) {
    return Practices.in(practice, () -> bindings.forgottenUnlessLost(seen));
  }

  /** The row that a sweep will take up, whenever it is due. */
  private Optional<Lost> watched(BindingId id) {
    return jdbc.sql(
            "select looks, next_look_at from house.lost_connection where binding_id = ? and recovered_at is null")
        .param(id.value())
        .query(
            (row, _) ->
                new Lost(practice, id, null, row.getInt(1), row.getTimestamp(2).toInstant()))
        .optional();
  }

  @Test
  void aFreeOrganisationMayMoveToAnotherPractice() {
    BindingId id = bind(practice, tenant);
    Practices.run(practice, () -> bindings.unbind(id));
    PracticeId other = open();
    bind(other, tenant);
    assertThat(connections.route("xero", tenant).orElseThrow().practice()).isEqualTo(other);
  }

  @Test
  void anotherPracticesBindingDoesNotExist() {
    BindingId id = bind(practice, tenant);
    PracticeId stranger = open();
    assertThatThrownBy(() -> Practices.in(stranger, () -> connections.binding(id)))
        .isInstanceOf(NoSuchRecord.class);
    assertThatThrownBy(() -> Practices.run(stranger, () -> connections.turnSendingOn(id)))
        .isInstanceOf(NoSuchRecord.class);
    assertThatThrownBy(() -> Practices.in(stranger, () -> connections.disconnect(id)))
        .isInstanceOf(NoSuchRecord.class);
  }

  private BindingId bind(PracticeId practice, String tenant) {
    var tokens =
        new TokenSet("access", "refresh", null, Instant.now().plusSeconds(1800), Set.of("a"), null);
    GrantId grant = grants.add(practice, PERSON, tokens);
    var organisation = new Organisation(tenant, null, "Demo Company", "!abc", "AU", "AUD");
    return Practices.in(practice, () -> bindings.bind(organisation, grant, PERSON));
  }

  private Binding find(BindingId id) {
    return Practices.in(practice, () -> connections.binding(id));
  }

  private PracticeId open() {
    return setup.open(
        new NewPractice(
            "Quay Street", PracticeKind.CLINIC, "AU", ZoneId.of("Australia/Sydney"), "AUD"));
  }
}
