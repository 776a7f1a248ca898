package dev.tandem.practice.appointments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.Together;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.AuditTrail;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@TandemTest
class AppointmentsTest {

  @Autowired ApplicationContext house;
  @Autowired Appointments appointments;
  @Autowired AuditTrail trail;
  @Autowired Diary diary;
  @Autowired Setup setup;
  PracticeRoom room;

  @BeforeEach
  void openRoom() {
    room = PracticeRoom.open(house);
  }

  @Test
  void refusesASecondAppointmentInAPractitionersTime() {
    book("2026-11-20T10:00");
    assertThatThrownBy(() -> book("2026-11-20T10:30"))
        .isInstanceOf(SlotTaken.class)
        .hasMessageContaining("Dr Grey");
    book("2026-11-20T10:45");
  }

  @Test
  void measuresAnAppointmentByTheClockThatRunsOnWhenSummerTimeBegins() {
    // In Sydney 02:00 became 03:00 on that morning.
    AppointmentId id = book("2026-10-04T01:45");
    assertThat(Practices.in(room.practice(), () -> diary.entry(id)).minutes()).isEqualTo(45);
  }

  @Test
  void booksNothingArchivedButKeepsWhatWasBookedBefore() {
    AppointmentId id = book("2026-11-20T10:00");
    in(() -> setup.archive(room.service()));
    assertThatThrownBy(() -> book("2026-11-20T12:00"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("archived");
    in(() -> appointments.move(id, room.slot("2026-11-20T13:00")));
    assertThat(find(id).slot()).isEqualTo(room.slot("2026-11-20T13:00"));
  }

  @Test
  void givesOneSlotToOneOfTwoClerks() throws Exception {
    List<Object> outcomes =
        Together.run(
            8, room.practice(), () -> appointments.book(room.at("2026-11-20T10:00", "Knee")));
    assertThat(outcomes).filteredOn(AppointmentId.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(SlotTaken.class::isInstance).hasSize(7);
  }

  @Test
  void freesTheTimeOfACancelledAppointmentUntilItIsReinstated() {
    AppointmentId first = book("2026-11-20T10:00");
    in(() -> appointments.cancel(first, "Flu"));
    AppointmentId second = book("2026-11-20T10:00");
    assertThatThrownBy(() -> in(() -> appointments.reinstate(first))).isInstanceOf(SlotTaken.class);
    in(() -> appointments.noShow(second));
    in(() -> appointments.reinstate(first));
    assertThat(find(first).isBooked()).isTrue();
  }

  @Test
  void tellsWhereAMovedAppointmentWas() {
    AppointmentId id = book("2026-11-20T10:00");
    in(() -> appointments.move(id, room.slot("2026-11-21T09:15")));
    assertThat(find(id).slot()).isEqualTo(room.slot("2026-11-21T09:15"));
    var story =
        Practices.in(
            room.practice(), () -> trail.ofRecord(new RecordRef("appointment", id.value()), 10));
    assertThat(story.getFirst().text())
        .isEqualTo("moved it from Fri 20 Nov 2026, 10:00 to Sat 21 Nov 2026, 09:15");
  }

  @Test
  void refusesToMoveWhatIsOver() {
    AppointmentId id = book("2026-11-20T10:00");
    in(() -> appointments.complete(id));
    assertThatThrownBy(() -> in(() -> appointments.move(id, room.slot("2026-11-21T09:15"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("completed");
  }

  @Test
  void listsWhatTouchesARange() {
    AppointmentId early = book("2026-11-20T08:30");
    AppointmentId late = book("2026-11-20T11:00");
    var slot = room.slot("2026-11-20T09:00");
    assertThat(Practices.in(room.practice(), () -> appointments.between(slot.start(), slot.end())))
        .extracting(AppointmentView::id)
        .containsExactly(early)
        .doesNotContain(late);
  }

  @Test
  void knowsNothingOfAnotherPracticesAppointments() {
    AppointmentId id = book("2026-11-20T10:00");
    PracticeRoom other = PracticeRoom.open(house);
    assertThatThrownBy(() -> Practices.in(other.practice(), () -> appointments.find(id)))
        .isInstanceOf(NoSuchRecord.class);
    assertThatThrownBy(
            () ->
                Practices.in(
                    other.practice(), () -> appointments.book(room.at("2026-11-20T10:00", ""))))
        .isInstanceOf(NoSuchRecord.class);
  }

  private AppointmentId book(String localTime) {
    return Practices.in(room.practice(), () -> appointments.book(room.at(localTime, "Knee")));
  }

  private AppointmentView find(AppointmentId id) {
    return Practices.in(room.practice(), () -> appointments.find(id));
  }

  private void in(Runnable work) {
    Practices.run(room.practice(), work);
  }
}
