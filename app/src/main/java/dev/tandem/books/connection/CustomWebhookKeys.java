package dev.tandem.books.connection;

import dev.tandem.shared.InvalidInput;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The webhook key of a custom connection, changed without connecting anew. Nothing that the ledger
 * tells meanwhile is refused: the key before is believed until somebody ends that.
 */
@Component
public class CustomWebhookKeys {

  private final Bindings bindings;
  private final Grants grants;
  private final CustomApps apps;

  CustomWebhookKeys(Bindings bindings, Grants grants, CustomApps apps) {
    this.bindings = bindings;
    this.grants = grants;
    this.apps = apps;
  }

  /**
   * How it stands.
   *
   * @param kept whether the connection's key is kept here; else it is the installation's, or there
   *     is none
   * @param set whether there is a key
   * @param before whether the one before is believed, too
   */
  public record State(boolean kept, boolean set, boolean before) {}

  public State state(BindingId id) {
    UUID app = app(id);
    if (app == null) {
      return new State(false, false, false);
    }
    CustomApps.Keys keys = apps.keys(app);
    return new State(true, keys.present() != null, keys.before() != null);
  }

  /**
   * Takes a key as the present one; the present one becomes the one before.
   *
   * @throws InvalidInput with what is wrong at {@code webhookKey}
   */
  public void change(BindingId id, String typed) {
    String key = typed.strip();
    if (!CustomConnections.isOneWord(key)) {
      throw new InvalidInput(
          Map.of("webhookKey", "Copy the webhooks key from the app's Webhooks page."));
    }
    apps.changeKey(kept(id), key);
  }

  /** From now on the present key alone is believed. */
  public void forgetBefore(BindingId id) {
    apps.forgetKeyBefore(kept(id));
  }

  private UUID kept(BindingId id) {
    UUID app = app(id);
    if (app == null) {
      throw new NotConnected(
          "This connection has no webhook key of its own: XERO_WEBHOOK_KEY is the installation's.");
    }
    return app;
  }

  private @Nullable UUID app(BindingId id) {
    return grants.find(bindings.find(id).grant()).customApp();
  }
}
