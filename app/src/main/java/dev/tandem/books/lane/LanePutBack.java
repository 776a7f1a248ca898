package dev.tandem.books.lane;

import dev.tandem.books.connection.BindingId;
import java.util.UUID;

/**
 * A lane's row is older than this process has seen it: the database was put back to an earlier
 * moment beneath it. Published in a transaction of the binding's practice, before anything is sent.
 */
public record LanePutBack(BindingId binding, UUID tenant) {}
