package dev.tandem.books.mirror;

import dev.tandem.practice.clients.ClientKeys;
import dev.tandem.practice.clients.ClientView;
import java.util.UUID;

/** A client that is looked for among the contacts. */
record Sought(UUID client, ClientKeys keys, String loose) {

  static Sought of(ClientView it) {
    ClientKeys keys = it.keys();
    return new Sought(it.id().value(), keys, LooseName.of(keys.name()));
  }
}
