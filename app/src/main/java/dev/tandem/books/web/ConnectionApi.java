package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.connection.Offer;
import dev.tandem.books.connection.StillToDecide;
import dev.tandem.books.connection.TokenHealth;
import dev.tandem.books.connection.Visitor;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import dev.tandem.staff.SignedIn;
import dev.tandem.xero.XeroException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The life of a connection, for scripts. Consent itself needs a person in a browser. */
@RestController
@RequestMapping("/api/v1/ledger")
@Tag(name = "Ledger connection")
@PreAuthorize("hasAuthority('LEDGER_CONNECT')")
class ConnectionApi {

  private final Connections connections;
  private final LedgerFeatures features;
  private final StillToDecide decisions;

  ConnectionApi(Connections connections, LedgerFeatures features, StillToDecide decisions) {
    this.connections = connections;
    this.features = features;
    this.decisions = decisions;
  }

  /**
   * Where a connection begins.
   *
   * @param url opened by a person who is signed in to this practice
   * @param redirectUri what must be registered in Xero's developer portal
   * @param missing settings without which nobody can connect
   */
  record Start(String url, String redirectUri, List<String> missing) {}

  @GetMapping("/start")
  @Operation(summary = "The address at which a signed-in person connects an organisation")
  Start start() {
    var registration = connections.registration();
    String path = registration.custom() ? "/ledger" : "/ledger/connection/begin";
    return new Start(
        ServletUriComponentsBuilder.fromCurrentContextPath().path(path).toUriString(),
        registration.redirectUri(),
        registration.missing());
  }

  /**
   * An organisation of the practice.
   *
   * @param status ACTIVE, NEEDS_ATTENTION, SUSPENDED or DISCONNECTED
   * @param attention present when a person has to act
   * @param plan where somebody decides what becomes of whom first; present while nothing leaves
   *     because of that
   */
  record Connection(
      String id,
      String provider,
      String tenantId,
      String organisation,
      String status,
      boolean main,
      boolean sending,
      Instant since,
      Instant connectedAt,
      @Nullable Attention attention,
      @Nullable Tokens tokens,
      List<FeatureState> features,
      @Nullable String plan) {}

  record Attention(LostReason reason, String happened, String remedy) {}

  /**
   * @param consentEndsAt absent for a custom connection
   */
  record Tokens(
      Instant expiresAt,
      @Nullable Instant refreshedAt,
      @Nullable Instant consentEndsAt,
      boolean accepted) {}

  /**
   * @param state ON, OFF or NEEDS_CONSENT
   * @param scope what Xero has to allow for it
   */
  record FeatureState(
      String feature, Features.State state, @Nullable String reason, String scope) {}

  @GetMapping("/connections")
  @Operation(summary = "All organisations of the practice, those that were disconnected as well")
  @PreAuthorize("hasAuthority('LEDGER_VIEW')")
  List<Connection> all() {
    return connections.bindings().stream().map(this::connection).toList();
  }

  @GetMapping("/connections/{id}")
  @Operation(summary = "One organisation")
  @PreAuthorize("hasAuthority('LEDGER_VIEW')")
  Connection one(@PathVariable BindingId id) {
    return connection(connections.binding(id));
  }

  /**
   * An organisation that a consent opens.
   *
   * @param openedNow whether this very consent opened it
   * @param takenElsewhere whether another practice has it: it cannot be selected
   */
  record Choice(
      String tenantId,
      String name,
      boolean openedNow,
      boolean takenElsewhere,
      boolean knownHere,
      @Nullable String country,
      @Nullable String currency,
      List<String> warnings) {}

  @GetMapping("/organisations")
  @Operation(summary = "The organisations that a consent given in this practice opens")
  List<Choice> organisations(@RequestParam GrantId grant) {
    return connections.offer(grant, visitor()).choices().stream()
        .map(ConnectionApi::choice)
        .toList();
  }

  /**
   * @param grant a consent given in this practice
   * @param tenant one of the organisations that it opens
   * @param insteadOf the connection that is disconnected in the same step; absent: none
   */
  record Selection(
      @Nullable String grant, @Nullable String tenant, @Nullable BindingId insteadOf) {}

