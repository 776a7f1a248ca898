package dev.tandem.books.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sweepEvery how often each kind's changes are asked for, whatever webhooks bring
 * @param referenceEvery how often accounts and taxes are read
 * @param echo an event this near to our own write is our write coming back
 */
@ConfigurationProperties("tandem.inbox")
record InboxSettings(
    @DefaultValue("5m") Duration sweepEvery,
    @DefaultValue("12h") Duration referenceEvery,
    @DefaultValue("2s") Duration echo) {}
