package dev.tandem.books.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param patience how long somebody who asked for a record to be sent now waits for what becomes of
 *     it; a call may take 40 seconds
 */
@ConfigurationProperties("tandem.outbox")
record OutboxSettings(@DefaultValue("40s") Duration patience) {}