  @PostMapping("/organisations/select")
  @Operation(summary = "Connect an organisation; 409 if another practice has it")
  ResponseEntity<Connection> select(@RequestBody Selection selection) {
    GrantId grant = grant(selection.grant());
    String tenant = selection.tenant();
    if (tenant == null || tenant.isBlank()) {
      throw new InvalidInput("tenant", "Name one of the organisations of this consent.");
    }
    BindingId id = connections.choose(grant, tenant, selection.insteadOf(), visitor()).binding();
    return ResponseEntity.status(HttpStatus.CREATED)
        .header("Location", "/api/v1/ledger/connections/" + id)
        .body(one(id));
  }

  private static GrantId grant(@Nullable String text) {
    try {
      return GrantId.of(String.valueOf(text));
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("grant", "Give the id of a consent of this practice.");
    }
  }

  @PostMapping("/connections/{id}/refresh")
  @Operation(summary = "Renew the tokens and look whether the organisation answers")
  Connection refresh(@PathVariable BindingId id) {
    connections.refreshNow(id);
    return one(id);
  }

  record Switch(@Nullable Boolean on) {

    boolean wanted() {
      if (on == null) {
        throw new InvalidInput("on", "Say true or false.");
      }
      return on;
    }
  }

  @PutMapping("/connections/{id}/sending")
  @Operation(summary = "Let changes leave for the organisation, or hold them back")
  Connection sending(@PathVariable BindingId id, @RequestBody Switch wanted) {
    connections.binding(id);
    if (wanted.wanted()) {
      connections.turnSendingOn(id);
    } else {
      connections.turnSendingOff(id);
    }
    return one(id);
  }

  /**
   * @param feature clients, invoices, payments or reference
   */
  record FeatureSwitch(@Nullable String feature, @Nullable Boolean on) {}

  @PutMapping("/connections/{id}/features")
  @Operation(summary = "Switch invoices or payments on or off for the organisation")
  Connection feature(@PathVariable BindingId id, @RequestBody FeatureSwitch wanted) {
    connections.binding(id);
    Feature feature =
        Feature.named(String.valueOf(wanted.feature()))
            .orElseThrow(() -> new InvalidInput("feature", "One of " + words() + "."));
    features.turn(id, feature, new Switch(wanted.on()).wanted());
    return one(id);
  }

  private static String words() {
    return Arrays.stream(Feature.values())
        .filter(Feature::optional)
        .map(Feature::word)
        .collect(Collectors.joining(", "));
  }

  /**
   * @param toldXero whether Xero could be told; if not, a person removes Tandem there
   */
  record Disconnected(boolean toldXero) {}

  @DeleteMapping("/connections/{id}")
  @Operation(summary = "Disconnect the organisation; links and what waits are kept for a reconnect")
  Disconnected disconnect(@PathVariable BindingId id) {
    return new Disconnected(connections.disconnect(id));
  }

  /** Nothing was done; the same again in a few minutes may work. */
  @ExceptionHandler
  ProblemDetail on(XeroException away) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_GATEWAY, "Xero does not answer at the moment. Try again in a few minutes.");
  }

  private static Visitor visitor() {
    return SignedIn.current()
        .map(SignedIn::apiKey)
        .map(Visitor::program)
        .orElseThrow(() -> new Refused("Only a program with an API key can do this here."));
  }

  private Connection connection(Binding it) {
    LostReason reason = it.reason();
    boolean living = it.status() != Binding.Status.DISCONNECTED;
    return new Connection(
        it.id().toString(),
        it.provider(),
        it.tenantId(),
        it.organisationName(),
        it.status().name(),
        it.main(),
        it.sending(),
        it.since(),
        it.connectedAt(),
        reason == null ? null : new Attention(reason, reason.happened(), reason.remedy()),
        living ? tokens(connections.health(it.id())) : null,
        living ? features(it.id()) : List.of(),
        living ? decisions.page(it.id()).map(_ -> planOf(it.id())).orElse(null) : null);
  }

  private static String planOf(BindingId id) {
    return "/api/v1/ledger/connections/" + id + "/plan";
  }

  private List<FeatureState> features(BindingId id) {
    return features.of(id).all().stream()
        .map(it -> new FeatureState(it.feature().word(), it.state(), it.reason(), it.scope()))
        .toList();
  }

  private static Tokens tokens(TokenHealth it) {
    return new Tokens(it.expiresAt(), it.refreshedAt(), it.consentEndsAt(), it.accepted());
  }

  private static Choice choice(Offer.Choice it) {
    return new Choice(
        it.tenantId(),
        it.name(),
        it.opened(),
        it.takenElsewhere(),
        it.boundHere(),
        it.country(),
        it.currency(),
        it.warnings());
  }
}
