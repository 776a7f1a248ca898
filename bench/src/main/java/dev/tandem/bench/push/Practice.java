package dev.tandem.bench.push;

import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.StaffId;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A practice connected to one organisation of its own, as its owner would connect it. */
public final class Practice {

  public static final ZoneId ZONE = ZoneId.of("Australia/Sydney");

  private final World world;
  private final PracticeId id;
  private final UUID tenant;
  private final BindingId binding;

  private Practice(World world, PracticeId id, UUID tenant, BindingId binding) {
    this.world = world;
    this.id = id;
    this.tenant = tenant;
    this.binding = binding;
  }

  /** Connected; nothing leaves before {@link #send}. */
  public static Practice connect(World world, Control xero, UUID tenant) {
    PracticeId id =
        world
            .bean(Setup.class)
            .open(new NewPractice("Bench " + tenant, PracticeKind.CLINIC, "AU", ZONE, "AUD"));
    var connections = world.bean(Connections.class);
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "bench");
    URI page = Practices.in(id, () -> connections.begin(visitor));
    Map<String, String> back = xero.consent(page, List.of(tenant));
    String state = Objects.requireNonNull(back.get("state"));
    GrantId grant = Practices.in(id, () -> connections.complete(visitor, state, back.get("code")));
    BindingId binding =
        Practices.in(id, () -> connections.choose(grant, tenant.toString(), visitor));
    // Nobody is there yet whom our clients could be.
    Practices.run(id, () -> world.bean(Plans.class).decide(binding));
    return new Practice(world, id, tenant, binding);
  }

  public void send() {
    run(() -> world.bean(Connections.class).turnSendingOn(binding));
  }

  /** Its organisation is not called any more: others have the application to themselves. */
  public void leave() {
    run(() -> world.bean(Connections.class).disconnect(binding));
  }

  boolean sends() {
    return in(() -> world.bean(Connections.class).binding(binding).mayPush());
  }

  public UUID tenant() {
    return tenant;
  }

  public World world() {
    return world;
  }

  public LaneId lane() {
    return in(
        () -> {
          Binding it = world.bean(Connections.class).binding(binding);
          return world.bean(Lanes.class).id(it);
        });
  }

  public <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
    return Practices.in(id, work);
  }

  public void run(Runnable work) {
    Practices.run(id, work);
  }
}
