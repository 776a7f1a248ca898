package dev.tandem.books.connection;

import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which parts of the work go on with each organisation. A part whose scope the grant lacks is known
 * before any call could fail: it is left alone until somebody consents.
 */
@Component
@Transactional
public class LedgerFeatures {

  /** Asked for besides, so that nobody has to consent again in an hour. */
  private static final String REFRESH = "offline_access";

  private final XeroAppSettings settings;
  private final Bindings bindings;
  private final FeatureSwitches switches;
  private final Grants grants;
  private final ApplicationEventPublisher events;
  private final AuditTrail trail;
  private final Changes changes;

  LedgerFeatures(
      XeroAppSettings settings,
      Bindings bindings,
      FeatureSwitches switches,
      Grants grants,
      ApplicationEventPublisher events,
      AuditTrail trail,
      Changes changes) {
    this.settings = settings;
    this.bindings = bindings;
    this.switches = switches;
    this.grants = grants;
    this.events = events;
    this.trail = trail;
    this.changes = changes;
  }

  /** Of an organisation of the current practice. Asked before every claim of work: no calls. */
  public Features of(BindingId id) {
    Grants.Reach granted = grants.reach(bindings.find(id).grant());
    Set<Feature> off = switches.off(id);
    var all = new ArrayList<Features.One>();
    for (Feature it : Feature.values()) {
      all.add(one(it, off, granted.scopes(), granted.custom()));
    }
    return new Features(all, surplus(granted.scopes(), off), granted.custom());
  }

  private Features.One one(
      Feature feature, Set<Feature> off, Collection<String> granted, boolean custom) {
    String scope = feature.scope(settings.broad());
    String off1 = offBecause(feature, off);
    if (off1 != null) {
      return new Features.One(feature, Features.State.OFF, off1, scope);
    }
    Feature lacking = lacking(feature, granted);
    if (lacking == null) {
      return new Features.One(feature, Features.State.ON, null, scope);
    }
    String reason =
        custom
            ? "%s: the custom connection was made without the scope %s. Add it in Xero's developer portal."
                .formatted(lacking.title(), lacking.scope(settings.broad()))
            : "%s: the consent given to Tandem does not include this. Allow it under Ledger, Features."
                .formatted(lacking.title());
    return new Features.One(feature, Features.State.NEEDS_CONSENT, reason, scope);
  }

  private static @Nullable String offBecause(Feature feature, Set<Feature> off) {
    if (off.contains(feature)) {
      return feature.title() + " are switched off for this organisation.";
    }
    boolean follows = feature == Feature.PAYMENTS || feature == Feature.ADVANCES;
    if (follows && off.contains(Feature.INVOICES)) {
      return "Invoices are switched off for this organisation, and payments follow them.";
    }
    return feature == Feature.ADVANCES && off.contains(Feature.PAYMENTS)
        ? "Payments are switched off for this organisation, and deposits follow them."
        : null;
  }

  /** A payment is made on an invoice, and an invoice to a contact: one is nothing without them. */
  private static @Nullable Feature lacking(Feature feature, Collection<String> granted) {
    List<Feature> chain =
        switch (feature) {
          case CLIENTS -> List.of(Feature.CLIENTS);
          case INVOICES -> List.of(Feature.INVOICES, Feature.CLIENTS);
          case PAYMENTS -> List.of(Feature.PAYMENTS, Feature.INVOICES, Feature.CLIENTS);
          case ADVANCES ->
              List.of(Feature.ADVANCES, Feature.PAYMENTS, Feature.INVOICES, Feature.CLIENTS);
          case REFERENCE -> List.of(Feature.REFERENCE);
          case BALANCES -> List.of(Feature.BALANCES);
          case BANK -> List.of(Feature.BANK);
        };
    return chain.stream().filter(it -> !it.coveredBy(granted)).findFirst().orElse(null);
  }

  private static List<String> surplus(Collection<String> granted, Set<Feature> off) {
    var on = EnumSet.allOf(Feature.class);
    on.removeIf(feature -> offBecause(feature, off) != null);
    return granted.stream()
        .filter(it -> !it.equals(REFRESH))
        .filter(it -> on.stream().noneMatch(feature -> feature.uses(it, granted)))
        .sorted()
        .toList();
  }

  /** Whether this part of the work may be left out, and is from now on, or goes on again. */
  public void turn(BindingId id, Feature feature, boolean on) {
    if (!feature.optional()) {
      throw new Refused(
          feature.title() + " cannot be switched off: everything else builds on them.");
    }
    Binding binding = bindings.find(id);
    if (binding.status() == Binding.Status.DISCONNECTED) {
      throw new Refused("This organisation is disconnected: there is nothing to switch.");
    }
    if (switches.turn(id, feature, on)) {
      var record = new RecordRef("ledger", id.value());
      trail.note(
          record,
          null,
          on ? "feature on" : "feature off",
          "turned %s %s for %s"
              .formatted(
                  feature.title().toLowerCase(java.util.Locale.ROOT),
                  on ? "on" : "off",
                  binding.organisationName()));
      events.publishEvent(new FeatureTurned(id, feature, on));
      changes.announce(record);
    }
  }

  /**
   * What a consent has to ask for: what is switched on for any organisation of the current
   * practice, and for a first one everything.
   */
  List<String> toAskFor() {
    var wanted = new LinkedHashSet<String>();
    wanted.add(REFRESH);
    wanted().forEach(it -> wanted.add(it.scope(settings.broad())));
    return List.copyOf(wanted);
  }

  private Set<Feature> wanted() {
    List<Binding> living =
        bindings.all().stream().filter(it -> it.status() != Binding.Status.DISCONNECTED).toList();
    if (living.isEmpty()) {
      return EnumSet.complementOf(EnumSet.copyOf(FeatureSwitches.offAtFirst()));
    }
    var wanted = EnumSet.noneOf(Feature.class);
    for (Binding it : living) {
      var on = EnumSet.allOf(Feature.class);
      Set<Feature> off = switches.off(it.id());
      on.removeIf(feature -> offBecause(feature, off) != null);
      wanted.addAll(on);
    }
    return wanted;
  }
}
